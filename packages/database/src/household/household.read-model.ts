import type { PlainDateString, ProtectionGrade } from '@boligtrapp/domain';
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';
import type { DB } from '../schema.generated.ts';
import type { HouseholdRow, MemberRow } from './household.rows.ts';
import { hasLookup, type IdentityLookup } from './identity-lookup.repository.ts';

const householdColumns = [
  'h.id',
  'h.reference',
  'h.version',
  'h.created_at as createdAt',
  sql<string | null>`(select g.kept_household_id from household_merges g
    where g.municipality_id = h.municipality_id and g.merged_household_id = h.id)`.as('mergedIntoId'),
] as const;

/** A household by id, or undefined. */
export async function findHousehold(
  tx: Tx,
  municipalityId: string,
  householdId: string,
): Promise<HouseholdRow | undefined> {
  return await tx
    .selectFrom('households as h')
    .where('h.municipality_id', '=', municipalityId)
    .where('h.id', '=', householdId)
    .select(householdColumns)
    .executeTakeFirst();
}

/** Which households are listed. */
export interface HouseholdQuery {
  /** Beginning of the reference; every household when undefined. */
  readonly referencePrefix?: string | undefined;
  /** Households that do not exist for whoever asks. */
  readonly hiddenHouseholdIds?: readonly string[] | undefined;
}

/** Households by reference, after `afterReference` (exclusive). */
export async function listHouseholds(
  tx: Tx,
  municipalityId: string,
  query: HouseholdQuery,
  page: { readonly afterReference?: string | undefined; readonly limit: number },
): Promise<readonly HouseholdRow[]> {
  let rows = matching(tx, municipalityId, query)
    .select(householdColumns)
    .orderBy('h.reference')
    .limit(page.limit);
  if (page.afterReference !== undefined) rows = rows.where('h.reference', '>', page.afterReference);
  return await rows.execute();
}

/** How many households the query has. */
export async function countHouseholds(
  tx: Tx,
  municipalityId: string,
  query: HouseholdQuery,
): Promise<number> {
  const { count } = await matching(tx, municipalityId, query)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function matching(
  tx: Tx,
  municipalityId: string,
  { referencePrefix, hiddenHouseholdIds = [] }: HouseholdQuery,
): SelectQueryBuilder<DB & { h: DB['households'] }, 'h', object> {
  let rows = tx.selectFrom('households as h').where('h.municipality_id', '=', municipalityId);
  if (hiddenHouseholdIds.length > 0) rows = rows.where('h.id', 'not in', hiddenHouseholdIds);
  return referencePrefix === undefined
    ? rows
    : rows.where((eb) => eb.fn<boolean>('starts_with', ['h.reference', eb.val(referencePrefix)]));
}

/** Households that a person with one of these keyed hashes belongs to on `on`, by reference. */
export async function listHouseholdsOfPerson(
  tx: Tx,
  municipalityId: string,
  lookups: readonly IdentityLookup[],
  on: PlainDateString,
): Promise<readonly HouseholdRow[]> {
  return await tx
    .selectFrom('households as h')
    .innerJoin('household_members as m', (join) =>
      join.onRef('m.municipality_id', '=', 'h.municipality_id').onRef('m.household_id', '=', 'h.id'),
    )
    .innerJoin('persons as p', (join) =>
      join.onRef('p.municipality_id', '=', 'm.municipality_id').onRef('p.id', '=', 'm.person_id'),
    )
    .where('h.municipality_id', '=', municipalityId)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('identity_lookups as l')
          .whereRef('l.municipality_id', '=', 'p.municipality_id')
          .whereRef('l.person_id', '=', 'p.id')
          .where(hasLookup(lookups))
          .select(eb.lit(1).as('one')),
      ),
    )
    .where(sql<boolean>`m.member_during @> ${on}::date`)
    .select(householdColumns)
    .orderBy('h.reference')
    .execute();
}

/** The members of the households on `on`: applicant, partner, others, children, each group from the oldest. */
export async function listMembers(
  tx: Tx,
  municipalityId: string,
  householdIds: readonly string[],
  on: PlainDateString,
): Promise<readonly MemberRow[]> {
  if (householdIds.length === 0) return [];
  return await tx
    .selectFrom('household_members as m')
    .innerJoin('persons as p', (join) =>
      join.onRef('p.municipality_id', '=', 'm.municipality_id').onRef('p.id', '=', 'm.person_id'),
    )
    .leftJoin('address_protections as a', (join) =>
      join.onRef('a.municipality_id', '=', 'p.municipality_id').onRef('a.person_id', '=', 'p.id'),
    )
    .where('m.municipality_id', '=', municipalityId)
    .where('m.household_id', 'in', householdIds)
    .where(sql<boolean>`m.member_during @> ${on}::date`)
    .select([
      'm.household_id as householdId',
      'p.id as personId',
      'p.name',
      'p.birth_date as birthDate',
      'm.relation',
      sql<ProtectionGrade>`coalesce(a.grade, 'none')`.as('addressProtection'),
      sql<boolean>`p.identity_number_ciphertext is not null`.as('hasIdentityNumber'),
    ])
    .orderBy('m.household_id')
    .orderBy(sql`array_position(array['applicant', 'partner', 'other', 'child'], m.relation)`)
    .orderBy('p.birth_date')
    .orderBy('p.id')
    .execute();
}
