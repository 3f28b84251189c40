import {
  type CareerPlanEvent,
  type CareerPlanRow,
  findCareerPlan,
  fulfilPlanFollowUps,
  insertPlanSteps,
  type Tx,
  updateCareerPlan,
  updatePlanStep,
} from '@boligtrapp/database';
import {
  CAREER_PLAN_TRANSITIONS,
  type CareerPlanAction,
  type CareerPlanState,
  PLAN_STEP_TRANSITIONS,
  type PlainDateString,
  type PlanStepAction,
} from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { type AuditFields, appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError, StaleVersionError } from '../errors/domain-error.ts';
import type { FollowUpDeps } from '../follow-up/find-for-change.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { assertVisible } from '../recusal/assert-visible.ts';
import { transition } from '../states/transition.ts';
import {
  assertAhead,
  assertGoal,
  type CareerPlanGoal,
  type ChangedCareerPlan,
  type NewPlanStep,
  recordVersion,
} from './make-career-plan.ts';

/** Which plan, as the caller has read it. */
export interface CareerPlanCommand {
  readonly planId: string;
  readonly version: number;
}

/**
 * Notes that the tenant agrees to the plan as it is. The first agreement fulfils the follow-up of the kind career-plan.
 *
 * @throws {NotFoundError} `career-plan.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused` @throws {RuleRefusedError} `record.date-in-the-future`
 */
export async function agreeCareerPlan(
  deps: FollowUpDeps,
  actor: Actor,
  command: CareerPlanCommand & { readonly agreedOn: PlainDateString },
  request: IdempotencyRequest,
): Promise<ChangedCareerPlan> {
  const { agreedOn } = command;
  return await change(deps, actor, { command, request, event: 'agreed' }, async (tx, plan) => {
    const state = moved(plan, 'agree');
    if (agreedOn > deps.clock.today()) {
      throw new RuleRefusedError('record.date-in-the-future', { field: 'agreedOn' });
    }
    const agreement = { on: agreedOn, by: actor.id };
    await updateCareerPlan(tx, actor.municipalityId, plan.id, { state, agreedOn, firstAgreed: agreement });
    await fulfilPlanFollowUps(tx, actor.municipalityId, plan, agreement);
    return { state, agreedOn };
  });
}

/**
 * Gives the plan another goal, to which the tenant is to agree anew.
 *
 * @throws {NotFoundError} `career-plan.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused` @throws {RuleRefusedError} `career-plan.goal-contradictory`
 */
export async function reviseCareerPlan(
  deps: FollowUpDeps,
  actor: Actor,
  command: CareerPlanCommand & CareerPlanGoal,
  request: IdempotencyRequest,
): Promise<ChangedCareerPlan> {
  const { goal, goalLevel } = command;
  return await change(deps, actor, { command, request, event: 'revised' }, async (tx, plan) => {
    const state = moved(plan, 'revise');
    assertGoal(command);
    await updateCareerPlan(tx, actor.municipalityId, plan.id, { goal, goalLevel, state, agreedOn: null });
    return { state, goal, goalLevel };
  });
}

/**
 * Ends the plan: its goal is reached, or it is given up.
 *
 * @throws {NotFoundError} `career-plan.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused`; a draft is not achieved.
 */
export async function endCareerPlan(
  deps: FollowUpDeps,
  actor: Actor,
  command: CareerPlanCommand & { readonly action: 'achieve' | 'drop' },
  request: IdempotencyRequest,
): Promise<ChangedCareerPlan> {
  const event = command.action === 'achieve' ? 'achieved' : 'dropped';
  return await change(deps, actor, { command, request, event }, async (tx, plan) => {
    const state = moved(plan, command.action);
    await updateCareerPlan(tx, actor.municipalityId, plan.id, { state });
    return { state };
  });
}

/**
 * Adds a step to a plan that has not ended.
 *
 * @throws {NotFoundError} `career-plan.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `career-plan.ended`, `career-plan.too-many-steps`
 * @throws {RuleRefusedError} `record.date-in-the-past`
 */
export async function addPlanStep(
  deps: FollowUpDeps,
  actor: Actor,
  command: CareerPlanCommand & { readonly step: NewPlanStep },
  request: IdempotencyRequest,
): Promise<ChangedCareerPlan> {
  const { step } = command;
  return await change(deps, actor, { command, request, event: 'step-added' }, async (tx, plan) => {
    assertOpen(plan);
    assertAhead([step], deps.clock.today());
    if (plan.steps.length >= MAX_PLAN_STEPS) throw new ConflictError('career-plan.too-many-steps');
    const stepId = deps.ids.next();
    await insertPlanSteps(tx, actor.municipalityId, plan.id, [{ ...step, id: stepId }]);
    await updateCareerPlan(tx, actor.municipalityId, plan.id, {});
    return { stepId, ...step };
  });
}

/** Steps of one plan at most: a tenant is to be able to see it at a glance. */
export const MAX_PLAN_STEPS = 40;

/**
 * Moves a step of a plan that has not ended.
 *
 * @throws {NotFoundError} `career-plan.not-found`, `plan-step.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `career-plan.ended`, `record.transition-refused`
 */
export async function movePlanStep(
  deps: FollowUpDeps,
  actor: Actor,
  command: CareerPlanCommand & { readonly stepId: string; readonly action: PlanStepAction },
  request: IdempotencyRequest,
): Promise<ChangedCareerPlan> {
  const { stepId, action } = command;
  return await change(deps, actor, { command, request, event: 'step-moved' }, async (tx, plan) => {
    assertOpen(plan);
    const step = plan.steps.find(({ id }) => id === stepId.toLowerCase());
    if (step === undefined) throw new NotFoundError('plan-step.not-found');
    const stepState = transition(PLAN_STEP_TRANSITIONS, step.state, action);
    await updatePlanStep(tx, actor.municipalityId, step.id, stepState);
    await updateCareerPlan(tx, actor.municipalityId, plan.id, {});
    return { stepId: step.id, stepState };
  });
}

function moved({ state }: CareerPlanRow, action: CareerPlanAction): CareerPlanState {
  return transition<CareerPlanState, CareerPlanAction>(CAREER_PLAN_TRANSITIONS, state, action);
}

function assertOpen({ state }: CareerPlanRow): void {
  if (state !== 'draft' && state !== 'agreed') throw new ConflictError('career-plan.ended');
}

interface Change {
  readonly command: CareerPlanCommand;
  readonly request: IdempotencyRequest;
  readonly event: CareerPlanEvent;
}

/** Locks the plan, lets `apply` change it, and writes down its new version; `apply` returns what the audit trail says. */
async function change(
  deps: FollowUpDeps,
  actor: Actor,
  { command, request, event }: Change,
  apply: (tx: Tx, plan: CareerPlanRow) => Promise<AuditFields>,
): Promise<ChangedCareerPlan> {
  authorise(actor, 'follow-ups.write');
  return await runOnce(deps.db, actor, request, async (tx) => {
    const plan = await findCareerPlan(tx, actor.municipalityId, command.planId, 'for-change');
    if (plan === undefined) throw new NotFoundError('career-plan.not-found');
    await assertVisible(tx, actor, plan.householdId, 'career-plan.not-found');
    if (plan.version !== command.version) throw new StaleVersionError();
    const after = await apply(tx, plan);
    const changed = await recordVersion(tx, actor, { planId: plan.id, event });
    await appendAuditEvent(tx, actor, {
      action: `career-plan.${event}`,
      objectKind: 'career-plan',
      objectId: plan.id,
      before: { state: plan.state },
      after,
    });
    return changed;
  });
}
