import type { PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { violatedConstraint } from '../constraint-violation.ts';
import type { NewMember } from './household.repository.ts';
import type { MemberRelation } from './household.rows.ts';
import { hasLookup, type IdentityLookup } from './identity-lookup.repository.ts';

/** The version of a household whose row is locked until the transaction ends, or undefined. */
export async function lockHouseholdVersion(
  tx: Tx,
  municipalityId: string,
  householdId: string,
): Promise<number | undefined> {
  const row = await tx
    .selectFrom('households')
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', householdId)
    .select('version')
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row?.version;
}

/** Counts a change of a household, whose row the caller holds, and returns the new version. */
export async function bumpHouseholdVersion(
  tx: Tx,
  municipalityId: string,
  householdId: string,
): Promise<number> {
  const { version } = await tx
    .updateTable('households')
    .set({ version: sql`version + 1` })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', householdId)
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}

/** The person with one of these keyed hashes, or undefined. */
export async function findPersonByNumber(
  tx: Tx,
  municipalityId: string,
  lookups: readonly IdentityLookup[],
): Promise<{ readonly id: string; readonly birthDate: PlainDateString } | undefined> {
  return await tx
    .selectFrom('identity_lookups as l')
    .innerJoin('persons as p', (join) =>
      join.onRef('p.municipality_id', '=', 'l.municipality_id').onRef('p.id', '=', 'l.person_id'),
    )
    .where('l.municipality_id', '=', municipalityId)
    .where(hasLookup(lookups))
    .select(['p.id', 'p.birth_date as birthDate'])
    .executeTakeFirst();
}

/**
 * Makes a person a member like `insertMember`, or says that the household has a partner at that time, or that the person
 * is a member then. After such an answer the transaction is aborted.
 */
export async function joinHousehold(
  tx: Tx,
  municipalityId: string,
  member: NewMember,
): Promise<'joined' | 'relation-taken' | 'member-already'> {
  try {
    await tx
      .insertInto('household_members')
      .values({
        municipality_id: municipalityId,
        id: member.id,
        household_id: member.householdId,
        person_id: member.personId,
        relation: member.relation,
        member_during: `[${member.from},)`,
      })
      .execute();
    return 'joined';
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'household_members_one_of_relation_excl') return 'relation-taken';
    if (constraint === 'household_members_no_overlap_excl') return 'member-already';
    throw error;
  }
}

/** A membership without an end. */
export interface OpenMembership {
  readonly id: string;
  readonly relation: MemberRelation;
  readonly from: PlainDateString;
}

/** The membership of a person in a household that has no end, or undefined. */
export async function findOpenMembership(
  tx: Tx,
  municipalityId: string,
  householdId: string,
  personId: string,
): Promise<OpenMembership | undefined> {
  return await tx
    .selectFrom('household_members')
    .where('municipality_id', '=', municipalityId)
    .where('household_id', '=', householdId)
    .where('person_id', '=', personId)
    .where(sql<boolean>`upper_inf(member_during)`)
    .select(['id', 'relation', sql<PlainDateString>`lower(member_during)`.as('from')])
    .executeTakeFirst();
}

/** Ends a membership; `until` is the first day on which the person is no member (exclusive), after its first day. */
export async function endMembership(
  tx: Tx,
  municipalityId: string,
  membershipId: string,
  until: PlainDateString,
): Promise<void> {
  await tx
    .updateTable('household_members')
    .set({ member_during: sql`daterange(lower(member_during), ${until}::date)` })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', membershipId)
    .execute();
}
