import { type RawBuilder, sql } from 'kysely';

/**
 * Whether somebody of the household of a row of `alias` has a protected address, as an expression: where the household
 * lives, or is to live, is then for few to know. Somebody who has left it counts, too: what it has on record tells of
 * them; and so does somebody of another registration of the household.
 */
export function hasProtectedMember(alias: string): RawBuilder<boolean> {
  return isProtectedHousehold(alias, 'household_id');
}

/** The same for the household that stands in another column of `alias`. */
export function isProtectedHousehold(alias: string, column: string): RawBuilder<boolean> {
  return sql<boolean>`coalesce(${sql.ref(`${alias}.${column}`)} in (select protected_households()), false)`;
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
