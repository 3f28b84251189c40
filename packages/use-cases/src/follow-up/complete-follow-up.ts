import { ensureCaseTask, type LockedFollowUp, completeFollowUp as store } from '@boligtrapp/database';
import {
  type EnvironmentLevel,
  FOLLOW_UP_TRANSITIONS,
  type FollowUpState,
  isSoundOutcome,
  type PlainDateString,
  type VisitOutcome,
} from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { transition } from '../states/transition.ts';
import { type FollowUpCommand, type FollowUpDeps, findForChange } from './find-for-change.ts';

/** A visit that was made, or tried. */
export interface CompleteFollowUp extends FollowUpCommand {
  readonly outcome: VisitOutcome;
  /** How the living environment is; null where nobody was met. */
  readonly environmentLevel: EnvironmentLevel | null;
  /** Whether the need is another one now: a case officer looks at it. */
  readonly needsChanged: boolean;
  /** Today or earlier, not before the lease began. */
  readonly heldOn: PlainDateString;
  /** For follow-up workers and case officers only; null for none. */
  readonly note: string | null;
}

/** The follow-up after a visit. */
export interface CompletedFollowUp {
  readonly id: string;
  readonly state: FollowUpState;
  readonly version: number;
}

/**
 * Stores what a visit found, in codes; it can never be changed. Where the need has changed, a task for a case officer
 * proposes a reassessment: the visit itself changes no assessment.
 *
 * @throws {NotFoundError} `follow-up.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused` when it is not due any more.
 * @throws {RuleRefusedError} `follow-up.not-a-visit` for a housing-career plan; `follow-up.outcome-contradictory`;
 * `record.date-in-the-future`, `record.range-reversed`
 */
export async function completeFollowUp(
  deps: FollowUpDeps,
  actor: Actor,
  command: CompleteFollowUp,
  request: IdempotencyRequest,
): Promise<CompletedFollowUp> {
  authorise(actor, 'follow-ups.write');
  const { municipalityId } = actor;
  return await runOnce(deps.db, actor, request, async (tx) => {
    const followUp = await findForChange(tx, actor, command);
    const today = deps.clock.today();
    assertSound(followUp, command, today);
    const { id } = followUp;
    const { outcome, environmentLevel, needsChanged, heldOn, note } = command;
    const state: FollowUpState = transition(FOLLOW_UP_TRANSITIONS, followUp.state, 'complete');
    const version = await store(tx, municipalityId, id, {
      state,
      outcome,
      environmentLevel,
      needsChanged,
      doneOn: heldOn,
      doneBy: actor.id,
      note,
    });
    if (needsChanged) {
      const task = { id: deps.ids.next(), kind: 'needs-changed', subjectId: id, dueOn: today } as const;
      await ensureCaseTask(tx, municipalityId, task);
    }
    await appendAuditEvent(tx, actor, {
      action: 'follow-up.completed',
      objectKind: 'follow-up',
      objectId: id,
      before: { state: followUp.state },
      after: { state, outcome, environmentLevel, needsChanged, heldOn, hasNote: note !== null },
    });
    return { id, state, version };
  });
}

function assertSound(
  { kind, startsOn }: LockedFollowUp,
  { outcome, environmentLevel, heldOn }: CompleteFollowUp,
  today: PlainDateString,
): void {
  if (kind === 'career-plan') throw new RuleRefusedError('follow-up.not-a-visit');
  if (!isSoundOutcome(outcome, environmentLevel)) {
    throw new RuleRefusedError('follow-up.outcome-contradictory', { field: 'environmentLevel' });
  }
  if (heldOn > today) throw new RuleRefusedError('record.date-in-the-future', { field: 'heldOn' });
  if (heldOn < startsOn) throw new RuleRefusedError('record.range-reversed', { field: 'heldOn' });
}
