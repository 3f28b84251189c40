import { addDays } from '@boligtrapp/domain';
import {
  registerAppeal,
  registerApplication,
  registerHousehold,
  registerOccupancyRequest,
} from '@boligtrapp/use-cases';
import { currentAssessments, currentLeases } from '../demo-facts.ts';
import type { HeldMeeting } from './hold-meeting.ts';
import type { PastScene } from './past-scene.ts';
import type { PastUsers } from './past-users.ts';

/** Days before the day of the demo on which something came in that is to be answered within a month. */
const CAME_IN = { overdue: 36, near: 27, appeals: 2, duplicate: 1 } as const;
/** Days that a notice takes to arrive. */
const NOTICE_DAYS = 2;

/** Two written applications to take in a household member: the month of the first is over, that of the other nearly. */
export async function askForOccupants(
  scene: PastScene,
  users: PastUsers,
  when: 'overdue' | 'near',
): Promise<void> {
  const receivedOn = scene.goTo(CAME_IN[when]);
  const { rows } = scene.demo;
  const lasting = [...currentLeases(rows, scene.demo.on).values()]
    .filter(({ starts_on, closed_on }) => starts_on < receivedOn && closed_on === null)
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const lease = lasting.at(when === 'overdue' ? 0 : 1);
  if (lease === undefined) return;
  await registerOccupancyRequest(
    scene,
    users.officer,
    { leaseId: lease.id, personKind: when === 'overdue' ? 'cohabitant' : 'other', receivedOn },
    scene.request('registerOccupancyRequest'),
  );
}

/** A household that is new, with an application that awaits its preliminary answer. */
export async function applyAnew(
  scene: PastScene,
  users: PastUsers,
  person: { readonly name: string; readonly birthDate: ReturnType<typeof addDays> },
): Promise<void> {
  const household = await registerHousehold(
    scene,
    users.officer,
    {
      members: [{ ...person, relation: 'applicant', identityNumber: null, addressProtection: 'none' }],
    },
    scene.request('registerHousehold'),
  );
  await registerApplication(
    scene,
    users.officer,
    { householdId: household.id, source: 'paper', receivedOn: scene.clock.today(), helpedBy: null },
    scene.request('registerApplication'),
  );
}

/** Somebody who waits is registered once more, without the identity number: one for the list of duplicates. */
export async function registerTwice(scene: PastScene, users: PastUsers): Promise<void> {
  scene.goTo(CAME_IN.duplicate);
  const { rows } = scene.demo;
  const waiting = currentAssessments(rows);
  const alone = rows.housing_applications.find(
    ({ status, household_id }) => status === 'in-queue' && waiting.has(household_id),
  );
  const member = rows.household_members.find(({ household_id }) => household_id === alone?.household_id);
  const person = rows.persons.find(({ id }) => id === member?.person_id);
  if (person === undefined) return;
  await applyAnew(scene, users, { name: person.name, birthDate: person.birth_date });
}

/** An appeal in time, about what the meeting decided, and a late one about a refused application. */
export async function appeal(scene: PastScene, users: PastUsers, { decided }: HeldMeeting): Promise<void> {
  const arrivedOn = scene.goTo(CAME_IN.appeals);
  const meetingOn = addDays(scene.demo.on, -MEETING_DAY);
  const postponed = decided.find(({ outcome }) => outcome === 'postponed');
  if (postponed !== undefined) {
    const noticeArrivedOn = addDays(meetingOn, NOTICE_DAYS);
    await registerAppeal(
      scene,
      users.officer,
      { decisionId: postponed.decisionId, noticeArrivedOn, sentOn: addDays(arrivedOn, -1), arrivedOn },
      scene.request('registerAppeal'),
    );
  }
  const refused = scene.demo.rows.entitlements.find(({ outcome }) => outcome === 'refused');
  if (refused === undefined) return;
  await registerAppeal(
    scene,
    users.officer,
    {
      entitlementId: refused.id,
      noticeArrivedOn: addDays(refused.decided_on, NOTICE_DAYS),
      sentOn: null,
      arrivedOn,
    },
    scene.request('registerAppeal'),
  );
}

/** Days from the meeting to the day of the demo: offers that nobody has answered ran out the day before. */
export const MEETING_DAY = 8;
