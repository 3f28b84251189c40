import type { PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { violatedConstraint } from '../constraint-violation.ts';
import { lockHousehold } from '../household/household.repository.ts';
import type { KeepApartReviewRow, KeepApartRow } from './keep-apart.rows.ts';

/** A pair to be added; the lower household id comes first. */
export interface NewKeepApart
  extends Omit<KeepApartRow, 'version' | 'householdAReference' | 'householdBReference'> {
  readonly restrictedReason: string;
}

/** What became of a pair that was to be added. */
export type KeepApartInsertion = 'inserted' | 'overlapping' | 'household-unknown';

/**
 * Adds a pair, or says why it cannot be. After an answer other than `inserted` the caller throws: the transaction may be
 * aborted. Locks both households, the lower id first: without, two that add the same pair may wait for each other.
 */
export async function insertKeepApart(
  tx: Tx,
  municipalityId: string,
  pair: NewKeepApart,
): Promise<KeepApartInsertion> {
  for (const householdId of [pair.householdAId, pair.householdBId]) {
    if (!(await lockHousehold(tx, municipalityId, householdId))) return 'household-unknown';
  }
  try {
    await tx
      .insertInto('keep_apart')
      .values({
        municipality_id: municipalityId,
        id: pair.id,
        household_a_id: pair.householdAId,
        household_b_id: pair.householdBId,
        scope: pair.scope,
        restricted_reason: pair.restrictedReason,
        owner: pair.owner,
        review_on: pair.reviewOn,
        valid_during: sql`daterange(${pair.validFrom}::date, ${pair.validTo}::date)`,
      })
      .execute();
    return 'inserted';
  } catch (error) {
    if (violatedConstraint(error) === 'keep_apart_no_overlap_excl') return 'overlapping';
    throw error;
  }
}

/** What a review is decided on. */
export type LockedKeepApart = Pick<
  KeepApartRow,
  'id' | 'version' | 'householdAId' | 'householdBId' | 'reviewOn' | 'validFrom' | 'validTo'
>;

/** A pair by id, its row locked until the transaction ends, or undefined. */
export async function lockKeepApart(
  tx: Tx,
  municipalityId: string,
  id: string,
): Promise<LockedKeepApart | undefined> {
  return await tx
    .selectFrom('keep_apart')
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', id)
    .select([
      'id',
      'version',
      'household_a_id as householdAId',
      'household_b_id as householdBId',
      'review_on as reviewOn',
      sql<PlainDateString>`lower(valid_during)`.as('validFrom'),
      sql<PlainDateString | null>`upper(valid_during)`.as('validTo'),
    ])
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** Adds a review and makes the pair follow it; gives the new version of the pair. */
export async function appendKeepApartReview(
  tx: Tx,
  municipalityId: string,
  keepApartId: string,
  review: Omit<KeepApartReviewRow, 'reviewedAt'>,
): Promise<number> {
  await tx
    .insertInto('keep_apart_reviews')
    .values({
      municipality_id: municipalityId,
      id: review.id,
      keep_apart_id: keepApartId,
      outcome: review.outcome,
      restricted_note: review.note,
      review_on: review.reviewOn,
      ends_on: review.endsOn,
      reviewed_by: review.reviewedBy,
    })
    .execute();
  const { version } = await tx
    .updateTable('keep_apart')
    .set({
      ...(review.reviewOn === null
        ? {}
        : { first_review_on: sql`coalesce(first_review_on, review_on)`, review_on: review.reviewOn }),
      ...(review.endsOn === null
        ? {}
        : { valid_during: sql`daterange(lower(valid_during), ${review.endsOn}::date)` }),
      version: sql`version + 1`,
    })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', keepApartId)
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}
