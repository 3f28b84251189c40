import { enterStaff, inTenant } from '@boligtrapp/database';
import type { PastScene } from './past-scene.ts';
import { PAST_USERS } from './past-users.ts';

/** Those of the demo who did something have signed in at some time, so that they can be chosen. */
export async function enterDirectory({ db, demo, clock }: PastScene): Promise<void> {
  const { id: municipalityId } = demo.municipality;
  await inTenant(db, { municipalityId, actorId: PAST_USERS.officer.sub }, async (tx) => {
    for (const { sub, role } of Object.values(PAST_USERS)) {
      await enterStaff(tx, municipalityId, { member: sub, name: null, role, signedInAt: clock.now() });
    }
  });
}
