import {
  findKoboConflict,
  type KoboConflictRow,
  type KoboSide,
  lockKoboConflict,
  lockKoboLink,
  resolveKoboConflictRow,
  updateKoboLink,
} from '@boligtrapp/database';
import {
  KOBO_CONFLICT_TRANSITIONS,
  type KoboConflictAction,
  type KoboConflictState,
} from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { transition } from '../states/transition.ts';
import { enqueueKoboSync } from './enqueue-kobo.ts';
import type { KoboDeps } from './kobo-deps.ts';

/** What somebody says of a conflict. */
export interface ResolveKoboConflict {
  readonly conflictId: string;
  /** Whose value holds. */
  readonly resolution: KoboSide;
  readonly reason: string;
}

/**
 * Says which value holds. It is carried out by the next comparison, as long as both sides still have the values that were
 * asked about; otherwise people are asked anew.
 *
 * @throws {NotFoundError} `kobo-conflict.not-found` @throws {ConflictError} `record.transition-refused`
 */
export async function resolveKoboConflict(
  deps: KoboDeps,
  actor: Actor,
  command: ResolveKoboConflict,
  request: IdempotencyRequest,
): Promise<KoboConflictRow> {
  authorise(actor, 'kobo.write');
  const { municipalityId } = actor;
  const { conflictId, resolution, reason } = command;
  return await runOnce(deps.db, actor, request, async (tx) => {
    const asked = await findKoboConflict(tx, conflictId);
    if (asked === undefined) throw new NotFoundError('kobo-conflict.not-found');
    const { dwellingId } = asked;
    // The link before the conflict, as the comparison takes them.
    const link = await lockKoboLink(tx, dwellingId);
    const conflict = await lockKoboConflict(tx, conflictId);
    if (link === undefined || conflict === undefined) throw new NotFoundError('kobo-conflict.not-found');
    const state = transition<KoboConflictState, KoboConflictAction>(
      KOBO_CONFLICT_TRANSITIONS,
      conflict.state,
      'resolve',
    );
    await resolveKoboConflictRow(tx, conflictId, { state, resolution, reason, by: actor.id });
    await updateKoboLink(tx, dwellingId, { wanted: link.wanted + 1 });
    await enqueueKoboSync(tx, deps.ids, { municipalityId, dwellingId });
    await appendAuditEvent(tx, actor, {
      action: 'kobo-conflict.resolved',
      objectKind: 'dwelling',
      objectId: dwellingId,
      before: { field: conflict.field, state: conflict.state },
      after: { field: conflict.field, state, resolution },
      reason,
    });
    return (await findKoboConflict(tx, conflictId)) ?? conflict;
  });
}
