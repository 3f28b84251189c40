import type { LeaseDeposit, PlainDateString, RentSetting } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** The rent of a lease from a day on, as stored. */
export interface LeaseRentRow extends RentSetting {
  readonly id: string;
  /** Which months of which index its rise was taken from, as stated; for `index` only. */
  readonly indexBasis: string | null;
  /** Rise of the index since the last setting as stated, in basis points; for `index` only. */
  readonly indexBasisPoints: number | null;
  /** Null for the rent that the lease was made with. */
  readonly recordedBy: string | null;
}

/** Every setting of the rent of a lease, by its first day; of several from the same day the last one counts. */
export async function listLeaseRents(tx: Tx, leaseId: string): Promise<readonly LeaseRentRow[]> {
  return await tx
    .selectFrom('lease_rents')
    .where('lease_id', '=', leaseId)
    .select([
      'id',
      'kind',
      'from_on as from',
      'ore_per_month as orePerMonth',
      'notice_sent_on as noticeSentOn',
      'index_basis as indexBasis',
      'index_basis_points as indexBasisPoints',
      'recorded_by as recordedBy',
    ])
    .orderBy('from_on')
    .orderBy('recorded_at')
    .orderBy('id')
    .execute();
}

/** Adds a rent; it is never changed. */
export async function insertLeaseRent(
  tx: Tx,
  municipalityId: string,
  row: LeaseRentRow & { readonly leaseId: string },
): Promise<void> {
  await tx
    .insertInto('lease_rents')
    .values({
      municipality_id: municipalityId,
      id: row.id,
      lease_id: row.leaseId,
      kind: row.kind,
      from_on: row.from,
      ore_per_month: row.orePerMonth,
      notice_sent_on: row.noticeSentOn,
      index_basis: row.indexBasis,
      index_basis_points: row.indexBasisPoints,
      recorded_by: row.recordedBy,
    })
    .execute();
}

/** A deposit or guarantee as stored. */
export interface LeaseDepositRow extends LeaseDeposit {
  readonly id: string;
}

/** A deposit or guarantee with what decides whether and by whom it may be given back. */
export interface LockedLeaseDeposit extends LeaseDepositRow {
  readonly householdId: string;
}

const DEPOSIT_COLUMNS = [
  'd.id',
  'd.kind',
  'd.amount_ore as amountOre',
  'd.is_on_separate_account as isOnSeparateAccount',
  'd.given_on as givenOn',
  'd.released_on as releasedOn',
] as const;

/** Every deposit and guarantee of a lease, from the first. */
export async function listLeaseDeposits(tx: Tx, leaseId: string): Promise<readonly LeaseDepositRow[]> {
  return await tx
    .selectFrom('lease_deposits as d')
    .where('d.lease_id', '=', leaseId)
    .select(DEPOSIT_COLUMNS)
    .orderBy('d.given_on')
    .orderBy('d.id')
    .execute();
}

/** Adds a deposit or guarantee. */
export async function insertLeaseDeposit(
  tx: Tx,
  municipalityId: string,
  row: Omit<LeaseDepositRow, 'releasedOn'> & {
    readonly leaseId: string;
    readonly recordedBy: string;
    /** The one of the lease before that goes on in this one; left out for one that was given anew. */
    readonly carriedFromId?: string;
  },
): Promise<void> {
  await tx
    .insertInto('lease_deposits')
    .values({
      municipality_id: municipalityId,
      id: row.id,
      lease_id: row.leaseId,
      kind: row.kind,
      amount_ore: row.amountOre,
      is_on_separate_account: row.isOnSeparateAccount,
      given_on: row.givenOn,
      recorded_by: row.recordedBy,
      carried_from_id: row.carriedFromId ?? null,
    })
    .execute();
}

/** A deposit of a lease by id, its row locked until the transaction ends, or undefined. */
export async function lockLeaseDeposit(
  tx: Tx,
  { leaseId, depositId }: { readonly leaseId: string; readonly depositId: string },
): Promise<LockedLeaseDeposit | undefined> {
  return await tx
    .selectFrom('lease_deposits as d')
    .innerJoin('leases as l', (join) =>
      join.onRef('l.municipality_id', '=', 'd.municipality_id').onRef('l.id', '=', 'd.lease_id'),
    )
    .where('d.lease_id', '=', leaseId)
    .where('d.id', '=', depositId)
    .select([...DEPOSIT_COLUMNS, 'l.household_id as householdId'])
    .forNoKeyUpdate('d')
    .executeTakeFirst();
}

/** Stores that a deposit or guarantee no longer holds from a day on. */
export async function releaseLeaseDeposit(
  tx: Tx,
  depositId: string,
  release: { readonly releasedOn: PlainDateString; readonly releasedBy: string },
): Promise<void> {
  await tx
    .updateTable('lease_deposits')
    .set({ released_on: release.releasedOn, released_by: release.releasedBy })
    .where('id', '=', depositId)
    .execute();
}

/**
 * Stores the day on which the tenant was told that the lease cannot be terminated, where none is stored yet.
 *
 * @returns the new version of the lease; undefined when a day is stored already.
 */
export async function storeTerminationInfo(
  tx: Tx,
  leaseId: string,
  givenOn: PlainDateString,
): Promise<number | undefined> {
  const row = await tx
    .updateTable('leases')
    .set({ no_termination_info_given_on: givenOn, version: sql`version + 1` })
    .where('id', '=', leaseId)
    .where('no_termination_info_given_on', 'is', null)
    .returning('version')
    .executeTakeFirst();
  return row?.version;
}
