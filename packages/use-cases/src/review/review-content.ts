import { newestInput, type ReviewRow } from '@boligtrapp/database';
import type { Recommendation, ReviewFacts, ReviewRuling } from '@boligtrapp/domain';
import { sha256Hex } from '@boligtrapp/matching';
import type { ReviewCase } from './load-review.ts';

/** What two persons sign about a review. Ids, figures and reasons, no names. */
export interface ReviewContent {
  readonly format: 'boligtrapp-review/1';
  readonly review: Pick<
    ReviewRow,
    'id' | 'leaseId' | 'householdId' | 'dwellingId' | 'openedOn' | 'termLastDay' | 'correctsDecisionId'
  >;
  readonly policy: { readonly id: string; readonly hash: string };
  /** The rows that were taken in. */
  readonly inputs: {
    readonly assessmentId: string | null;
    readonly wishId: string | null;
    readonly rentId: string | null;
  };
  readonly facts: ReviewFacts;
  readonly recommendation: Recommendation;
  readonly ruling: ReviewRuling;
}

/** The content with its hash; null until it is prepared and somebody has ruled. */
export function reviewContentOf({
  review,
  inputs,
  policy,
  basis,
  ruling,
}: ReviewCase): { readonly content: ReviewContent; readonly hash: string } | null {
  if (basis === null || ruling === undefined) return null;
  const { id, leaseId, householdId, dwellingId, openedOn, termLastDay, correctsDecisionId } = review;
  const content: ReviewContent = {
    format: 'boligtrapp-review/1',
    review: { id, leaseId, householdId, dwellingId, openedOn, termLastDay, correctsDecisionId },
    policy: { id: policy.id, hash: policy.hash },
    inputs: {
      assessmentId: newestInput(inputs, 'assessment')?.assessmentId ?? null,
      wishId: newestInput(inputs, 'wish')?.id ?? null,
      rentId: newestInput(inputs, 'rent')?.id ?? null,
    },
    facts: basis.facts,
    recommendation: basis.recommendation,
    ruling: toRuling(ruling),
  };
  return { content, hash: sha256Hex(content) };
}

/** Reads stored content. It was written by this product and is guarded by its hash. */
export function parseReviewContent(stored: string): ReviewContent {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place where the frozen text becomes content
  return JSON.parse(stored) as ReviewContent;
}

/** The ruling as the rules judge it. */
export function toRuling(row: NonNullable<ReviewCase['ruling']>): ReviewRuling {
  const { outcome, termMonths, targetTrack, targetLevel, reasonCode, reason } = row;
  return {
    outcome,
    termMonths,
    target: targetTrack === null || targetLevel === null ? null : { track: targetTrack, level: targetLevel },
    reasonCode,
    reason,
  };
}
