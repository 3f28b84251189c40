import type { PlainDateString, ReviewState } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { violatedConstraint } from '../constraint-violation.ts';
import { reviewRows } from './review.read-model.ts';
import type { NewReview, ReviewRow } from './review.rows.ts';

/** Adds a review. @returns what stood in the way; the transaction is then aborted, and the caller throws. */
export async function insertReview(
  tx: Tx,
  municipalityId: string,
  review: NewReview,
): Promise<'inserted' | 'open-already' | 'reviewed-already'> {
  try {
    await tx.insertInto('reviews').values(toRow(municipalityId, review)).execute();
    return 'inserted';
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'reviews_one_open_key') return 'open-already';
    if (constraint === 'reviews_one_per_term_key') return 'reviewed-already';
    throw error;
  }
}

/** Adds those reviews that are not there yet. @returns the ids of those that were added. */
export async function insertReviewsOnce(
  tx: Tx,
  municipalityId: string,
  reviews: readonly NewReview[],
): Promise<readonly string[]> {
  if (reviews.length === 0) return [];
  const rows = await tx
    .insertInto('reviews')
    .values(reviews.map((review) => toRow(municipalityId, review)))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** A review by id, its row locked until the transaction ends, or undefined. */
export async function lockReview(
  tx: Tx,
  municipalityId: string,
  reviewId: string,
): Promise<ReviewRow | undefined> {
  return await reviewRows(tx, municipalityId)
    .where('r.id', '=', reviewId)
    .forNoKeyUpdate('r')
    .executeTakeFirst();
}

/** The reviews of a household that are not decided and that somebody has, by id, their rows locked. */
export async function lockAssignedReviews(
  tx: Tx,
  municipalityId: string,
  householdId: string,
): Promise<readonly ReviewRow[]> {
  return await reviewRows(tx, municipalityId)
    .where('l.household_id', '=', householdId)
    .where('r.assigned_to', 'is not', null)
    .where('r.state', 'in', ['open', 'prepared'])
    .orderBy('r.id')
    .forNoKeyUpdate('r')
    .execute();
}

/** The reviews of a household that are not decided and are assigned to `member`, locked, by id. */
export async function lockReviewsAssignedTo(
  tx: Tx,
  municipalityId: string,
  { householdId, member }: { readonly householdId: string; readonly member: string },
): Promise<readonly ReviewRow[]> {
  return await reviewRows(tx, municipalityId)
    .where('l.household_id', '=', householdId)
    .where('r.assigned_to', '=', member)
    .where('r.state', 'in', ['open', 'prepared'])
    .orderBy('r.id')
    .forNoKeyUpdate('r')
    .execute();
}

/** What changes about a review. */
export interface ReviewChange {
  readonly state?: ReviewState;
  readonly assignedTo?: string | null;
  /** Null where it is taken back. */
  readonly prepared?: { readonly by: string; readonly on: PlainDateString } | null;
  readonly closedOn?: PlainDateString;
}

/** Changes a review whose row is locked, and returns the new version. */
export async function updateReview(
  tx: Tx,
  municipalityId: string,
  reviewId: string,
  change: ReviewChange,
): Promise<number> {
  const { prepared } = change;
  const { version } = await tx
    .updateTable('reviews')
    .set({
      version: sql`version + 1`,
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(change.assignedTo === undefined ? {} : { assigned_to: change.assignedTo }),
      ...(change.closedOn === undefined ? {} : { closed_on: change.closedOn }),
      ...(prepared === undefined
        ? {}
        : {
            prepared_by: prepared?.by ?? null,
            prepared_on: prepared?.on ?? null,
            ...(prepared === null ? {} : { preparation: sql<number>`preparation + 1` }),
          }),
    })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', reviewId)
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}

/** A lease that the night has flagged, because its term is about to end or has ended. */
export interface FlaggedLease {
  readonly leaseId: string;
  readonly termLastDay: PlainDateString | null;
  /** Whether it still binds its dwelling, and nobody has reviewed its term. */
  readonly isToBeReviewed: boolean;
}

/**
 * Leases that the night has flagged for their term, by id, after `afterId` (exclusive).
 *
 * Cost: one look into an index for each question about each of them. `offset 0` keeps it so: joined, and with tables
 * that have grown since the planner last counted them, every page reads all reviews anew for each of its leases.
 */
export async function listFlaggedLeases(
  tx: Tx,
  municipalityId: string,
  { afterId, limit }: { readonly afterId: string | null; readonly limit: number },
): Promise<readonly FlaggedLease[]> {
  const { rows } = await sql<FlaggedLease>`
    with flagged as materialized (
      select distinct f.lease_id from rotation_flags f
      where f.municipality_id = ${municipalityId} and f.cleared_run_on is null
        and f.kind in ('review-due', 'holdover')
        and (${afterId}::uuid is null or f.lease_id > ${afterId}::uuid)
      order by f.lease_id limit ${limit}
    )
    select g.lease_id as "leaseId", l.last_day as "termLastDay",
      l.closed_on is null and l.last_day is not null
        and not exists (select from reviews r where r.municipality_id = ${municipalityId}
          and r.lease_id = g.lease_id and r.state in ('open', 'prepared') offset 0)
        and not exists (select from reviews r where r.municipality_id = ${municipalityId}
          and r.lease_id = g.lease_id and r.term_last_day = l.last_day
          and r.state <> 'lapsed' and r.corrects_decision_id is null offset 0) as "isToBeReviewed"
    from flagged g
    cross join lateral (select last_day, closed_on from leases
      where municipality_id = ${municipalityId} and id = g.lease_id offset 0) l
    order by g.lease_id`.execute(tx);
  return rows;
}

/** Ends the reviews that are not decided and whose lease has been closed. @returns their ids. */
export async function lapseReviews(
  tx: Tx,
  municipalityId: string,
  { on, limit }: { readonly on: PlainDateString; readonly limit: number },
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    update reviews set state = 'lapsed', closed_on = greatest(opened_on, ${on}::date), version = version + 1
    where (municipality_id, id) in (select r.municipality_id, r.id from reviews r
      -- Each lease by its key, also where nothing is known yet of how many there are of both.
      cross join lateral (select l.closed_on from leases l
        where l.municipality_id = r.municipality_id and l.id = r.lease_id offset 0) l
      where r.municipality_id = ${municipalityId} and r.state in ('open', 'prepared') and l.closed_on is not null
      order by r.id limit ${limit} for no key update of r)
    returning id`.execute(tx);
  return rows.map(({ id }) => id);
}

function toRow(municipalityId: string, review: NewReview) {
  return {
    municipality_id: municipalityId,
    id: review.id,
    lease_id: review.leaseId,
    opened_on: review.openedOn,
    opened_by: review.openedBy,
    term_last_day: review.termLastDay,
    assigned_to: review.assignedTo,
    corrects_decision_id: review.correctsDecisionId,
  };
}
