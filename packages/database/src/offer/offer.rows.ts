import type { OfferState, PlainDateString } from '@boligtrapp/domain';

/** An offer (tilbud) as stored. */
export interface OfferRow {
  readonly id: string;
  readonly decisionId: string;
  readonly dwellingId: string;
  readonly householdId: string;
  readonly state: OfferState;
  /** Null while it waits. */
  readonly sentOn: PlainDateString | null;
  /** Last day to answer (inclusive). */
  readonly answerBy: PlainDateString | null;
  readonly answeredOn: PlainDateString | null;
  readonly answerReasonCode: string | null;
  /** Moves that only go together carry the same id; null for a move of its own. */
  readonly chainId: string | null;
  /** The offer that the tenant of the dwelling must accept first. */
  readonly waitsForId: string | null;
  readonly version: number;
}

/** The columns of {@link OfferRow}, for a select from `offers as o`. */
export const OFFER_COLUMNS = [
  'o.id',
  'o.decision_id as decisionId',
  'o.dwelling_id as dwellingId',
  'o.household_id as householdId',
  'o.state',
  'o.sent_on as sentOn',
  'o.answer_by as answerBy',
  'o.answered_on as answeredOn',
  'o.answer_reason_code as answerReasonCode',
  'o.chain_id as chainId',
  'o.waits_for_id as waitsForId',
  'o.version',
] as const;
