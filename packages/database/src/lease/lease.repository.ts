import type { PlainDateString } from '@boligtrapp/domain';
import { type Insertable, sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { violatedConstraint } from '../constraint-violation.ts';
import { lockHousehold } from '../household/household.repository.ts';
import type { DB } from '../schema.generated.ts';
import type { LeaseClosingReason, LeaseNoticeRow, LeaseRow } from './lease.rows.ts';

/** A lease to be added; it binds the dwelling from its first day on. */
export type NewLease = Omit<
  LeaseRow,
  'dwellingReference' | 'householdReference' | 'closedOn' | 'closedBecause' | 'version'
> & {
  /** The accepted offer that it is made of. */
  readonly offerId?: string;
  /** The decision of a review by which it takes the place of an earlier lease. */
  readonly renewalDecisionId?: string;
};

/** What became of a lease that was to be added. */
export type LeaseInsertion =
  | 'inserted'
  | 'dwelling-unknown'
  | 'dwelling-is-staff-base'
  | 'household-unknown'
  | 'dwelling-taken'
  | 'household-has-home';

/**
 * Adds a lease, or says why it cannot be. After an answer other than `inserted` the caller throws: the transaction
 * may be aborted.
 *
 * Locks the dwelling, then the household, until the transaction ends. The constraints alone would keep the data
 * right, but transactions that cross over several dwellings and households wait for each other in them, and some die
 * of the deadlock; with the locks each waits its turn and is told who was first.
 */
export async function insertLease(tx: Tx, municipalityId: string, lease: NewLease): Promise<LeaseInsertion> {
  const dwelling = await tx
    .selectFrom('dwellings')
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', lease.dwellingId)
    .select('id')
    .forUpdate()
    .executeTakeFirst();
  if (dwelling === undefined) return 'dwelling-unknown';
  if (await isStaffBase(tx, municipalityId, lease)) return 'dwelling-is-staff-base';
  if (!(await lockHousehold(tx, municipalityId, lease.householdId))) return 'household-unknown';
  try {
    await tx.insertInto('leases').values(toInsert(municipalityId, lease)).execute();
    return 'inserted';
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'leases_no_overlap_excl') return 'dwelling-taken';
    if (constraint === 'leases_one_home_excl') return 'household-has-home';
    // Merged into another household: nothing new begins for it.
    if (constraint === 'households_not_merged_check') return 'household-unknown';
    throw error;
  }
}

/** Whether the unit serves the staff on a day of the term; whoever turns it into a base holds the same lock. */
async function isStaffBase(tx: Tx, municipalityId: string, lease: NewLease): Promise<boolean> {
  const period = await tx
    .selectFrom('dwelling_periods')
    .where('municipality_id', '=', municipalityId)
    .where('dwelling_id', '=', lease.dwellingId)
    .where('role', '=', 'staff-base')
    .where(sql<boolean>`valid_during && daterange(${lease.startsOn}::date, ${lease.lastDay}::date, '[]')`)
    .select('id')
    .executeTakeFirst();
  return period !== undefined;
}

function toInsert(municipalityId: string, lease: NewLease): Insertable<DB['leases']> {
  return {
    municipality_id: municipalityId,
    id: lease.id,
    dwelling_id: lease.dwellingId,
    household_id: lease.householdId,
    starts_on: lease.startsOn,
    last_day: lease.lastDay,
    regime: lease.regime,
    short_term_basis: lease.shortTermBasis,
    short_term_reason_given_on: lease.shortTermReasonGivenOn,
    short_term_weighty: lease.shortTermWeighty,
    previous_short_terms: lease.previousShortTerms,
    signed_on: lease.signedOn,
    exceptions_info_given_on: lease.exceptionsInfoGivenOn,
    no_termination_info_given_on: lease.noTerminationInfoGivenOn,
    has_eviction_clause_expiry: lease.hasEvictionClauseExpiry,
    has_eviction_clause_rent: lease.hasEvictionClauseRent,
    allocation_kind: lease.allocationKind,
    rent_ore_per_month: lease.rentOrePerMonth,
    offer_id: lease.offerId ?? null,
    renewal_decision_id: lease.renewalDecisionId ?? null,
  };
}

/** What closing a lease is decided on. */
export interface LockedLease {
  readonly id: string;
  readonly householdId: string;
  readonly startsOn: PlainDateString;
  readonly closedOn: PlainDateString | null;
  readonly version: number;
}

/** A lease by id, its row locked until the transaction ends, or undefined. */
export async function lockLease(
  tx: Tx,
  municipalityId: string,
  leaseId: string,
): Promise<LockedLease | undefined> {
  return await tx
    .selectFrom('leases')
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', leaseId)
    .select([
      'id',
      'household_id as householdId',
      'starts_on as startsOn',
      'closed_on as closedOn',
      'version',
    ])
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** Sets the day from which the lease no longer binds its dwelling, and returns the new version. */
export async function closeLease(
  tx: Tx,
  municipalityId: string,
  leaseId: string,
  closing: { readonly closedOn: PlainDateString; readonly closedBecause: LeaseClosingReason },
): Promise<number> {
  const { version } = await tx
    .updateTable('leases')
    .set({
      closed_on: closing.closedOn,
      closed_because: closing.closedBecause,
      version: sql`version + 1`,
    })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', leaseId)
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}

/** Adds a written notice; it is never changed. The version of the lease stays: its own terms are as they were. */
export async function insertLeaseNotice(
  tx: Tx,
  municipalityId: string,
  notice: LeaseNoticeRow,
): Promise<void> {
  await tx
    .insertInto('lease_notices')
    .values({
      municipality_id: municipalityId,
      id: notice.id,
      lease_id: notice.leaseId,
      kind: notice.kind,
      sent_on: notice.sentOn,
      channel: notice.channel,
      proof: notice.proof,
    })
    .execute();
}
