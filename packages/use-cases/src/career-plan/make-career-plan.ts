import {
  type CareerPlanRow,
  findCareerPlan,
  findLease,
  insertCareerPlan,
  insertCareerPlanVersion,
  insertPlanSteps,
  type PlanStepRow,
  type Tx,
} from '@boligtrapp/database';
import { type GoalLevel, isSoundGoal, type PlanGoal } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, RuleRefusedError } from '../errors/domain-error.ts';
import type { FollowUpDeps } from '../follow-up/find-for-change.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/** Where a plan leads. */
export interface CareerPlanGoal {
  readonly goal: PlanGoal;
  /** With the goal step-down only. */
  readonly goalLevel: GoalLevel | null;
}

/** A step as it is planned. */
export type NewPlanStep = Pick<PlanStepRow, 'kind' | 'responsible' | 'dueOn'>;

/** A housing-career plan for the tenants of a lease that binds its dwelling. */
export interface MakeCareerPlan extends CareerPlanGoal {
  readonly leaseId: string;
  readonly steps: readonly NewPlanStep[];
}

/** A plan after a command. */
export interface ChangedCareerPlan {
  readonly id: string;
  readonly state: CareerPlanRow['state'];
  readonly version: number;
}

/**
 * Makes a draft of a plan. A household has one that is a draft or agreed to, and no more.
 *
 * @throws {RuleRefusedError} `record.reference-unknown` for the lease, also where the case of its household is hidden
 * from the actor; `career-plan.goal-contradictory`; `record.date-in-the-past` for a step.
 * @throws {ConflictError} `career-plan.has-current`; `lease.already-closed`
 */
export async function makeCareerPlan(
  deps: FollowUpDeps,
  actor: Actor,
  command: MakeCareerPlan,
  request: IdempotencyRequest,
): Promise<ChangedCareerPlan> {
  authorise(actor, 'follow-ups.write');
  return await runOnce(deps.db, actor, request, async (tx) => await make(tx, deps, actor, command));
}

async function make(
  tx: Tx,
  deps: FollowUpDeps,
  actor: Actor,
  { leaseId, goal, goalLevel, steps }: MakeCareerPlan,
): Promise<ChangedCareerPlan> {
  const { municipalityId } = actor;
  const today = deps.clock.today();
  assertGoal({ goal, goalLevel });
  assertAhead(steps, today);
  const lease = await findLease(tx, municipalityId, leaseId);
  if (lease === undefined || (await hiddenHouseholds(tx, actor)).has(lease.householdId)) {
    throw new RuleRefusedError('record.reference-unknown', { field: 'leaseId' });
  }
  if (lease.closedOn !== null && lease.closedOn <= today) throw new ConflictError('lease.already-closed');
  const { householdId } = lease;
  const id = deps.ids.next();
  const plan = { id, householdId, leaseId, goal, goalLevel, madeBy: actor.id };
  if ((await insertCareerPlan(tx, municipalityId, plan)) === 'has-current') {
    throw new ConflictError('career-plan.has-current');
  }
  await insertPlanSteps(
    tx,
    municipalityId,
    id,
    steps.map((step) => ({ ...step, id: deps.ids.next() })),
  );
  const made = await recordVersion(tx, actor, { planId: id, event: 'made' });
  await appendAuditEvent(tx, actor, {
    action: 'career-plan.made',
    objectKind: 'career-plan',
    objectId: id,
    after: { householdId, leaseId, goal, goalLevel, stepCount: steps.length },
  });
  return made;
}

/** @throws {RuleRefusedError} `career-plan.goal-contradictory` */
export function assertGoal({ goal, goalLevel }: CareerPlanGoal): void {
  if (isSoundGoal(goal, goalLevel)) return;
  throw new RuleRefusedError('career-plan.goal-contradictory', { field: 'goalLevel' });
}

/** @throws {RuleRefusedError} `record.date-in-the-past` for a step that is due before today. */
export function assertAhead(steps: readonly NewPlanStep[], today: NewPlanStep['dueOn']): void {
  if (steps.every(({ dueOn }) => dueOn >= today)) return;
  throw new RuleRefusedError('record.date-in-the-past', { field: 'dueOn' });
}

/** Writes the plan down as it is after a change, and returns what is told of it. */
export async function recordVersion(
  tx: Tx,
  actor: Actor,
  {
    planId,
    event,
  }: { readonly planId: string; readonly event: Parameters<typeof insertCareerPlanVersion>[3]['event'] },
): Promise<ChangedCareerPlan> {
  const { municipalityId } = actor;
  const plan = await findCareerPlan(tx, municipalityId, planId, 'none');
  if (plan === undefined) throw new Error('a plan that was just written is there');
  const { goal, goalLevel, state, agreedOn, steps, version } = plan;
  const content = { goal, goalLevel, state, agreedOn, steps };
  await insertCareerPlanVersion(tx, municipalityId, planId, {
    version,
    event,
    content,
    recordedBy: actor.id,
  });
  return { id: planId, state, version };
}
