import {
  type Db,
  findRound,
  inTenant,
  listDecisions,
  lockRound,
  markRoundCancelled,
  type RoundRow,
  type Tx,
} from '@boligtrapp/database';
import { ROUND_TRANSITIONS, type RoundAction, type RoundState } from '@boligtrapp/domain';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError } from '../errors/domain-error.ts';
import { type IdempotencyRequest, idempotent } from '../idempotency/idempotent.ts';
import { transition } from '../states/transition.ts';

/** What {@link cancelRound} works with. */
export interface CancelRoundDeps {
  readonly db: Db;
}

/** Which round, and why nobody is to decide by it. */
export interface CancelRound {
  readonly roundId: string;
  readonly reason: string;
}

/**
 * Cancels a round that is not signed. A computation under way is let run out, and its answer is not stored.
 *
 * @throws {NotFoundError} `round.not-found`
 * @throws {ConflictError} `record.transition-refused`, `round.partly-decided`.
 */
export async function cancelRound(
  deps: CancelRoundDeps,
  actor: Actor,
  command: CancelRound,
  request: IdempotencyRequest,
): Promise<RoundRow> {
  authorise(actor, 'rounds.write');
  return await inTenant(
    deps.db,
    tenantOf(actor),
    async (tx) =>
      await idempotent(
        tx,
        actor,
        request,
        async () => await storeCancellation(tx, actor, { ...command, replacedById: null }),
      ),
  );
}

/** Cancels the round in a transaction that may do more, and gives it as it is then. */
export async function storeCancellation(
  tx: Tx,
  actor: Actor,
  command: {
    readonly roundId: string;
    readonly reason: string | null;
    readonly replacedById: string | null;
  },
): Promise<RoundRow> {
  const { roundId, reason, replacedById } = command;
  const { state: before } = await lockForCancel(tx, roundId);
  await markRoundCancelled(tx, roundId, { cancelledBy: actor.id, reason, replacedById });
  await appendAuditEvent(tx, actor, {
    action: 'round.cancelled',
    objectKind: 'round',
    objectId: roundId,
    before: { state: before },
    after: { state: 'cancelled', replacedById },
    ...(reason === null ? {} : { reason }),
  });
  const round = await findRound(tx, roundId);
  if (round === undefined) throw new NotFoundError('round.not-found');
  return round;
}

/**
 * Locks a round that may be cancelled: one that decisions rest on ends with its minutes.
 *
 * @throws {NotFoundError} `round.not-found`
 * @throws {ConflictError} `record.transition-refused`, `round.partly-decided`.
 */
export async function lockForCancel(tx: Tx, roundId: string): Promise<{ readonly state: RoundState }> {
  const round = await lockRound(tx, roundId);
  if (round === undefined) throw new NotFoundError('round.not-found');
  transition<RoundState, RoundAction>(ROUND_TRANSITIONS, round.state, 'cancel');
  const decisions = await listDecisions(tx, roundId);
  if (decisions.length > 0) {
    throw new ConflictError('round.partly-decided', { facts: { decisions: decisions.length } });
  }
  return round;
}
