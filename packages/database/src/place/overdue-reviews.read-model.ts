import type { PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** How many of each kind hold on although the day of their review is past. */
export interface OverdueReviewCounts {
  readonly keepApart: number;
  readonly placeStatuses: number;
  readonly placeCaps: number;
}

/** The counts on `on`; pairs with a hidden household are not counted. */
export async function countOverdueReviews(
  tx: Tx,
  municipalityId: string,
  on: PlainDateString,
  hiddenHouseholdIds: readonly string[],
): Promise<OverdueReviewCounts> {
  const isOverdue = sql`t.municipality_id = ${municipalityId} and t.review_on < ${on}::date
    and coalesce(upper(t.valid_during) > ${on}::date, true)`;
  const { rows } = await sql<OverdueReviewCounts>`
    select (select count(*)::int from keep_apart t where ${isOverdue}
        and t.household_a_id <> all(${hiddenHouseholdIds}::uuid[])
        and t.household_b_id <> all(${hiddenHouseholdIds}::uuid[])) as "keepApart",
      (select count(*)::int from place_statuses t where ${isOverdue}) as "placeStatuses",
      (select count(*)::int from place_caps t where ${isOverdue}) as "placeCaps"`.execute(tx);
  const [counts] = rows;
  if (counts === undefined) throw new Error('a query of counts has one row');
  return counts;
}
