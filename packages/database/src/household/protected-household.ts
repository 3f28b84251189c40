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
  // Names that no query uses: those of the row must not be taken for these.
  return sql<boolean>`exists (select from household_members guarded_member
    join address_protections guard on guard.municipality_id = guarded_member.municipality_id
      and guard.person_id = guarded_member.person_id
    where guarded_member.municipality_id = ${sql.ref(`${alias}.municipality_id`)}
      and guarded_member.household_id = ${sql.ref(`${alias}.${column}`)} and guard.grade <> 'none')`;
}

/**
 * Whether a lease of `alias` binds its dwelling today or later and is of a household with somebody who has a protected
 * address, as an expression: the dwelling is taken, and for how long is for few to know. Today is asked of the database,
 * in Norwegian time, as everything that hides a case is.
 */
export function isProtectedTenancy(alias: string): RawBuilder<boolean> {
  const end = sql`upper(${sql.ref(`${alias}.binds_during`)})`;
  return sql<boolean>`(coalesce(${end} > (now() at time zone 'Europe/Oslo')::date, true) and ${hasProtectedMember(alias)})`;
}
