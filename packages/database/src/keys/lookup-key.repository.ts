import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** How many hashes stand under a lookup key. */
export interface LookupKeyCount {
  readonly lookupKeyId: string;
  readonly count: number;
}

/** How many hashes there are under each lookup key. */
export async function countByLookupKey(tx: Tx, municipalityId: string): Promise<readonly LookupKeyCount[]> {
  return await tx
    .selectFrom('identity_lookups')
    .where('municipality_id', '=', municipalityId)
    .select((eb) => ['lookup_key_id as lookupKeyId', eb.fn.countAll<number>().as('count')])
    .groupBy('lookup_key_id')
    .orderBy('lookup_key_id')
    .execute();
}

/** Adds hashes where the person has none under that key; one that another person has is passed over. */
export async function addMissingLookups(
  tx: Tx,
  municipalityId: string,
  lookups: readonly { readonly personId: string; readonly keyId: string; readonly hash: Uint8Array }[],
): Promise<number> {
  if (lookups.length === 0) return 0;
  const added = await tx
    .insertInto('identity_lookups')
    .values(
      lookups.map(({ personId, keyId, hash }) => ({
        municipality_id: municipalityId,
        lookup_key_id: keyId,
        hash: Buffer.from(hash),
        person_id: personId,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(added.numInsertedOrUpdatedRows ?? 0n);
}

/** How many persons have a hash under one lookup key and none under another; those of blocked cases count, too. */
export async function countHashedUnderOneOnly(
  tx: Tx,
  municipalityId: string,
  { has, lacks }: { readonly has: string; readonly lacks: string },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from identity_lookups l
    where l.municipality_id = ${municipalityId} and l.lookup_key_id = ${has}
      and not exists (select from identity_lookups n where n.municipality_id = l.municipality_id
        and n.person_id = l.person_id and n.lookup_key_id = ${lacks})`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** Removes up to `limit` hashes under a lookup key and returns how many. */
export async function deleteLookups(
  tx: Tx,
  municipalityId: string,
  lookupKeyId: string,
  limit: number,
): Promise<number> {
  const { numAffectedRows } = await sql`delete from identity_lookups where municipality_id = ${municipalityId}
    and lookup_key_id = ${lookupKeyId} and hash in (select l.hash from identity_lookups l
      where l.municipality_id = ${municipalityId} and l.lookup_key_id = ${lookupKeyId}
      order by l.hash limit ${limit})`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
