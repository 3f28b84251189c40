import type { OfferState } from '@boligtrapp/domain';
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';
import type { DB } from '../schema.generated.ts';
import { OFFER_COLUMNS, type OfferRow } from './offer.rows.ts';

/** An offer as it is shown, with what its dwelling and household are called. */
export interface OfferListRow extends OfferRow {
  readonly dwellingReference: string;
  readonly householdReference: string;
}

/** Which offers; every one where nothing is said. */
export interface OfferQuery {
  readonly offerId?: string | undefined;
  readonly state?: OfferState | undefined;
  readonly dwellingId?: string | undefined;
  readonly householdId?: string | undefined;
  /** Households whose offers do not exist for the reader. */
  readonly hidden: ReadonlySet<string>;
}

type Tables = DB & { o: DB['offers']; d: DB['dwellings']; h: DB['households'] };

/** Offers from the newest, after `afterId` (exclusive); ids grow with time. */
export async function listOffers(
  tx: Tx,
  municipalityId: string,
  query: OfferQuery,
  page: { readonly afterId?: string | undefined; readonly limit: number },
): Promise<readonly OfferListRow[]> {
  let rows = offers(tx, municipalityId, query).orderBy('o.id', 'desc').limit(page.limit);
  if (page.afterId !== undefined) rows = rows.where('o.id', '<', page.afterId);
  return await rows
    .select(OFFER_COLUMNS)
    .select(['d.reference as dwellingReference', 'h.reference as householdReference'])
    .$narrowType<OfferListRow>()
    .execute();
}

/** How many offers the query has. */
export async function countOffers(tx: Tx, municipalityId: string, query: OfferQuery): Promise<number> {
  const { count } = await offers(tx, municipalityId, query)
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function offers(
  tx: Tx,
  municipalityId: string,
  query: OfferQuery,
): SelectQueryBuilder<Tables, 'o' | 'd' | 'h', object> {
  let rows: SelectQueryBuilder<Tables, 'o' | 'd' | 'h', object> = tx
    .selectFrom('offers as o')
    .innerJoin('dwellings as d', (join) =>
      join.onRef('d.municipality_id', '=', 'o.municipality_id').onRef('d.id', '=', 'o.dwelling_id'),
    )
    .innerJoin('households as h', (join) =>
      join.onRef('h.municipality_id', '=', 'o.municipality_id').onRef('h.id', '=', 'o.household_id'),
    )
    .where('o.municipality_id', '=', municipalityId);
  if (query.offerId !== undefined) rows = rows.where('o.id', '=', query.offerId);
  if (query.state !== undefined) rows = rows.where('o.state', '=', query.state);
  if (query.dwellingId !== undefined) rows = rows.where('o.dwelling_id', '=', query.dwellingId);
  if (query.householdId !== undefined) rows = rows.where('o.household_id', '=', query.householdId);
  if (query.hidden.size > 0) rows = rows.where('o.household_id', 'not in', [...query.hidden]);
  return rows;
}
