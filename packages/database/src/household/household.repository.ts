import type { PlainDateString, ProtectionGrade } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { violatedConstraint } from '../constraint-violation.ts';
import { setAddressProtection } from '../protection/address-protection.repository.ts';
import type { MemberRelation } from './household.rows.ts';
import { type IdentityLookup, insertIdentityLookups } from './identity-lookup.repository.ts';

/** A person to be stored. The identity number comes sealed: this package never sees it in clear. */
export interface NewPerson {
  readonly id: string;
  readonly name: string;
  readonly birthDate: PlainDateString;
  readonly addressProtection: ProtectionGrade;
  /** Ciphertext, and the keyed hashes to find it by; null for a person without a number. */
  readonly sealedIdentityNumber: {
    readonly ciphertext: Uint8Array;
    readonly lookups: readonly IdentityLookup[];
  } | null;
}

/** Membership of a person in a household from a day on. */
export interface NewMember {
  readonly id: string;
  readonly householdId: string;
  readonly personId: string;
  readonly relation: MemberRelation;
  readonly from: PlainDateString;
}

/**
 * Adds a household and returns its reference, `S-0001` and on. Holds a lock of the municipality until the
 * transaction ends: two households added at once would get the same number.
 */
export async function insertHousehold(tx: Tx, municipalityId: string, id: string): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`households:${municipalityId}`}, 0))`.execute(tx);
  const { last } = await tx
    .selectFrom('households')
    .where('municipality_id', '=', municipalityId)
    .select(sql<number>`coalesce(max(substring(reference from '^S-([0-9]{1,9})$')::int), 0)`.as('last'))
    .executeTakeFirstOrThrow();
  const reference = `S-${String(last + 1).padStart(4, '0')}`;
  await tx.insertInto('households').values({ municipality_id: municipalityId, id, reference }).execute();
  return reference;
}

/**
 * Adds a person, or answers that the identity number is stored in this municipality already. After that answer the
 * transaction is aborted: the caller throws.
 */
export async function insertPerson(
  tx: Tx,
  municipalityId: string,
  person: NewPerson,
): Promise<'inserted' | 'identity-number-known'> {
  const sealed = person.sealedIdentityNumber;
  try {
    await tx
      .insertInto('persons')
      .values({
        municipality_id: municipalityId,
        id: person.id,
        name: person.name,
        birth_date: person.birthDate,
        identity_number_ciphertext: sealed === null ? null : Buffer.from(sealed.ciphertext),
      })
      .execute();
    await insertIdentityLookups(tx, municipalityId, person.id, sealed?.lookups ?? []);
  } catch (error) {
    if (violatedConstraint(error) === 'identity_lookups_pkey') return 'identity-number-known';
    throw error;
  }
  const { id, addressProtection } = person;
  if (addressProtection !== 'none') await setAddressProtection(tx, municipalityId, id, addressProtection);
  return 'inserted';
}

/** Makes a person a member of a household from `member.from` on, without an end. */
export async function insertMember(tx: Tx, municipalityId: string, member: NewMember): Promise<void> {
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
}

/**
 * Locks a household until the transaction ends and says whether it exists. Rows that point to it can still be
 * added by others who do not ask for this lock.
 */
export async function lockHousehold(tx: Tx, municipalityId: string, householdId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('households')
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', householdId)
    .select('id')
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row !== undefined;
}
