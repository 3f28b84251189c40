import type {
  CareerPlanState,
  GoalLevel,
  PlainDateString,
  PlanGoal,
  PlanStepKind,
  PlanStepState,
  StepResponsible,
} from '@boligtrapp/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { violatedConstraint } from '../constraint-violation.ts';

/** A housing-career plan (boligkarriereplan) as stored. */
export interface CareerPlanRow {
  readonly id: string;
  readonly householdId: string;
  /** The lease during which it was made. */
  readonly leaseId: string;
  readonly goal: PlanGoal;
  /** With the goal step-down only. */
  readonly goalLevel: GoalLevel | null;
  readonly state: CareerPlanState;
  /** The day the tenant agreed to the plan as it is. */
  readonly agreedOn: PlainDateString | null;
  readonly madeBy: string;
  readonly version: number;
  readonly steps: readonly PlanStepRow[];
}

/** One step of a plan. */
export interface PlanStepRow {
  readonly id: string;
  readonly kind: PlanStepKind;
  readonly responsible: StepResponsible;
  readonly dueOn: PlainDateString;
  readonly state: PlanStepState;
}

/** What happened to a plan. */
export const CAREER_PLAN_EVENTS = [
  'made',
  'agreed',
  'revised',
  'step-added',
  'step-moved',
  'achieved',
  'dropped',
] as const;
/** One of {@link CAREER_PLAN_EVENTS}. */
export type CareerPlanEvent = (typeof CAREER_PLAN_EVENTS)[number];

/** What a version of a plan says. */
export interface CareerPlanContent
  extends Pick<CareerPlanRow, 'goal' | 'goalLevel' | 'state' | 'agreedOn' | 'steps'> {}

/** A plan after one change. */
export interface CareerPlanVersionRow {
  readonly version: number;
  readonly event: CareerPlanEvent;
  readonly content: CareerPlanContent;
  readonly recordedBy: string;
  readonly recordedAt: string;
}

/** Adds a plan, or says that the household has a current one; the transaction is aborted then. */
export async function insertCareerPlan(
  tx: Tx,
  municipalityId: string,
  plan: Pick<CareerPlanRow, 'id' | 'householdId' | 'leaseId' | 'goal' | 'goalLevel' | 'madeBy'>,
): Promise<'inserted' | 'has-current'> {
  try {
    await tx
      .insertInto('career_plans')
      .values({
        municipality_id: municipalityId,
        id: plan.id,
        household_id: plan.householdId,
        lease_id: plan.leaseId,
        goal: plan.goal,
        goal_level: plan.goalLevel,
        made_by: plan.madeBy,
      })
      .execute();
    return 'inserted';
  } catch (error) {
    if (violatedConstraint(error) === 'career_plans_one_current_key') return 'has-current';
    throw error;
  }
}

/** Adds steps to a plan. */
export async function insertPlanSteps(
  tx: Tx,
  municipalityId: string,
  planId: string,
  steps: readonly Omit<PlanStepRow, 'state'>[],
): Promise<void> {
  if (steps.length === 0) return;
  await tx
    .insertInto('career_plan_steps')
    .values(
      steps.map((step) => ({
        municipality_id: municipalityId,
        id: step.id,
        plan_id: planId,
        kind: step.kind,
        responsible: step.responsible,
        due_on: step.dueOn,
      })),
    )
    .execute();
}

/** Changes what is given, and returns the new version. The first agreement is kept for good. */
export async function updateCareerPlan(
  tx: Tx,
  municipalityId: string,
  planId: string,
  change: Partial<Pick<CareerPlanRow, 'goal' | 'goalLevel' | 'state' | 'agreedOn'>> & {
    readonly firstAgreed?: { readonly on: PlainDateString; readonly by: string };
  },
): Promise<number> {
  const { goal, goalLevel, state, agreedOn, firstAgreed } = change;
  const { version } = await tx
    .updateTable('career_plans')
    .set({
      version: sql`version + 1`,
      ...(goal === undefined ? {} : { goal }),
      ...(goalLevel === undefined ? {} : { goal_level: goalLevel }),
      ...(state === undefined ? {} : { state }),
      ...(agreedOn === undefined ? {} : { agreed_on: agreedOn }),
      ...(firstAgreed === undefined
        ? {}
        : {
            first_agreed_on: sql<PlainDateString>`coalesce(first_agreed_on, ${firstAgreed.on}::date)`,
            first_agreed_by: sql<string>`coalesce(first_agreed_by, ${firstAgreed.by})`,
          }),
    })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', planId)
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}

/** Moves a step to another state. */
export async function updatePlanStep(
  tx: Tx,
  municipalityId: string,
  stepId: string,
  state: PlanStepState,
): Promise<void> {
  await tx
    .updateTable('career_plan_steps')
    .set({ state })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', stepId)
    .execute();
}

