import {
  type Db,
  endPlaceLimit,
  findPlaceKind,
  insertPlaceLimit,
  listPlaceLimits,
  overwritePlaceLimit,
  type PlaceLimitRow,
  type PlaceLimitTerms,
  type PlaceLimitValue,
  type Tx,
} from '@boligtrapp/database';
import type { PlainDateString } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { type AuditFields, appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock, IdSource } from '../ports/ports.ts';

/** What the commands about statuses and caps of places need. */
export interface PlaceLimitDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** A status or a cap of its own for a place, from a day on. */
export type SetPlaceLimit = PlaceLimitValue & PlaceLimitTerms & { readonly placeId: string };

/** What was set, and what it put an end to. */
export interface PlaceLimitSet {
  readonly id: string;
  /** The one before, which ends on the first day of this one; null where none held. */
  readonly ended: { readonly id: string; readonly endsOn: PlainDateString } | null;
}

/**
 * Sets the status, or the cap, of a place from a day on. The one that holds until then ends on that day; one that
 * begins on the same day is corrected, and the audit trail keeps what it said. Nothing is stored about open rounds: they
 * are computed from what held when they were frozen.
 *
 * @throws {NotFoundError} `place.not-found`
 * @throws {RuleRefusedError} `record.date-in-the-past`, `record.range-reversed`, `place.status-contradictory`
 * @throws {ConflictError} `place.later-one-planned` when one begins within its days; `facts` names the day.
 */
export async function setPlaceLimit(
  deps: PlaceLimitDeps,
  actor: Actor,
  command: SetPlaceLimit,
  request: IdempotencyRequest,
): Promise<PlaceLimitSet> {
  authorise(actor, 'places.write');
  return await runOnce(deps.db, actor, request, async (tx) => {
    assertSound(command, deps.clock.today());
    return await replaceLimit(tx, deps, actor, command);
  });
}

/** Puts the limit in the place of what holds on its days. */
export async function replaceLimit(
  tx: Tx,
  deps: Pick<PlaceLimitDeps, 'ids'>,
  actor: Actor,
  command: SetPlaceLimit,
): Promise<PlaceLimitSet> {
  const { municipalityId } = actor;
  const { placeId, limit, validFrom, validTo } = command;
  const kind = await findPlaceKind(tx, municipalityId, placeId, 'for-change');
  if (kind === undefined) throw new NotFoundError('place.not-found');
  const rows = await listPlaceLimits(tx, municipalityId, placeId, { limit, from: validFrom });
  const later = rows.find((row) => row.validFrom > validFrom);
  if (later !== undefined && (validTo === null || later.validFrom < validTo)) {
    throw new ConflictError('place.later-one-planned', { facts: { validFrom: later.validFrom } });
  }
  const before = rows.find((row) => row.validFrom <= validFrom);
  const isCorrection = before?.validFrom === validFrom;
  const id = isCorrection ? before.id : deps.ids.next();
  if (isCorrection) await overwritePlaceLimit(tx, municipalityId, { ...command, id });
  else {
    if (before !== undefined)
      await endPlaceLimit(tx, municipalityId, { id: before.id, limit, endsOn: validFrom });
    await insertPlaceLimit(tx, municipalityId, { id: placeId, kind }, { ...command, id });
  }
  await appendAuditEvent(tx, actor, {
    action: `place-${limit}.set`,
    objectKind: 'place',
    objectId: placeId,
    ...(before === undefined ? {} : { before: toAudit(before) }),
    after: toAudit({ ...command, id }),
    reason: command.reason,
  });
  return { id, ended: before === undefined || isCorrection ? null : { id: before.id, endsOn: validFrom } };
}

/** What is said about a limit in the audit trail. */
export function toAudit(row: PlaceLimitRow): AuditFields {
  const { id, owner, reviewOn, validFrom, validTo } = row;
  const value =
    row.limit === 'cap'
      ? { capPoints: row.capPoints }
      : { status: row.status, highestLevelAllowed: row.highestLevelAllowed };
  return { id, ...value, owner, reviewOn, validFrom, validTo };
}

function assertSound(command: SetPlaceLimit, today: PlainDateString): void {
  const { validFrom, validTo, reviewOn } = command;
  if (validFrom < today) throw new RuleRefusedError('record.date-in-the-past', { field: 'validFrom' });
  if (reviewOn <= today) throw new RuleRefusedError('record.date-in-the-past', { field: 'reviewOn' });
  if (validTo !== null && validTo <= validFrom) {
    throw new RuleRefusedError('record.range-reversed', { field: 'validTo' });
  }
  if (
    command.limit === 'status' &&
    (command.status === 'spared') !== (command.highestLevelAllowed !== null)
  ) {
    throw new RuleRefusedError('place.status-contradictory', { field: 'highestLevelAllowed' });
  }
}
