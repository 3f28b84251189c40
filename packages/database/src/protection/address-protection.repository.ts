import type { ProtectionGrade } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** Gives a person a grade; the database writes it down in the history. */
export async function setAddressProtection(
  tx: Tx,
  municipalityId: string,
  personId: string,
  grade: ProtectionGrade,
): Promise<void> {
  await tx
    .insertInto('address_protections')
    .values({ municipality_id: municipalityId, person_id: personId, grade })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'person_id']).doUpdateSet({ grade }))
    .execute();
}

/** The grade of a person, whose row is locked until the transaction ends; undefined for one who is not there. */
export async function lockAddressProtection(
  tx: Tx,
  municipalityId: string,
  personId: string,
): Promise<ProtectionGrade | undefined> {
  const person = await tx
    .selectFrom('persons')
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', personId)
    .select('id')
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (person === undefined) return undefined;
  const row = await tx
    .selectFrom('address_protections')
    .where('municipality_id', '=', municipalityId)
    .where('person_id', '=', personId)
    .select('grade')
    .executeTakeFirst();
  return row?.grade ?? 'none';
}

/** Every household that the person is or was a member of, blocked ones included, sorted. */
export async function listHouseholdsEverOf(tx: Tx, personId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select ever.id from households_ever_of(${personId}::uuid) as ever (id) order by ever.id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** A grade that a person was given. */
export interface AddressProtectionChange {
  readonly id: string;
  readonly personId: string;
  readonly grade: ProtectionGrade;
  readonly changedAt: string;
  readonly changedBy: string;
}

/** Every grade that those who are or were members of the household were given, from the newest. */
export async function listAddressProtectionChanges(
  tx: Tx,
  municipalityId: string,
  householdId: string,
): Promise<readonly AddressProtectionChange[]> {
  return await tx
    .selectFrom('address_protection_changes as c')
    .where('c.municipality_id', '=', municipalityId)
    .where((eb) =>
      eb(
        'c.person_id',
        'in',
        eb
          .selectFrom('household_members as m')
          .whereRef('m.municipality_id', '=', 'c.municipality_id')
          .where('m.household_id', '=', householdId)
          .select('m.person_id'),
      ),
    )
    .select(['c.id', 'c.person_id as personId', 'c.grade'])
    .select(['c.changed_at as changedAt', 'c.changed_by as changedBy'])
    .orderBy('c.id', 'desc')
    .execute();
}
