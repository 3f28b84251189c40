import type { PlainDateString, ReviewState } from '@boligtrapp/domain';
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';
import type { DB } from '../schema.generated.ts';
import type { ReviewRow } from './review.rows.ts';

type Tables = DB & { r: DB['reviews']; l: DB['leases']; h: DB['households']; w: DB['dwellings'] };
type Query<O> = SelectQueryBuilder<Tables, 'r' | 'l' | 'h' | 'w', O>;

/** Which reviews; every one where nothing is said. */
export interface ReviewQuery {
  readonly state?: ReviewState | undefined;
  readonly leaseId?: string | undefined;
  /** Of this case officer; null for those that nobody has. */
  readonly assignedTo?: string | null | undefined;
  /** Whose term ends before this day (exclusive); those of leases without an end are left out. */
  readonly dueBefore?: PlainDateString | undefined;
  /** Households whose reviews do not exist for the reader. */
  readonly hidden: ReadonlySet<string>;
}

/** Where a page of reviews begins: after this one. */
export interface ReviewKey {
  readonly termLastDay: PlainDateString | null;
  readonly id: string;
}

/** Reviews by the end of the term, those without an end last, after `after` (exclusive). */
export async function listReviews(
  tx: Tx,
  municipalityId: string,
  query: ReviewQuery,
  page: { readonly after?: ReviewKey | undefined; readonly limit: number },
): Promise<readonly ReviewRow[]> {
  let rows = matching(reviewRows(tx, municipalityId), query)
    .orderBy(sql`coalesce(r.term_last_day, 'infinity')`)
    .orderBy('r.id')
    .limit(page.limit);
  if (page.after !== undefined) {
    const { termLastDay, id } = page.after;
    rows = rows.where(
      sql<boolean>`(coalesce(r.term_last_day, 'infinity'), r.id) > (coalesce(${termLastDay}::date, 'infinity'), ${id}::uuid)`,
    );
  }
  return await rows.execute();
}

/** How many reviews the query has. */
export async function countReviews(tx: Tx, municipalityId: string, query: ReviewQuery): Promise<number> {
  const { count } = await matching(reviewRows(tx, municipalityId), query)
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** A review by id, or undefined. */
export async function findReview(
  tx: Tx,
  municipalityId: string,
  reviewId: string,
): Promise<ReviewRow | undefined> {
  return await reviewRows(tx, municipalityId).where('r.id', '=', reviewId).executeTakeFirst();
}

/** Every review with the tenancy that it is about, as a query to go on from. */
export function reviewRows(tx: Tx, municipalityId: string): Query<ReviewRow> {
  return tx
    .selectFrom('reviews as r')
    .innerJoin('leases as l', (join) =>
      join.onRef('l.municipality_id', '=', 'r.municipality_id').onRef('l.id', '=', 'r.lease_id'),
    )
    .innerJoin('households as h', (join) =>
      join.onRef('h.municipality_id', '=', 'l.municipality_id').onRef('h.id', '=', 'l.household_id'),
    )
    .innerJoin('dwellings as w', (join) =>
      join.onRef('w.municipality_id', '=', 'l.municipality_id').onRef('w.id', '=', 'l.dwelling_id'),
    )
    .where('r.municipality_id', '=', municipalityId)
    .select([
      'r.id',
      'r.lease_id as leaseId',
      'r.opened_on as openedOn',
      'r.opened_by as openedBy',
      'r.term_last_day as termLastDay',
      'r.assigned_to as assignedTo',
      'r.corrects_decision_id as correctsDecisionId',
      'l.household_id as householdId',
      'h.reference as householdReference',
      'l.dwelling_id as dwellingId',
      'w.reference as dwellingReference',
      'l.closed_on as leaseClosedOn',
      'r.state',
      'r.preparation',
      'r.prepared_by as preparedBy',
      'r.prepared_on as preparedOn',
      'r.closed_on as closedOn',
      'r.version',
    ])
    .$castTo<ReviewRow>();
}

function matching(rows: Query<ReviewRow>, query: ReviewQuery): Query<ReviewRow> {
  let found = rows;
  if (query.state !== undefined) found = found.where('r.state', '=', query.state);
  if (query.leaseId !== undefined) found = found.where('r.lease_id', '=', query.leaseId);
  if (query.assignedTo === null) found = found.where('r.assigned_to', 'is', null);
  else if (query.assignedTo !== undefined) found = found.where('r.assigned_to', '=', query.assignedTo);
  if (query.dueBefore !== undefined) found = found.where('r.term_last_day', '<', query.dueBefore);
  if (query.hidden.size > 0) found = found.where('l.household_id', 'not in', [...query.hidden]);
  return found;
}
