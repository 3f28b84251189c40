import type { DataRow } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { belongsToCases } from './case-tables.ts';

/** That a person is or was in a household. */
export interface PersonMembership {
  readonly householdId: string;
  readonly relation: string;
  /** Whether it has no end: somebody who has left has no part in what came after. */
  readonly isCurrent: boolean;
}

/** All memberships of a person, past ones included. */
export async function findMembershipsOfPerson(
  tx: Tx,
  municipalityId: string,
  personId: string,
): Promise<readonly PersonMembership[]> {
  return await tx
    .selectFrom('household_members')
    .where('municipality_id', '=', municipalityId)
    .where('person_id', '=', personId)
    .select([
      'household_id as householdId',
      'relation',
      sql<boolean>`upper_inf(member_during)`.as('isCurrent'),
    ])
    .orderBy('id')
    .execute();
}

/** Everything that stands on the row of a person, or undefined. */
export async function readPersonRow(
  tx: Tx,
  municipalityId: string,
  personId: string,
): Promise<DataRow | undefined> {
  const { rows } = await sql<{ row: DataRow }>`select to_jsonb(p) as row from persons p
    where p.municipality_id = ${municipalityId}::uuid and p.id = ${personId}::uuid`.execute(tx);
  return rows[0]?.row;
}

/** Whether somebody with a protected address belongs to one of the households, blocked or not, or is the person. */
export async function hasProtectedPerson(
  tx: Tx,
  municipalityId: string,
  of: { readonly householdIds: readonly string[]; readonly personId: string | null },
): Promise<boolean> {
  const { rows } =
    await sql`select 1 from address_protections p where p.municipality_id = ${municipalityId}::uuid
    and p.grade <> 'none' and p.person_id = ${of.personId}::uuid
    union all select 1 from protected_households() as h (id) where h.id = any(${[...of.householdIds]}::uuid[])
    limit 1`.execute(tx);
  return rows.length > 0;
}

/** The rows of a table of cases that belong to the households, each as JSON with all its columns. */
export async function readCaseRows(
  tx: Tx,
  municipalityId: string,
  table: string,
  householdIds: readonly string[],
): Promise<readonly DataRow[]> {
  // A file is no part of the JSON; its size and digest are.
  const shown =
    table === 'documents'
      ? sql`to_jsonb(documents) - 'bytes' || jsonb_build_object('size', octet_length(bytes))`
      : sql`to_jsonb(${sql.table(table)})`;
  const { rows } = await sql<{ row: DataRow }>`select ${shown} as row from ${sql.table(table)}
    where municipality_id = ${municipalityId}::uuid and ${belongsToCases(table, municipalityId, householdIds)}
    order by 1`.execute(tx);
  return rows.map(({ row }) => row);
}

/** What the frozen facts of rounds hold on the households: the entry of each, and nothing of others. */
export async function readFrozenRounds(
  tx: Tx,
  municipalityId: string,
  householdIds: readonly string[],
): Promise<readonly DataRow[]> {
  const { rows } = await sql<{ row: DataRow }>`
    select jsonb_build_object('round_id', s.round_id, 'frozen_at', s.created_at, 'household', h.entry) as row
    from verdicts v
    join round_snapshots s on s.municipality_id = v.municipality_id and s.round_id = v.round_id
    cross join lateral jsonb_array_elements(s.facts::jsonb -> 'households') as h (entry)
    where v.municipality_id = ${municipalityId}::uuid and v.household_id = any(${[...householdIds]}::uuid[])
      and h.entry ->> 'id' = v.household_id::text
    order by s.round_id, v.household_id`.execute(tx);
  return rows.map(({ row }) => row);
}

/** Who has read the cases: when, in which role and what for. */
export async function listReadingsOfHouseholds(
  tx: Tx,
  municipalityId: string,
  householdIds: readonly string[],
): Promise<readonly DataRow[]> {
  const { rows } = await sql<{ row: DataRow }>`
    select jsonb_build_object('occurred_at', occurred_at, 'role', role, 'operation', operation) as row
    from access_events where municipality_id = ${municipalityId}::uuid
      and household_ids && ${[...householdIds]}::uuid[]
    order by occurred_at, id`.execute(tx);
  return rows.map(({ row }) => row);
}

/** What has been changed about the objects: when, in which role and what. */
export async function listChangesOfObjects(
  tx: Tx,
  municipalityId: string,
  objectIds: readonly string[],
): Promise<readonly DataRow[]> {
  const { rows } = await sql<{ row: DataRow }>`
    select jsonb_build_object('occurred_at', occurred_at, 'role', role, 'action', action,
      'object_kind', object_kind, 'object_id', object_id) as row
    from audit_events where municipality_id = ${municipalityId}::uuid and object_id = any(${[...objectIds]}::uuid[])
    order by sequence`.execute(tx);
  return rows.map(({ row }) => row);
}