/** Writes down the plan as it is after a change. */
export async function insertCareerPlanVersion(
  tx: Tx,
  municipalityId: string,
  planId: string,
  version: Omit<CareerPlanVersionRow, 'recordedAt'>,
): Promise<void> {
  await tx
    .insertInto('career_plan_versions')
    .values({
      municipality_id: municipalityId,
      plan_id: planId,
      version: version.version,
      event: version.event,
      content: JSON.stringify(version.content),
      recorded_by: version.recordedBy,
    })
    .execute();
}

/** Marks the follow-up of the kind career-plan that is due in the stay of the plan as done. */
export async function fulfilPlanFollowUps(
  tx: Tx,
  municipalityId: string,
  plan: Pick<CareerPlanRow, 'householdId' | 'leaseId'>,
  done: { readonly on: PlainDateString; readonly by: string },
): Promise<void> {
  await sql`
    update follow_ups f set state = 'done', done_on = ${done.on}::date, done_by = ${done.by}, version = f.version + 1
    from leases l, leases m
    where f.municipality_id = ${municipalityId} and f.state = 'due' and f.kind = 'career-plan'
      and l.municipality_id = f.municipality_id and l.id = f.lease_id
      and m.municipality_id = f.municipality_id and m.id = ${plan.leaseId}::uuid
      and l.household_id = ${plan.householdId}::uuid and l.dwelling_id = m.dwelling_id`.execute(tx);
}

/** Which plans; every one where nothing is said. */
export interface CareerPlanQuery {
  readonly householdId?: string | undefined;
  readonly state?: CareerPlanState | undefined;
  /** Households whose plans do not exist for the reader. */
  readonly hidden: ReadonlySet<string>;
}

/** Plans from the newest, after `afterId` (exclusive), with their steps. */
export async function listCareerPlans(
  tx: Tx,
  municipalityId: string,
  query: CareerPlanQuery,
  page: { readonly afterId?: string | undefined; readonly limit: number },
): Promise<readonly CareerPlanRow[]> {
  const rest = page.afterId === undefined ? sql`true` : sql`c.id < ${page.afterId}::uuid`;
  const { rows } = await sql<CareerPlanRow>`
    select ${COLUMNS} from career_plans c where ${matching(municipalityId, query)} and ${rest}
    order by c.id desc limit ${page.limit}`.execute(tx);
  return rows;
}

/** How many the query has. */
export async function countCareerPlans(
  tx: Tx,
  municipalityId: string,
  query: CareerPlanQuery,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from career_plans c where ${matching(municipalityId, query)}`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** A plan by id, or undefined; its row locked until the transaction ends where it is to be changed. */
export async function findCareerPlan(
  tx: Tx,
  municipalityId: string,
  planId: string,
  lock: 'for-change' | 'none',
): Promise<CareerPlanRow | undefined> {
  if (lock === 'for-change') {
    // Before the plan is read: its steps are read as they are once the lock is held.
    await sql`select from career_plans c where c.municipality_id = ${municipalityId} and c.id = ${planId}::uuid
      for no key update`.execute(tx);
  }
  const { rows } = await sql<CareerPlanRow>`
    select ${COLUMNS} from career_plans c
    where c.municipality_id = ${municipalityId} and c.id = ${planId}::uuid`.execute(tx);
  return rows[0];
}

/** Every version of a plan, from the first. */
export async function listCareerPlanVersions(
  tx: Tx,
  municipalityId: string,
  planId: string,
): Promise<readonly CareerPlanVersionRow[]> {
  const { rows } = await sql<CareerPlanVersionRow>`
    select v.version, v.event, v.content, v.recorded_by as "recordedBy", v.recorded_at as "recordedAt"
    from career_plan_versions v
    where v.municipality_id = ${municipalityId} and v.plan_id = ${planId}::uuid
    order by v.version`.execute(tx);
  return rows;
}

const COLUMNS = sql`c.id, c.household_id as "householdId", c.lease_id as "leaseId", c.goal,
  c.goal_level as "goalLevel", c.state, c.agreed_on as "agreedOn", c.made_by as "madeBy", c.version,
  coalesce((select json_agg(json_build_object('id', s.id, 'kind', s.kind, 'responsible', s.responsible,
      'dueOn', s.due_on, 'state', s.state) order by s.due_on, s.id)
    from career_plan_steps s where s.municipality_id = c.municipality_id and s.plan_id = c.id), '[]') as steps`;

function matching(municipalityId: string, query: CareerPlanQuery): RawBuilder<unknown> {
  const conditions = [sql`c.municipality_id = ${municipalityId}`];
  if (query.householdId !== undefined) conditions.push(sql`c.household_id = ${query.householdId}::uuid`);
  if (query.state !== undefined) conditions.push(sql`c.state = ${query.state}`);
  if (query.hidden.size > 0) {
    conditions.push(sql`c.household_id <> all(${[...query.hidden]}::uuid[])`);
  }
  return sql.join(conditions, sql` and `);
}
