import type { PlainDateString } from '@boligtrapp/domain';
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';
import type { DB } from '../schema.generated.ts';
import type { KeepApartReviewRow, KeepApartRow } from './keep-apart.rows.ts';

/** Which pairs are read. */
export interface KeepApartQuery {
  readonly municipalityId: string;
  /** The day on which `state` and `overdue` are meant. */
  readonly on: PlainDateString;
  /** Pairs with any of these are left out. */
  readonly hiddenHouseholdIds: readonly string[];
  readonly householdId?: string | undefined;
  readonly state?: 'upcoming' | 'holding' | 'ended' | undefined;
  /** Whether the day of its review is past and it has not ended. */
  readonly overdue?: boolean | undefined;
}

/** What pairs are sorted by. */
export interface KeepApartKey {
  readonly reviewOn: PlainDateString;
  readonly id: string;
}

/** Pairs by the day of their review, after `after` (exclusive). */
export async function listKeepApart(
  tx: Tx,
  query: KeepApartQuery,
  page: { readonly after?: KeepApartKey | undefined; readonly limit: number },
): Promise<readonly KeepApartRow[]> {
  let rows = selectRow(pairs(tx, query)).orderBy('k.review_on').orderBy('k.id').limit(page.limit);
  const { after } = page;
  if (after !== undefined) {
    rows = rows.where(sql<boolean>`(k.review_on, k.id) > (${after.reviewOn}::date, ${after.id}::uuid)`);
  }
  return await rows.execute();
}

/** How many pairs the query has. */
export async function countKeepApart(tx: Tx, query: KeepApartQuery): Promise<number> {
  const { count } = await pairs(tx, query)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** One pair, or undefined. */
export async function findKeepApart(
  tx: Tx,
  query: KeepApartQuery,
  id: string,
): Promise<KeepApartRow | undefined> {
  return await selectRow(pairs(tx, query)).where('k.id', '=', id).executeTakeFirst();
}

/** The restricted reason of a pair, with all its reviews from the first. */
export async function readKeepApartReason(
  tx: Tx,
  municipalityId: string,
  id: string,
): Promise<{ readonly reason: string; readonly reviews: readonly KeepApartReviewRow[] }> {
  const { reason } = await tx
    .selectFrom('keep_apart')
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', id)
    .select('restricted_reason as reason')
    .executeTakeFirstOrThrow();
  const reviews = await tx
    .selectFrom('keep_apart_reviews')
    .where('municipality_id', '=', municipalityId)
    .where('keep_apart_id', '=', id)
    .select([
      'id',
      sql<KeepApartReviewRow['outcome']>`outcome`.as('outcome'),
      'restricted_note as note',
      'review_on as reviewOn',
      'ends_on as endsOn',
      'reviewed_by as reviewedBy',
      'reviewed_at as reviewedAt',
    ])
    .orderBy('reviewed_at')
    .orderBy('id')
    .execute();
  return { reason, reviews };
}

type Tables = DB & { k: DB['keep_apart']; a: DB['households']; b: DB['households'] };
type Query<O> = SelectQueryBuilder<Tables, 'k' | 'a' | 'b', O>;

function pairs(tx: Tx, query: KeepApartQuery): Query<object> {
  const { on, householdId, state, overdue, hiddenHouseholdIds: hidden } = query;
  let rows = tx
    .selectFrom('keep_apart as k')
    .innerJoin('households as a', (join) =>
      join.onRef('a.municipality_id', '=', 'k.municipality_id').onRef('a.id', '=', 'k.household_a_id'),
    )
    .innerJoin('households as b', (join) =>
      join.onRef('b.municipality_id', '=', 'k.municipality_id').onRef('b.id', '=', 'k.household_b_id'),
    )
    .where('k.municipality_id', '=', query.municipalityId);
  if (hidden.length > 0) {
    rows = rows.where('k.household_a_id', 'not in', hidden).where('k.household_b_id', 'not in', hidden);
  }
  if (householdId !== undefined) {
    rows = rows.where((eb) =>
      eb.or([eb('k.household_a_id', '=', householdId), eb('k.household_b_id', '=', householdId)]),
    );
  }
  if (state !== undefined) {
    rows = rows.where(
      sql`case when upper(k.valid_during) <= ${on}::date then 'ended'
        when lower(k.valid_during) > ${on}::date then 'upcoming' else 'holding' end`,
      '=',
      state,
    );
  }
  if (overdue !== undefined) {
    const isOverdue = sql<boolean>`(k.review_on < ${on}::date
      and coalesce(upper(k.valid_during) > ${on}::date, true))`;
    rows = rows.where(isOverdue, '=', overdue);
  }
  return rows;
}

function selectRow(rows: Query<object>): Query<KeepApartRow> {
  return rows.select([
    'k.id',
    'k.version',
    'k.household_a_id as householdAId',
    'a.reference as householdAReference',
    'k.household_b_id as householdBId',
    'b.reference as householdBReference',
    sql<KeepApartRow['scope']>`k.scope`.as('scope'),
    'k.owner',
    'k.review_on as reviewOn',
    sql<PlainDateString>`lower(k.valid_during)`.as('validFrom'),
    sql<PlainDateString | null>`upper(k.valid_during)`.as('validTo'),
  ]);
}
