import type { PartyChangeGround, PlainDateString } from '@boligtrapp/domain';
import type { Tx } from '../connect.ts';
import { LEASE_FACT_COLUMNS, type LeaseFactsRow, type LeaseRow } from './lease.rows.ts';

/** Who entered a lease instead of the former tenant (inntreden). */
export interface PartyChangeRow {
  readonly leaseId: string;
  readonly formerLeaseId: string;
  readonly ground: PartyChangeGround;
  /** The day of the death, or on which the household divided. */
  readonly occurredOn: PlainDateString;
  readonly claimedOn: PlainDateString;
  /** Last day for the claim after a death; null where there is none. */
  readonly claimDueOn: PlainDateString | null;
  readonly recordedBy: string;
}

/** Adds a change of parties; it is never changed. */
export async function insertPartyChange(
  tx: Tx,
  municipalityId: string,
  change: PartyChangeRow,
): Promise<void> {
  await tx
    .insertInto('lease_party_changes')
    .values({
      municipality_id: municipalityId,
      lease_id: change.leaseId,
      former_lease_id: change.formerLeaseId,
      ground: change.ground,
      occurred_on: change.occurredOn,
      claimed_on: change.claimedOn,
      claim_due_on: change.claimDueOn,
      recorded_by: change.recordedBy,
    })
    .execute();
}

/** The terms of a lease that go over to another party. */
export type LeaseTerms = LeaseFactsRow &
  Pick<
    LeaseRow,
    | 'dwellingId'
    | 'householdId'
    | 'noTerminationInfoGivenOn'
    | 'hasEvictionClauseExpiry'
    | 'hasEvictionClauseRent'
    | 'rentOrePerMonth'
    | 'version'
  >;

/** A lease with its terms, its row locked until the transaction ends, or undefined. */
export async function lockLeaseTerms(
  tx: Tx,
  municipalityId: string,
  leaseId: string,
): Promise<LeaseTerms | undefined> {
  return await tx
    .selectFrom('leases as l')
    .where('l.municipality_id', '=', municipalityId)
    .where('l.id', '=', leaseId)
    .select(LEASE_FACT_COLUMNS)
    .select([
      'l.dwelling_id as dwellingId',
      'l.household_id as householdId',
      'l.no_termination_info_given_on as noTerminationInfoGivenOn',
      'l.has_eviction_clause_expiry as hasEvictionClauseExpiry',
      'l.has_eviction_clause_rent as hasEvictionClauseRent',
      'l.rent_ore_per_month as rentOrePerMonth',
      'l.version',
    ])
    .forNoKeyUpdate()
    .executeTakeFirst();
}
