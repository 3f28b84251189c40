import {
  countKeepApart,
  type Db,
  findKeepApart,
  inTenant,
  type KeepApartKey,
  type KeepApartQuery,
  type KeepApartReviewRow,
  type KeepApartRow,
  readKeepApartReason,
  listKeepApart as readPairs,
  type Tx,
} from '@boligtrapp/database';
import type { PlainDateString } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/** What reading keep-apart pairs needs. */
export interface ReadKeepApartDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** A pair as it is today, without its reason: that is for those who ask for it and may have it. */
export interface KeepApartView extends KeepApartRow {
  readonly state: 'upcoming' | 'holding' | 'ended';
  /** The day of its review is past and it has not ended: it holds on, and somebody must look at it. */
  readonly isReviewOverdue: boolean;
}

/** Which page of which pairs. */
export interface ListKeepApart extends Pick<KeepApartQuery, 'householdId' | 'state' | 'overdue'> {
  readonly after?: KeepApartKey | undefined;
  readonly limit: number;
}

/** A page; `totalCount` counts what the query has, on all pages. */
export interface KeepApartPage {
  readonly items: readonly KeepApartView[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** Pairs by the day of their review, the one due first first; the households on the page are logged as read. */
export async function listKeepApart(
  deps: ReadKeepApartDeps,
  actor: Actor,
  { after, limit, ...filter }: ListKeepApart,
): Promise<KeepApartPage> {
  authorise(actor, 'households.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const today = deps.clock.today();
    const query = { ...filter, ...(await scopeOf(tx, actor, today)) };
    const rows = await readPairs(tx, query, { after, limit: limit + 1 });
    const items = rows.slice(0, limit).map((row) => toView(row, today));
    await logAccess(tx, deps, actor, {
      operation: 'list-keep-apart',
      householdIds: items.flatMap(({ householdAId, householdBId }) => [householdAId, householdBId]),
    });
    return { items, isLast: rows.length <= limit, totalCount: await countKeepApart(tx, query) };
  });
}

/** One pair, without its reason; the reading is logged for both. @throws {NotFoundError} `keep-apart.not-found` */
export async function getKeepApart(
  deps: ReadKeepApartDeps,
  actor: Actor,
  keepApartId: string,
): Promise<KeepApartView> {
  authorise(actor, 'households.read');
  return await inTenant(
    deps.db,
    tenantOf(actor),
    async (tx) => await find(tx, deps, actor, { keepApartId, operation: 'get-keep-apart' }),
  );
}

/** The restricted reason of a pair with what was noted at each review. */
export interface KeepApartReason {
  readonly reason: string;
  readonly reviews: readonly KeepApartReviewRow[];
}

/**
 * Why two are kept apart. Who reads it stands in the access log under a name of its own.
 *
 * @throws {NotFoundError} `keep-apart.not-found`
 */
export async function getKeepApartReason(
  deps: ReadKeepApartDeps,
  actor: Actor,
  keepApartId: string,
): Promise<KeepApartReason> {
  authorise(actor, 'keep-apart.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    await find(tx, deps, actor, { keepApartId, operation: 'get-keep-apart-reason' });
    return await readKeepApartReason(tx, actor.municipalityId, keepApartId);
  });
}

async function find(
  tx: Tx,
  deps: ReadKeepApartDeps,
  actor: Actor,
  { keepApartId, operation }: { readonly keepApartId: string; readonly operation: string },
): Promise<KeepApartView> {
  const today = deps.clock.today();
  const pair = await findKeepApart(tx, await scopeOf(tx, actor, today), keepApartId);
  if (pair === undefined) throw new NotFoundError('keep-apart.not-found');
  await logAccess(tx, deps, actor, { operation, householdIds: [pair.householdAId, pair.householdBId] });
  return toView(pair, today);
}

async function scopeOf(tx: Tx, actor: Actor, on: PlainDateString): Promise<KeepApartQuery> {
  const { municipalityId } = actor;
  return { municipalityId, on, hiddenHouseholdIds: [...(await hiddenHouseholds(tx, actor))] };
}

function toView(row: KeepApartRow, today: PlainDateString): KeepApartView {
  const hasEnded = row.validTo !== null && row.validTo <= today;
  const state = hasEnded ? 'ended' : row.validFrom > today ? 'upcoming' : 'holding';
  return { ...row, state, isReviewOverdue: !hasEnded && row.reviewOn < today };
}
