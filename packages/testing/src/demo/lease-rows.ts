import type { LeaseRegime, PlainDateString, ShortTermBasis } from '@boligtrapp/domain';

/** A row of `leases`, without the columns the database works out. */
export interface LeaseRow {
  readonly municipality_id: string;
  readonly id: string;
  readonly dwelling_id: string;
  readonly household_id: string;
  readonly starts_on: PlainDateString;
  readonly last_day: PlainDateString | null;
  readonly closed_on: PlainDateString | null;
  readonly closed_because: 'vacated' | 'renewed' | 'party-changed' | null;
  readonly regime: LeaseRegime;
  readonly short_term_basis: ShortTermBasis | null;
  readonly short_term_reason_given_on: PlainDateString | null;
  readonly short_term_weighty: boolean;
  readonly previous_short_terms: number;
  readonly signed_on: PlainDateString;
  readonly exceptions_info_given_on: PlainDateString | null;
  readonly no_termination_info_given_on: PlainDateString | null;
  readonly has_eviction_clause_expiry: boolean;
  readonly has_eviction_clause_rent: boolean;
  readonly allocation_kind: 'new' | 'swap' | 'extension';
  readonly rent_ore_per_month: number;
}

/** A row of `lease_notices`. */
export interface LeaseNoticeRow {
  readonly municipality_id: string;
  readonly id: string;
  readonly lease_id: string;
  readonly kind: 'move-request' | 'expiry-information' | 'interview-invitation' | 'termination';
  readonly sent_on: PlainDateString;
  readonly channel: 'digital' | 'letter' | 'in-person';
  readonly proof: string | null;
}
