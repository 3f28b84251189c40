import { type RawBuilder, sql } from 'kysely';

/**
 * Whether somebody of the household of a row of `alias` has a protected address, as an expression: where the household
 * lives, or is to live, is then for few to know.
 */
export function hasProtectedMember(alias: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select from household_members m
    join persons p on p.municipality_id = m.municipality_id and p.id = m.person_id
    where m.municipality_id = ${sql.ref(`${alias}.municipality_id`)}
      and m.household_id = ${sql.ref(`${alias}.household_id`)} and p.address_protection <> 'none')`;
}
