import { type RawBuilder, sql } from 'kysely';

/**
 * The assessment of a household that is in force: its highest version, whether or not it is still valid. For
 * `join lateral`; the outer row is aliased `h`.
 *
 * @param householdId column of the outer row that names the household.
 */
export function currentAssessmentOf(householdId: 'h.id' | 'h.household_id'): RawBuilder<unknown> {
  return sql`select x.* from assessments x
    where x.municipality_id = h.municipality_id and x.household_id = ${sql.ref(householdId)}
    order by x.version_number desc limit 1`;
}
