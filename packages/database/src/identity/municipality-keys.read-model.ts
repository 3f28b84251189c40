import type { Db } from '../connect.ts';

/** By what an access token names a municipality. */
export type MunicipalityKey = { readonly kommunenummer: string } | { readonly organisationNumber: string };

/**
 * The id of the municipality, or undefined. Needs the role `identity`: nobody knows yet for which municipality to look,
 * and every other role sees its own only.
 */
export async function findMunicipalityId(identityDb: Db, key: MunicipalityKey): Promise<string | undefined> {
  const query = identityDb.selectFrom('municipalities').select('id');
  const found =
    'kommunenummer' in key
      ? query.where('kommunenummer', '=', key.kommunenummer)
      : query.where('organisation_number', '=', key.organisationNumber);
  return (await found.executeTakeFirst())?.id;
}
