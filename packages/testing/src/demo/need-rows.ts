import type {
  AssessmentNeeds,
  Level,
  PlainDateString,
  PolicyContent,
  Programme,
  Track,
} from '@boligtrapp/domain';

/** A row of `housing_applications`. */
export interface ApplicationRow {
  readonly municipality_id: string;
  readonly id: string;
  readonly household_id: string;
  readonly source: 'digital' | 'paper' | 'in-person' | 'referral' | 'kobo';
  readonly received_on: PlainDateString;
  readonly receipt_sent_at: string | null;
  readonly status: 'received' | 'in-queue' | 'refused' | 'withdrawn' | 'expired' | 'housed';
}

/** A row of `entitlements`. */
export interface EntitlementRow {
  readonly municipality_id: string;
  readonly id: string;
  readonly application_id: string;
  readonly decision_track: 'assistance' | 'municipal-dwelling' | 'care-dwelling' | 'temporary-housing';
  readonly outcome: 'granted' | 'refused';
  readonly legal_basis: string;
  readonly appeal_body: 'statsforvalter' | 'municipal-appeals-board';
  readonly decided_on: PlainDateString;
  readonly decided_by: string;
}

/** One criterion of the need points. */
export interface NeedPointsPart {
  readonly criterion: string;
  readonly value: string;
  readonly points: number;
}

/** A row of `assessments`. */
export interface AssessmentRow {
  readonly municipality_id: string;
  readonly id: string;
  readonly household_id: string;
  readonly version_number: number;
  readonly track: Track;
  readonly level: Level;
  readonly programme: Programme;
  readonly needs: AssessmentNeeds;
  readonly urgency_class: number;
  /** The sum of `need_points_parts`. */
  readonly need_points: number;
  readonly need_points_parts: readonly NeedPointsPart[];
  readonly waiting_since: PlainDateString;
  readonly ready_to_move: boolean;
  readonly assessed_on: PlainDateString;
  readonly assessed_by: string;
  readonly valid_until: PlainDateString;
}

/** A row of `keep_apart`. */
export interface KeepApartRow {
  readonly municipality_id: string;
  readonly id: string;
  readonly household_a_id: string;
  readonly household_b_id: string;
  readonly scope: 'building' | 'neighbourhood';
  readonly restricted_reason: string;
  readonly owner: string;
  readonly review_on: PlainDateString;
  readonly valid_during: string;
}

/** A row of `policy_sets`. */
export interface PolicySetRow {
  readonly municipality_id: string;
  readonly id: string;
  readonly name: string;
  readonly state: 'draft' | 'submitted' | 'in-force' | 'replaced';
  readonly valid_during: string;
  readonly content: PolicyContent;
  readonly content_hash: string;
  readonly author: string;
  readonly approver: string;
  readonly approval_reference: string;
}
