import type { Db } from '@boligtrapp/database';
import { addDays } from '@boligtrapp/domain';
import type { IdentityCipher } from '@boligtrapp/use-cases';
import type { DemoMunicipality } from '../demo-municipality.ts';
import { answerOffers } from './answer-offers.ts';
import { endLeasedIn } from './end-leased-in.ts';
import { enterDirectory } from './enter-directory.ts';
import { followTenantsUp } from './follow-tenants-up.ts';
import { holdMeeting } from './hold-meeting.ts';
import { createPastScene } from './past-scene.ts';
import { PAST_USERS, pastUsers } from './past-users.ts';
import { planPolicy } from './plan-policy.ts';
import { appeal, applyAnew, askForOccupants, MEETING_DAY, registerTwice } from './raise-matters.ts';
import { reviewTenancies } from './review-tenancies.ts';
import { sendLetters } from './send-letters.ts';
import { subscribeRoles } from './subscribe-roles.ts';

export { PAST_USERS };

/** What {@link enactDemoPast} needs beside the municipality. */
export interface EnactDemoPastOptions {
  readonly db: Db;
  readonly cipher: IdentityCipher;
  /** Told what was done, in one line. */
  readonly log?: (line: string) => void;
}

/** Aged on the day of the demo, and fictional like everybody else. */
const NEWCOMERS = [
  { name: 'Ask Prøvestein', ageDays: 14_600 },
  { name: 'Siv Prøveland', ageDays: 11_000 },
] as const;

/**
 * Makes the last weeks of a demo municipality that was just inserted, so that each part of the product has something in
 * it: every row is written by the use case that writes it in the product, on a day before the day of the demo. The care
 * ladder alone takes part in the round: the welfare ladder stays as it was inserted.
 */
export async function enactDemoPast(
  demo: DemoMunicipality,
  { db, cipher, log }: EnactDemoPastOptions,
): Promise<void> {
  const scene = await createPastScene(db, demo, cipher);
  const users = pastUsers(scene);
  await enterDirectory(scene);
  const [overdue, near] = NEWCOMERS.map(({ name, ageDays }) => ({
    name,
    birthDate: addDays(demo.on, -ageDays),
  }));
  await askForOccupants(scene, users, 'overdue');
  if (overdue !== undefined) await applyAnew(scene, users, overdue);
  await askForOccupants(scene, users, 'near');
  if (near !== undefined) await applyAnew(scene, users, near);
  scene.goTo(MEETING_DAY);
  const held = await holdMeeting(scene, users);
  await answerOffers(scene, users, held);
  await appeal(scene, users, held);
  await registerTwice(scene, users);
  await reviewTenancies(scene, users);
  await planPolicy(scene, users);
  await subscribeRoles(scene, users);
  await followTenantsUp(scene, users);
  await endLeasedIn(scene);
  await sendLetters(scene, users);
  log?.(`${demo.municipality.name}: a round, its meeting and what came of it, dated before ${demo.on}.`);
}
