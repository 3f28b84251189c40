import type { CaseAccessState, PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { violatedConstraint } from '../constraint-violation.ts';
import { isInForce, listProtectedHouseholds } from './hidden-cases.read-model.ts';

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

/** Grants that are past their day and not marked as expired yet, by id. */
export async function listPastCaseAccess(tx: Tx, municipalityId: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('case_access_grants as g')
    .where('g.municipality_id', '=', municipalityId)
    .where('g.state', '=', 'in-force')
    .where((where) => where.not(isInForce('g')))
    .select('g.id')
    .orderBy('g.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** A grant, locked until the transaction ends with all others of the case; two at once come one after the other. */
export async function lockCaseAccess(
  tx: Tx,
  municipalityId: string,
  grantId: string,
): Promise<CaseAccessRow | undefined> {
  const ofCase = tx
    .selectFrom('case_access_grants')
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', grantId)
    .select('household_id');
  await tx
    .selectFrom('case_access_grants')
    .where('municipality_id', '=', municipalityId)
    .where('household_id', 'in', ofCase)
    .select('id')
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return await tx
    .selectFrom('case_access_grants as g')
    .where('g.municipality_id', '=', municipalityId)
    .where('g.id', '=', grantId)
    .select(COLUMNS)
    .select(isInForce('g').as('isInForce'))
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

/**
 * Whether somebody who is named for the case now can look after it: not recused from it, and still there. `except` is
 * left out of the count.
 */
export async function isAttended(
  tx: Tx,
  municipalityId: string,
  householdId: string,
  except: { readonly grantId: string } | null = null,
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select g.id from case_access_grants g
    where g.municipality_id = ${municipalityId} and g.household_id = ${householdId} and ${isInForce('g')}
      and g.id is distinct from ${except?.grantId ?? null}::uuid and attends_case(g.household_id, g.member)
    limit 1`.execute(tx);
  return rows.length > 0;
}

/**
 * The households with a protected member, blocked ones included, for which nobody is named now who can look after them,
 * sorted: their cases stand still.
 */
export async function listUnattendedHouseholds(tx: Tx, municipalityId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from protected_households() as p (id)
    where not exists (select from case_access_grants g where g.municipality_id = ${municipalityId}
      and g.household_id = p.id and ${isInForce('g')} and attends_case(g.household_id, g.member))
    order by p.id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Whether somebody of the household has, or had while a member, a protected address; also where the case is blocked. */
export async function isProtectedCase(tx: Tx, householdId: string): Promise<boolean> {
  return (await listProtectedHouseholds(tx, [householdId])).length > 0;
}
