import type { PlainDateString } from '@boligtrapp/domain';
import type { Tx } from '../connect.ts';
import type { ReviewInput, ReviewInputKind, ReviewInputRow } from './review.rows.ts';

/** Adds what a review takes in; it is never changed. */
export async function insertReviewInput(
  tx: Tx,
  municipalityId: string,
  input: ReviewInput & {
    readonly id: string;
    readonly reviewId: string;
    readonly asOf: PlainDateString;
    readonly recordedBy: string;
  },
): Promise<void> {
  await tx
    .insertInto('review_inputs')
    .values({
      municipality_id: municipalityId,
      id: input.id,
      review_id: input.reviewId,
      kind: input.kind,
      as_of: input.asOf,
      recorded_by: input.recordedBy,
      ...(input.kind === 'assessment'
        ? {
            assessment_id: input.assessmentId,
            is_confirmed: input.isConfirmed,
            still_qualifies: input.stillQualifies,
          }
        : {}),
      ...(input.kind === 'wish' ? { wish: input.wish, remark: input.remark } : {}),
      ...(input.kind === 'rent' ? { arrears: input.arrears } : {}),
    })
    .execute();
}

/** Everything that a review has taken in, from the newest. */
export async function listReviewInputs(
  tx: Tx,
  municipalityId: string,
  reviewId: string,
): Promise<readonly ReviewInputRow[]> {
  const rows = await tx
    .selectFrom('review_inputs')
    .where('municipality_id', '=', municipalityId)
    .where('review_id', '=', reviewId)
    .select([
      'id',
      'kind',
      'assessment_id as assessmentId',
      'is_confirmed as isConfirmed',
      'still_qualifies as stillQualifies',
      'wish',
      'remark',
      'arrears',
      'as_of as asOf',
      'recorded_by as recordedBy',
      'recorded_at as recordedAt',
    ])
    .orderBy('id', 'desc')
    .execute();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table's checks give each kind its columns
  return rows as unknown as readonly ReviewInputRow[];
}

/** The newest input of a kind, or undefined. */
export function newestInput<Kind extends ReviewInputKind>(
  inputs: readonly ReviewInputRow[],
  kind: Kind,
): Extract<ReviewInputRow, { readonly kind: Kind }> | undefined {
  return inputs.find(
    (input): input is Extract<ReviewInputRow, { readonly kind: Kind }> => input.kind === kind,
  );
}
