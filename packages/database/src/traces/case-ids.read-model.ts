import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** A column by which a row belongs to what it names: its case is the same. */
export interface CaseLink {
  readonly table: string;
  readonly column: string;
  readonly parent: string;
}

/**
 * Every column by which a row with an id of its own hangs on a household, at first or at second hand. A test holds it
 * against the foreign keys of the database, so that a new table cannot be forgotten. An offer that waits for another,
 * and who comes after an offer, are cases of other households.
 */
export const CASE_LINKS: readonly CaseLink[] = [
  ...link('households', 'household_id', [
    'appeals',
    'assessments',
    'career_plans',
    'decisions',
    'dissents',
    'household_members',
    'housing_applications',
    'leases',
    'offers',
    'queue_events',
    'recusals',
    'successions',
  ]),
  ...link('households', 'household_a_id', ['keep_apart']),
  ...link('households', 'household_b_id', ['keep_apart']),
  ...link('keep_apart', 'keep_apart_id', ['keep_apart_reviews']),
  ...link('households', 'kept_household_id', ['household_merges']),
  ...link('households', 'merged_household_id', ['household_merges']),
  ...link('housing_applications', 'previous_application_id', ['housing_applications']),
  ...link('housing_applications', 'application_id', ['entitlements']),
  ...link('entitlements', 'corrects_id', ['entitlements']),
  ...link('entitlements', 'entitlement_id', ['appeals']),
  ...link('assessments', 'assessment_id', ['review_inputs']),
  ...link('decisions', 'decision_id', ['appeals', 'corrections', 'offers', 'successions']),
  ...link('decisions', 'made_by_decision_id', ['assessments']),
  ...link('decisions', 'renewal_decision_id', ['leases']),
  ...link('decisions', 'corrects_decision_id', ['reviews']),
  ...link('decisions', 'new_decision_id', ['corrections']),
  ...link('decisions', 'corrects_id', ['decisions']),
  ...link('offers', 'offer_id', ['leases']),
  ...link('career_plans', 'plan_id', ['career_plan_steps']),
  ...link('follow_ups', 'follow_up_id', ['follow_up_assignments']),
  ...link('leases', 'lease_id', [
    'career_plans',
    'follow_ups',
    'handovers',
    'lease_deposits',
    'lease_notices',
    'lease_rents',
    'occupancy_requests',
    'prepared_notices',
    'reviews',
    'rotation_flags',
  ]),
  ...link('reviews', 'review_id', ['dissents', 'review_inputs', 'review_signatures']),
  ...link('prepared_notices', 'notice_id', ['notice_letters']),
  ...link('notice_letters', 'letter_id', ['prepared_notices']),
];

function link(parent: string, column: string, tables: readonly string[]): readonly CaseLink[] {
  return tables.map((table) => ({ table, column, parent }));
}

/** The ids of all rows that belong to the cases of the households: themselves, their members, and what hangs on them. */
export async function listCaseIds(
  tx: Tx,
  municipalityId: string,
  householdIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set(householdIds);
  let news: ReadonlyMap<string, readonly string[]> = new Map([['households', householdIds]]);
  while (news.size > 0) {
    const rows = (await readChildren(tx, municipalityId, news)).filter(({ id }) => !found.has(id));
    for (const { id } of rows) found.add(id);
    news = new Map(
      [...Map.groupBy(rows, ({ source }) => source)].map(([table, group]) => [
        table,
        group.map(({ id }) => id),
      ]),
    );
  }
  return found;
}

/**
 * The other way about: the households to whose cases any of these ids belongs, whatever they are ids of. Follows each
 * link up, level by level; an id that belongs to no case leads to nothing.
 */
export async function listCaseHouseholds(
  tx: Tx,
  municipalityId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const seen = new Set(ids);
  let news: readonly string[] = [...seen];
  while (news.length > 0) {
    const parents = await readParents(tx, municipalityId, news);
    news = parents.filter((id) => !seen.has(id));
    for (const id of news) seen.add(id);
  }
  if (seen.size === 0) return [];
  const households = await tx
    .selectFrom('households')
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', sql<string>`any(${[...seen]}::uuid[])`)
    .select('id')
    .orderBy('id')
    .execute();
  return households.map(({ id }) => id);
}

async function readParents(
  tx: Tx,
  municipalityId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const among = sql`any(${[...ids]}::uuid[])`;
  const links = CASE_LINKS.map(
    ({ table, column }) => sql<{ id: string }>`select ${sql.ref(column)} as id from ${sql.table(table)}
      where municipality_id = ${municipalityId}::uuid and id = ${among} and ${sql.ref(column)} is not null`,
  );
  const through = sql<{ id: string }>`select household_id as id from household_members
      where municipality_id = ${municipalityId}::uuid and person_id = ${among}
    union select household_id from incident_households
      where municipality_id = ${municipalityId}::uuid and incident_id = ${among}`;
  const { rows } = await sql<{ id: string }>`${sql.join([...links, through], sql` union `)}`.execute(tx);
  return [...new Set(rows.map(({ id }) => id))];
}

interface ChildRow {
  readonly source: string;
  readonly id: string;
}

async function readChildren(
  tx: Tx,
  municipalityId: string,
  parents: ReadonlyMap<string, readonly string[]>,
): Promise<readonly ChildRow[]> {
  const parts = [...parents].flatMap(([parent, ids]): readonly RawBuilder<ChildRow>[] => {
    if (ids.length === 0) return [];
    const among = sql`any(${[...ids]}::uuid[])`;
    const children = CASE_LINKS.filter((candidate) => candidate.parent === parent).map(
      ({ table, column }) => sql<ChildRow>`select ${table}::text as source, id from ${sql.table(table)}
        where municipality_id = ${municipalityId}::uuid and ${sql.ref(column)} = ${among}`,
    );
    // What rows without an id of their own lead to.
    const through = sql<ChildRow>`select 'persons' as source, person_id as id from household_members
      where municipality_id = ${municipalityId}::uuid and household_id = ${among}
      union select 'incidents', incident_id from incident_households
      where municipality_id = ${municipalityId}::uuid and household_id = ${among}`;
    return parent === 'households' ? [...children, through] : children;
  });
  if (parts.length === 0) return [];
  const { rows } = await sql<ChildRow>`${sql.join(parts, sql` union `)}`.execute(tx);
  return rows;
}

/** The households of the municipality with somebody whose address is protected; of `among` alone where it is given. */
export async function listProtectedHouseholds(
  tx: Tx,
  municipalityId: string,
  among?: readonly string[],
): Promise<readonly string[]> {
  let query = tx
    .selectFrom('household_members as m')
    .innerJoin('persons as p', (join) =>
      join.onRef('p.municipality_id', '=', 'm.municipality_id').onRef('p.id', '=', 'm.person_id'),
    )
    .where('m.municipality_id', '=', municipalityId)
    .where('p.address_protection', '<>', 'none')
    .select('m.household_id as id')
    .distinct();
  if (among !== undefined)
    query = query.where('m.household_id', '=', sql<string>`any(${[...among]}::uuid[])`);
  const rows = await query.execute();
  return rows.map(({ id }) => id);
}
