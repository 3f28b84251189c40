import type { LeaseFacts, LeaseRegime, PlainDateString, ShortTermBasis } from '@boligtrapp/domain';

/** Why a lease no longer binds its dwelling. */
export const LEASE_CLOSING_REASONS = ['vacated', 'renewed', 'party-changed'] as const;
/** One of {@link LEASE_CLOSING_REASONS}. */
export type LeaseClosingReason = (typeof LEASE_CLOSING_REASONS)[number];

/** What an allocation counts as in the statistics: new households only are counted. */
export const ALLOCATION_KINDS = ['new', 'swap', 'extension'] as const;
/** One of {@link ALLOCATION_KINDS}. */
export type AllocationKind = (typeof ALLOCATION_KINDS)[number];

/** Kinds of written notices. `move-request` is the flytteoppfordring. */
export const LEASE_NOTICE_KINDS = [
  'move-request',
  'expiry-information',
  'interview-invitation',
  'termination',
] as const;
/** One of {@link LEASE_NOTICE_KINDS}. */
export type LeaseNoticeKind = (typeof LEASE_NOTICE_KINDS)[number];

/** How a notice was given. */
export const NOTICE_CHANNELS = ['digital', 'letter', 'in-person'] as const;
/** One of {@link NOTICE_CHANNELS}. */
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

/** The columns from which the legal state of a lease follows. */
export interface LeaseFactsRow {
  readonly id: string;
  readonly startsOn: PlainDateString;
  /** Last day of the agreed term (inclusive). */
  readonly lastDay: PlainDateString | null;
  /** First day on which it no longer binds the dwelling (exclusive end). */
  readonly closedOn: PlainDateString | null;
  readonly regime: LeaseRegime;
  readonly shortTermBasis: ShortTermBasis | null;
  readonly shortTermReasonGivenOn: PlainDateString | null;
  readonly shortTermWeighty: boolean;
  readonly previousShortTerms: number;
  readonly signedOn: PlainDateString;
  readonly exceptionsInfoGivenOn: PlainDateString | null;
}

/** A lease (leieforhold) as stored. */
export interface LeaseRow extends LeaseFactsRow {
  readonly dwellingId: string;
  readonly dwellingReference: string;
  readonly householdId: string;
  readonly householdReference: string;
  readonly closedBecause: LeaseClosingReason | null;
  readonly noTerminationInfoGivenOn: PlainDateString | null;
  readonly hasEvictionClauseExpiry: boolean;
  readonly hasEvictionClauseRent: boolean;
  readonly allocationKind: AllocationKind;
  readonly rentOrePerMonth: number;
  readonly version: number;
}

/** A written notice to the tenant. */
export interface LeaseNoticeRow {
  readonly id: string;
  readonly leaseId: string;
  readonly kind: LeaseNoticeKind;
  /** The day it was sent decides, not the day it arrived. */
  readonly sentOn: PlainDateString;
  readonly channel: NoticeChannel;
  /** Where the proof of sending is kept. */
  readonly proof: string | null;
}

/** The columns of {@link LeaseFactsRow}, for a select from `leases as l`. */
export const LEASE_FACT_COLUMNS = [
  'l.id',
  'l.starts_on as startsOn',
  'l.last_day as lastDay',
  'l.closed_on as closedOn',
  'l.regime',
  'l.short_term_basis as shortTermBasis',
  'l.short_term_reason_given_on as shortTermReasonGivenOn',
  'l.short_term_weighty as shortTermWeighty',
  'l.previous_short_terms as previousShortTerms',
  'l.signed_on as signedOn',
  'l.exceptions_info_given_on as exceptionsInfoGivenOn',
] as const;

/**
 * The facts from which the law computes the state of a lease. Of `notices`, which are those of this lease, the
 * requests to move count. Whatever the reason for closing, the day it stopped binding the dwelling is the day the
 * facts call vacated.
 */
export function toLeaseFacts(
  row: LeaseFactsRow,
  notices: readonly Pick<LeaseNoticeRow, 'kind' | 'sentOn'>[],
): LeaseFacts {
  return {
    id: row.id,
    start: row.startsOn,
    lastDay: row.lastDay,
    regime: row.regime,
    shortTerm:
      row.shortTermBasis === null
        ? null
        : {
            basis: row.shortTermBasis,
            reasonGivenAt: row.shortTermReasonGivenOn,
            weighty: row.shortTermWeighty,
          },
    signedAt: row.signedOn,
    exceptionsInfoGivenAt: row.exceptionsInfoGivenOn,
    previousShortTermsSameParties: row.previousShortTerms,
    moveRequests: notices.flatMap((notice) =>
      notice.kind === 'move-request' ? [{ sentAt: notice.sentOn }] : [],
    ),
    vacatedOn: row.closedOn,
  };
}
