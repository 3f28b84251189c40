import { inTenant, listFollowUps } from '@boligtrapp/database';
import { addDays, DEFAULT_POLICY, type EnvironmentLevel, type PlainDateString } from '@boligtrapp/domain';
import {
  type Actor,
  agreeCareerPlan,
  assignFollowUp,
  completeFollowUp,
  makeCareerPlan,
  movePlanStep,
  PLAN_FOLLOW_UPS,
  registerEnvironmentReport,
  registerIncident,
} from '@boligtrapp/use-cases';
import { currentLeases } from '../demo-facts.ts';
import { protectedHouseholds } from '../protected-people.ts';
import type { PastScene } from './past-scene.ts';
import type { PastUsers } from './past-users.ts';

/** Days before the day of the demo on which the follow-ups are planned and told of. */
const FOLLOWED_UP = 1;
/** Visits that were due until so many days before the day of the demo have been made, but for some. */
const MADE_UNTIL_DAYS = 15;
/** One of so many was not. */
const LEFT_EACH = 16;
/** One of so many finds that the need has changed. */
const CHANGED_EACH = 60;
const MOST_FOLLOW_UPS = 2_000;

/**
 * Visits that were planned by a night and made but for a few, housing-career plans on their way, and a building where so
 * much happened that its environment proposes caution.
 */
export async function followTenantsUp(scene: PastScene, users: PastUsers): Promise<void> {
  const today = scene.goTo(FOLLOWED_UP);
  await visit(scene, users, today);
  await planCareers(scene, users.followUp, today);
  await reportEnvironment(scene, users.followUp, today);
}

async function visit(
  scene: PastScene,
  { followUp, officer }: PastUsers,
  today: PlainDateString,
): Promise<void> {
  const { municipalityId } = followUp;
  const night = {
    municipalityId,
    runId: scene.ids.next(),
    runOn: today,
    isLatest: true,
    actorId: 'scheduler',
  };
  await PLAN_FOLLOW_UPS.run(scene, { ...night, policy: DEFAULT_POLICY });
  const madeUntil = addDays(scene.demo.on, -MADE_UNTIL_DAYS);
  // Their cases are not there for those who follow up here.
  const hidden = protectedHouseholds(scene.demo.rows);
  const due = await inTenant(
    scene.db,
    { municipalityId, actorId: followUp.id },
    async (tx) =>
      await listFollowUps(
        tx,
        municipalityId,
        { dueBefore: addDays(today, MADE_UNTIL_DAYS), overdueSince: madeUntil, hidden },
        { limit: MOST_FOLLOW_UPS },
      ),
  );
  for (const [index, { id, dueOn, kind }] of due.entries()) {
    const isMade = dueOn < madeUntil && kind !== 'career-plan' && index % LEFT_EACH > 0;
    if (isMade) {
      const visit = { followUpId: id, version: 1, heldOn: dueOn, ...FOUND[index % FOUND.length], note: null };
      const command = { ...NOT_MET, ...visit, needsChanged: index % CHANGED_EACH === 1 };
      await completeFollowUp(scene, followUp, command, scene.request('completeFollowUp'));
    } else if (index % 2 === 0) {
      const command = { followUpId: id, version: 1, assignedTo: followUp.id };
      await assignFollowUp(scene, officer, command, scene.request('assignFollowUp'));
    }
  }
}

interface Found {
  readonly outcome: 'met' | 'not-met';
  readonly environmentLevel: EnvironmentLevel | null;
}

const NOT_MET: Found = { outcome: 'not-met', environmentLevel: null };
/** What visits find, in turn. */
const FOUND: readonly Found[] = [
  { outcome: 'met', environmentLevel: 1 },
  { outcome: 'met', environmentLevel: 2 },
  { outcome: 'met', environmentLevel: 1 },
  NOT_MET,
  { outcome: 'met', environmentLevel: 3 },
  { outcome: 'met', environmentLevel: 2 },
];

/** The first of these households has agreed to its plan and taken a step, the second is still asked. */
async function planCareers(scene: PastScene, worker: Actor, today: PlainDateString): Promise<void> {
  const lasting = [...currentLeases(scene.demo.rows, scene.demo.on).values()]
    .filter(({ starts_on, closed_on }) => starts_on < today && closed_on === null)
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const [owning, stepping] = [lasting.at(2), lasting.at(4)];
  if (owning === undefined || stepping === undefined) return;
  const inMonths = (months: number): PlainDateString => addDays(today, months * DAYS_OF_A_MONTH);
  const plan = await makeCareerPlan(
    scene,
    worker,
    {
      leaseId: owning.id,
      goal: 'own-with-startlan',
      goalLevel: null,
      steps: [
        { kind: 'work', responsible: 'other-service', dueOn: inMonths(1) },
        { kind: 'debt', responsible: 'tenant', dueOn: inMonths(4) },
        { kind: 'savings', responsible: 'tenant', dueOn: inMonths(12) },
        { kind: 'startlan-readiness', responsible: 'case-officer', dueOn: inMonths(18) },
      ],
    },
    scene.request('makeCareerPlan'),
  );
  const agreed = await agreeCareerPlan(
    scene,
    worker,
    { planId: plan.id, version: plan.version, agreedOn: today },
    scene.request('agreeCareerPlan'),
  );
  const stepId = await inTenant(
    scene.db,
    { municipalityId: worker.municipalityId, actorId: worker.id },
    async (tx) =>
      await tx
        .selectFrom('career_plan_steps')
        .select('id')
        .where('plan_id', '=', plan.id)
        .orderBy('due_on')
        .executeTakeFirstOrThrow(),
  );
  const start = { planId: plan.id, version: agreed.version, stepId: stepId.id, action: 'start' } as const;
  await movePlanStep(scene, worker, start, scene.request('movePlanStep'));
  await makeCareerPlan(
    scene,
    worker,
    {
      leaseId: stepping.id,
      goal: 'private-rental',
      goalLevel: null,
      steps: [{ kind: 'housing-allowance', responsible: 'follow-up', dueOn: inMonths(2) }],
    },
    scene.request('makeCareerPlan'),
  );
}

const DAYS_OF_A_MONTH = 30;

/** Days before the day of the demo, and how grave. */
const HAPPENED = [
  [60, 1, 'noise', 'neighbour'],
  [33, 2, 'damage', 'caretaker'],
  [12, 1, 'noise', 'tenant'],
] as const;
/** When a worker looked at the place, before the day of the demo. */
const LOOKED_DAYS = 9;

async function reportEnvironment(scene: PastScene, worker: Actor, today: PlainDateString): Promise<void> {
  const { on, rows } = scene.demo;
  const watched = new Set(rows.place_statuses.map(({ building_id }) => building_id));
  const [building, calm] = rows.buildings
    .filter(({ id }) => !watched.has(id))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  if (building === undefined || calm === undefined) return;
  for (const [daysBefore, severity, kind, reportedByRole] of HAPPENED) {
    const incident = { occurredOn: addDays(on, -daysBefore), severity, kind, reportedByRole };
    await registerIncident(
      scene,
      worker,
      { buildingId: building.id, householdId: null, ...incident },
      scene.request('registerIncident'),
    );
  }
  const reports = [
    { placeId: building.id, reportedOn: addDays(on, -LOOKED_DAYS), level: 3, complaintCount: 4 },
    { placeId: calm.id, reportedOn: today, level: 1, complaintCount: 0 },
  ] as const;
  for (const report of reports) {
    await registerEnvironmentReport(scene, worker, report, scene.request('registerEnvironmentReport'));
  }
}
