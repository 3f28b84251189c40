import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import type { ReviewAuthority, ReviewRulingRow, ReviewSignatureRow } from './review.rows.ts';

/** The ruling that counts for a preparation of a review: the newest one made in it, or undefined. */
export async function findReviewRuling(
  tx: Tx,
  municipalityId: string,
  { reviewId, preparation }: { readonly reviewId: string; readonly preparation: number },
): Promise<ReviewRulingRow | undefined> {
  return await tx
    .selectFrom('review_rulings')
    .where('municipality_id', '=', municipalityId)
    .where('review_id', '=', reviewId)
    .where('preparation', '=', preparation)
    .select([
      'version',
      'preparation',
      'outcome',
      'term_months as termMonths',
      'target_track as targetTrack',
      'target_level as targetLevel',
      'reason_code as reasonCode',
      'reason',
      'ruled_by as ruledBy',
      'ruled_at as ruledAt',
    ])
    .orderBy('version', 'desc')
    .$castTo<ReviewRulingRow>()
    .executeTakeFirst();
}

/** Adds a ruling after those before. The caller holds the lock of the review. @returns its version. */
export async function appendReviewRuling(
  tx: Tx,
  municipalityId: string,
  reviewId: string,
  ruling: Omit<ReviewRulingRow, 'version' | 'ruledAt'>,
): Promise<number> {
  const { version } = await tx
    .insertInto('review_rulings')
    .values({
      municipality_id: municipalityId,
      review_id: reviewId,
      version: sql<number>`(select coalesce(max(version), 0) + 1 from review_rulings
        where municipality_id = ${municipalityId} and review_id = ${reviewId})`,
      preparation: ruling.preparation,
      outcome: ruling.outcome,
      term_months: ruling.termMonths,
      target_track: ruling.targetTrack,
      target_level: ruling.targetLevel,
      reason_code: ruling.reasonCode,
      reason: ruling.reason,
      ruled_by: ruling.ruledBy,
    })
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}

/** The signatures of a review, from the first. */
export async function listReviewSignatures(
  tx: Tx,
  municipalityId: string,
  reviewId: string,
): Promise<readonly ReviewSignatureRow[]> {
  return await tx
    .selectFrom('review_signatures')
    .where('municipality_id', '=', municipalityId)
    .where('review_id', '=', reviewId)
    .select([
      'meeting_id as meetingId',
      'delegation_reference as delegationReference',
      'content_hash as contentHash',
      'signed_by as signedBy',
      'signed_at as signedAt',
    ])
    .orderBy('id')
    .execute();
}

/** Adds a signature. The caller holds the lock of the review and has seen that this person has not signed the same. */
export async function insertReviewSignature(
  tx: Tx,
  municipalityId: string,
  signature: {
    readonly id: string;
    readonly reviewId: string;
    readonly authority: ReviewAuthority;
    readonly contentHash: string;
    readonly signedBy: string;
  },
): Promise<void> {
  await tx
    .insertInto('review_signatures')
    .values({
      municipality_id: municipalityId,
      id: signature.id,
      review_id: signature.reviewId,
      meeting_id: signature.authority.meetingId,
      delegation_reference: signature.authority.delegationReference,
      content_hash: signature.contentHash,
      signed_by: signature.signedBy,
    })
    .execute();
}

/** Freezes the content that was signed; the database checks that the hash is that of these very bytes. */
export async function insertReviewSnapshot(
  tx: Tx,
  municipalityId: string,
  snapshot: { readonly reviewId: string; readonly facts: string; readonly factsHash: string },
): Promise<void> {
  await tx
    .insertInto('review_snapshots')
    .values({
      municipality_id: municipalityId,
      review_id: snapshot.reviewId,
      facts: snapshot.facts,
      facts_hash: snapshot.factsHash,
    })
    .execute();
}

/** The content that was signed, or undefined until the review is decided. */
export async function findReviewSnapshot(
  tx: Tx,
  municipalityId: string,
  reviewId: string,
): Promise<{ readonly facts: string; readonly factsHash: string } | undefined> {
  return await tx
    .selectFrom('review_snapshots')
    .where('municipality_id', '=', municipalityId)
    .where('review_id', '=', reviewId)
    .select(['facts', 'facts_hash as factsHash'])
    .executeTakeFirst();
}

/** Stores the minutes of a review; the database checks that the hash is that of these very bytes. */
export async function insertReviewProtocol(
  tx: Tx,
  municipalityId: string,
  protocol: {
    readonly reviewId: string;
    readonly meetingId: string | null;
    readonly document: string;
    readonly documentHash: string;
  },
): Promise<void> {
  await tx
    .insertInto('review_protocols')
    .values({
      municipality_id: municipalityId,
      review_id: protocol.reviewId,
      meeting_id: protocol.meetingId,
      document: protocol.document,
      document_hash: protocol.documentHash,
    })
    .execute();
}

/** The minutes of a review, or undefined until it is decided. */
export async function findReviewProtocol(
  tx: Tx,
  municipalityId: string,
  reviewId: string,
): Promise<{ readonly document: string; readonly documentHash: string } | undefined> {
  return await tx
    .selectFrom('review_protocols')
    .where('municipality_id', '=', municipalityId)
    .where('review_id', '=', reviewId)
    .select(['document', 'document_hash as documentHash'])
    .executeTakeFirst();
}
