import {
  endPlaceLimit,
  findPlaceKind,
  listPlaceLimits,
  type PlaceLimitKind,
  type PlaceLimitRow,
  type Tx,
} from '@boligtrapp/database';
import type { PlainDateString } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { type PlaceLimitDeps, type PlaceLimitSet, replaceLimit, toAudit } from './set-place-limit.ts';

/** The end of the status or cap that holds today. */
export interface EndPlaceLimit {
  readonly placeId: string;
  readonly limit: PlaceLimitKind;
  /** First day on which it no longer holds (exclusive); after its first day, today or later. */
  readonly endsOn: PlainDateString;
  readonly reason: string;
}

/** A new term for the status or cap that holds today. */
export interface RenewPlaceLimit {
  readonly placeId: string;
  readonly limit: PlaceLimitKind;
  /** Why it still holds. */
  readonly reason: string;
  readonly owner: string;
  /** Ahead. */
  readonly reviewOn: PlainDateString;
}

/**
 * Ends the status or cap that holds today. After it the place is open, or has the cap of the policy.
 *
 * @throws {NotFoundError} `place.not-found`
 * @throws {ConflictError} `place.nothing-to-end` when none holds today, or it ends by then anyway.
 * @throws {RuleRefusedError} `record.date-in-the-past`, `record.range-reversed`
 */
export async function endPlaceLimitOn(
  deps: PlaceLimitDeps,
  actor: Actor,
  command: EndPlaceLimit,
  request: IdempotencyRequest,
): Promise<{ readonly id: string; readonly endsOn: PlainDateString }> {
  authorise(actor, 'places.write');
  const end = async (tx: Tx): Promise<{ readonly id: string; readonly endsOn: PlainDateString }> => {
    const { limit, endsOn, placeId, reason } = command;
    const today = deps.clock.today();
    const current = await findCurrent(tx, actor, command, today);
    if (endsOn < today) throw new RuleRefusedError('record.date-in-the-past', { field: 'endsOn' });
    if (endsOn <= current.validFrom) throw new RuleRefusedError('record.range-reversed', { field: 'endsOn' });
    if (current.validTo !== null && current.validTo <= endsOn)
      throw new ConflictError('place.nothing-to-end');
    await endPlaceLimit(tx, actor.municipalityId, { id: current.id, limit, endsOn });
    await appendAuditEvent(tx, actor, {
      action: `place-${limit}.ended`,
      objectKind: 'place',
      objectId: placeId,
      before: toAudit(current),
      after: toAudit({ ...current, validTo: endsOn }),
      reason,
    });
    return { id: current.id, endsOn };
  };
  return await runOnce(deps.db, actor, request, async (tx) => await end(tx));
}

/**
 * Lets the status or cap that holds today hold on from today under a new reason, owner and review; its value and its
 * end stay. The one before is kept with its own dates, so that the history shows every term.
 *
 * @throws {NotFoundError} `place.not-found` @throws {ConflictError} `place.nothing-to-end` when none holds today.
 * @throws {RuleRefusedError} `record.date-in-the-past`
 */
export async function renewPlaceLimit(
  deps: PlaceLimitDeps,
  actor: Actor,
  command: RenewPlaceLimit,
  request: IdempotencyRequest,
): Promise<PlaceLimitSet> {
  authorise(actor, 'places.write');
  const renew = async (tx: Tx): Promise<PlaceLimitSet> => {
    const today = deps.clock.today();
    const { placeId, reason, owner, reviewOn } = command;
    const current = await findCurrent(tx, actor, command, today);
    if (reviewOn <= today) throw new RuleRefusedError('record.date-in-the-past', { field: 'reviewOn' });
    return await replaceLimit(tx, deps, actor, {
      ...current,
      placeId,
      reason,
      owner,
      reviewOn,
      validFrom: today,
    });
  };
  return await runOnce(deps.db, actor, request, async (tx) => await renew(tx));
}

async function findCurrent(
  tx: Tx,
  actor: Actor,
  { placeId, limit }: { readonly placeId: string; readonly limit: PlaceLimitKind },
  today: PlainDateString,
): Promise<PlaceLimitRow> {
  const kind = await findPlaceKind(tx, actor.municipalityId, placeId, 'for-change');
  if (kind === undefined) throw new NotFoundError('place.not-found');
  const rows = await listPlaceLimits(tx, actor.municipalityId, placeId, { limit, from: today });
  const current = rows.find(({ validFrom }) => validFrom <= today);
  if (current === undefined) throw new ConflictError('place.nothing-to-end');
  return current;
}
