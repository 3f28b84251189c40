import { type ExpressionWrapper, expressionBuilder, type SqlBool } from 'kysely';
import type { Tx } from '../connect.ts';
import type { DB } from '../schema.generated.ts';

/** A keyed hash of an identity number, and the name of its key. */
export interface IdentityLookup {
  readonly keyId: string;
  /** 32 bytes. */
  readonly hash: Uint8Array;
}

/** Makes a person found by these hashes. A hash that another person has is an error of the primary key. */
export async function insertIdentityLookups(
  tx: Tx,
  municipalityId: string,
  personId: string,
  lookups: readonly IdentityLookup[],
): Promise<void> {
  if (lookups.length === 0) return;
  await tx
    .insertInto('identity_lookups')
    .values(
      lookups.map(({ keyId, hash }) => ({
        municipality_id: municipalityId,
        lookup_key_id: keyId,
        hash: Buffer.from(hash),
        person_id: personId,
      })),
    )
    .execute();
}

/** Rows of `identity_lookups as l` with one of these hashes, each under its own key. */
export function hasLookup(
  lookups: readonly IdentityLookup[],
): ExpressionWrapper<DB & { l: DB['identity_lookups'] }, 'l', SqlBool> {
  const eb = expressionBuilder<DB & { l: DB['identity_lookups'] }, 'l'>();
  return eb.or(
    lookups.map(({ keyId, hash }) =>
      eb.and([eb('l.lookup_key_id', '=', keyId), eb('l.hash', '=', Buffer.from(hash))]),
    ),
  );
}
