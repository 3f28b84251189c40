import type { CaseAccessState, PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { violatedConstraint } from '../constraint-violation.ts';
import { isProtectedHousehold } from '../household/protected-household.ts';
import { isInForce } from './hidden-cases.read-model.ts';

/** Somebody who may know of the case of a household. */
export interface CaseAccessRow {
  readonly id: string;
  readonly householdId: string;
  readonly member: string;
  readonly state: CaseAccessState;
  /** Whether it holds now: one past its day does not, whatever its state says. */
  readonly isInForce: boolean;
  /** First day on which it no longer holds (exclusive); null for no end. */
  readonly until: PlainDateString | null;
  readonly reason: string;
  readonly grantedBy: string;
  readonly grantedAt: string;
  readonly endedBy: string | null;
  readonly endedAt: string | null;
  readonly endedBecause: string | null;
}

/** A grant to be stored. */
export interface NewCaseAccess {
  readonly id: string;
  readonly householdId: string;
  readonly member: string;
  readonly until: PlainDateString | null;
  readonly reason: string;
  readonly grantedBy: string;
}

const COLUMNS = [
  'g.id',
  'g.household_id as householdId',
  'g.member',
  'g.state',
  'g.until',
  'g.reason',
  'g.granted_by as grantedBy',
  'g.granted_at as grantedAt',
  'g.ended_by as endedBy',
  'g.ended_at as endedAt',
  'g.ended_because as endedBecause',
] as const;

/** Names somebody for a case, or says that they are named already; the transaction is aborted then. */
export async function insertCaseAccess(
  tx: Tx,
  municipalityId: string,
  grant: NewCaseAccess,
): Promise<'granted' | 'granted-already'> {
  try {
    await tx
      .insertInto('case_access_grants')
      .values({
        municipality_id: municipalityId,
        id: grant.id,
        household_id: grant.householdId,
        member: grant.member,
        until: grant.until,
        reason: grant.reason,
        granted_by: grant.grantedBy,
      })
      .execute();
    return 'granted';
  } catch (error) {
    if (violatedConstraint(error) === 'case_access_grants_in_force_key') return 'granted-already';
    throw error;
  }
}

/** Everybody who is or was named for the case of a household, from the newest. */
export async function listCaseAccess(
  tx: Tx,
  municipalityId: string,
  householdId: string,
): Promise<readonly CaseAccessRow[]> {
  return await tx
    .selectFrom('case_access_grants as g')
    .where('g.municipality_id', '=', municipalityId)
    .where('g.household_id', '=', householdId)
    .select(COLUMNS)
    .select(isInForce('g').as('isInForce'))
    .orderBy('g.id', 'desc')
    .execute();
}

/** The state of a grant that is stored as in force, locked until the transaction ends. */
export async function lockCaseAccess(
  tx: Tx,
  municipalityId: string,
  grantId: string,
): Promise<CaseAccessRow | undefined> {
  return await tx
    .selectFrom('case_access_grants as g')
    .where('g.municipality_id', '=', municipalityId)
    .where('g.id', '=', grantId)
    .select(COLUMNS)
    .select(isInForce('g').as('isInForce'))
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** Ends a grant, which stays on record. */
export async function endCaseAccess(
  tx: Tx,
  municipalityId: string,
  grantId: string,
  ended: { readonly state: CaseAccessState; readonly by: string; readonly because: string | null },
): Promise<void> {
  await tx
    .updateTable('case_access_grants')
    .set({
      state: ended.state,
      ended_by: ended.by,
      ended_at: sql`now()`,
      ended_because: ended.because,
    })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', grantId)
    .execute();
}

/** Whether somebody is named for the case now. */
export async function isAttended(tx: Tx, municipalityId: string, householdId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('case_access_grants as g')
    .where('g.municipality_id', '=', municipalityId)
    .where('g.household_id', '=', householdId)
    .where(isInForce('g'))
    .select('g.id')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The households with a protected member for which nobody is named now, sorted: their cases stand still. */
export async function listUnattendedHouseholds(tx: Tx, municipalityId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select h.id from households h
    where h.municipality_id = ${municipalityId} and ${isProtectedHousehold('h', 'id')}
      and not exists (select from case_access_grants g where g.municipality_id = h.municipality_id
        and g.household_id = h.id and ${isInForce('g')})
    order by h.id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Whether somebody of the household has, or had while a member, a protected address. */
export async function isProtectedCase(tx: Tx, municipalityId: string, householdId: string): Promise<boolean> {
  const { rows } = await sql<{ isProtected: boolean }>`
    select ${isProtectedHousehold('h', 'id')} as "isProtected" from households h
    where h.municipality_id = ${municipalityId} and h.id = ${householdId}`.execute(tx);
  return rows[0]?.isProtected ?? false;
}
