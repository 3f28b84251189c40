import { type RawBuilder, sql } from 'kysely';

/**
 * Whether somebody of the household of a row of `alias` has a protected address, as an expression: where the household
 * lives, or is to live, is then for few to know. Somebody who has left it counts, too: what it has on record tells of them.
 */
export function hasProtectedMember(alias: string): RawBuilder<boolean> {
  return isProtectedHousehold(alias, 'household_id');
}

/** The same for the household that stands in another column of `alias`. */
export function isProtectedHousehold(alias: string, column: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select from household_members m
    join address_protections p on p.municipality_id = m.municipality_id and p.person_id = m.person_id
    where m.municipality_id = ${sql.ref(`${alias}.municipality_id`)}
      and m.household_id = ${sql.ref(`${alias}.${column}`)} and p.grade <> 'none')`;
}
