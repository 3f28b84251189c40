import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** Where somebody lives, sealed: this package never sees it in clear. */
export interface SealedAddressRow {
  readonly personId: string;
  readonly ciphertext: Uint8Array;
  readonly version: number;
  readonly writtenAt: string;
}

/** The sealed address of a person, or undefined. For the role `protected` alone. */
export async function findProtectedAddress(
  tx: Tx,
  municipalityId: string,
  personId: string,
): Promise<SealedAddressRow | undefined> {
  return await tx
    .selectFrom('protected.addresses')
    .where('municipality_id', '=', municipalityId)
    .where('person_id', '=', personId)
    .select(['person_id as personId', 'ciphertext', 'version', 'written_at as writtenAt'])
    .executeTakeFirst();
}

/**
 * Writes the sealed address of a person over the one of `version`; 0 where there is none yet. @returns the new version, or
 * undefined where another one is stored.
 */
export async function writeProtectedAddress(
  tx: Tx,
  municipalityId: string,
  { personId, ciphertext, version }: Omit<SealedAddressRow, 'writtenAt'>,
): Promise<number | undefined> {
  const sealed = Buffer.from(ciphertext);
  const written =
    version === 0
      ? await tx
          .insertInto('protected.addresses')
          .values({ municipality_id: municipalityId, person_id: personId, ciphertext: sealed })
          .onConflict((conflict) => conflict.columns(['municipality_id', 'person_id']).doNothing())
          .returning('version')
          .executeTakeFirst()
      : await tx
          .updateTable('protected.addresses')
          .set({ ciphertext: sealed, version: sql`version + 1`, written_at: sql`now()` })
          .where('municipality_id', '=', municipalityId)
          .where('person_id', '=', personId)
          .where('version', '=', version)
          .returning('version')
          .executeTakeFirst();
  return written?.version;
}

/** Forgets the address of a person. @returns whether that version was there. */
export async function deleteProtectedAddress(
  tx: Tx,
  municipalityId: string,
  { personId, version }: Pick<SealedAddressRow, 'personId' | 'version'>,
): Promise<boolean> {
  const rows = await tx
    .deleteFrom('protected.addresses')
    .where('municipality_id', '=', municipalityId)
    .where('person_id', '=', personId)
    .where('version', '=', version)
    .returning('person_id')
    .execute();
  return rows.length > 0;
}

/** The households that the person is or was a member of, and the grade, as the role `protected` sees them. */
export async function findProtectedPerson(
  tx: Tx,
  municipalityId: string,
  personId: string,
): Promise<{ readonly householdIds: readonly string[]; readonly isProtected: boolean }> {
  const { rows } = await sql<{ householdId: string; isProtected: boolean }>`
    select distinct m.household_id as "householdId", coalesce(p.grade <> 'none', false) as "isProtected"
    from household_members m
    left join address_protections p on p.municipality_id = m.municipality_id and p.person_id = m.person_id
    where m.municipality_id = ${municipalityId} and m.person_id = ${personId}
    order by 1`.execute(tx);
  return {
    householdIds: rows.map(({ householdId }) => householdId),
    isProtected: rows.some(({ isProtected }) => isProtected),
  };
}
