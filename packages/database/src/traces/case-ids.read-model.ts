import { sql } from 'kysely';
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
    'case_access_grants',
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
  ...link('persons', 'person_id', ['address_protection_changes']),
  ...link('reviews', 'review_id', ['dissents', 'review_inputs', 'review_signatures']),
  ...link('prepared_notices', 'notice_id', ['notice_letters']),
  ...link('notice_letters', 'letter_id', ['prepared_notices']),
];

/** Columns that name a row of a case without a foreign key: it is of several kinds, or may be destroyed before them. */
export const SUBJECT_LINKS: readonly CaseLink[] = [
  ...link('households', 'household_id', ['case_blocks', 'person_data_exports']),
  ...link('persons', 'person_id', ['person_data_exports']),
  ...['appeals', 'decisions', 'follow_ups', 'offers', 'successions'].flatMap((parent) =>
    link(parent, 'subject_id', ['case_tasks']),
  ),
  ...link('keep_apart', 'subject_id', ['rotation_flags']),
];

/** A row by which what it names in `to` belongs to the case that it hangs on by `column`. */
export interface CaseBridge extends CaseLink {
  readonly to: string;
  readonly target: string;
}

/** What a case owns without its saying so itself: persons, incidents, and the files of letters. Tested as the links are. */
export const CASE_BRIDGES: readonly CaseBridge[] = [
  { ...bridge('household_members', 'household_id', 'households'), to: 'person_id', target: 'persons' },
  { ...bridge('incident_households', 'household_id', 'households'), to: 'incident_id', target: 'incidents' },
  { ...bridge('notice_letters', 'id', 'notice_letters'), to: 'docx_document_id', target: 'documents' },
  { ...bridge('notice_letters', 'id', 'notice_letters'), to: 'pdf_document_id', target: 'documents' },
];

function link(parent: string, column: string, tables: readonly string[]): readonly CaseLink[] {
  return tables.map((table) => ({ table, column, parent }));
}

function bridge(table: string, column: string, parent: string): CaseLink {
  return { table, column, parent };
}

/** Where the id of a child stands, and where that of its parent. */
export interface CaseStep {
  readonly table: string;
  readonly child: string;
  readonly childColumn: string;
  readonly parent: string;
  readonly parentColumn: string;
}

/** {@link CASE_LINKS}, {@link SUBJECT_LINKS} and {@link CASE_BRIDGES} as steps; `case_steps()` has the same ones. */
export const CASE_STEPS: readonly CaseStep[] = [
  ...[...CASE_LINKS, ...SUBJECT_LINKS].map(({ table, column, parent }) => ({
    table,
    child: table,
    childColumn: 'id',
    parent,
    parentColumn: column,
  })),
  ...CASE_BRIDGES.map(({ table, column, parent, to, target }) => ({
    table,
    child: target,
    childColumn: to,
    parent,
    parentColumn: column,
  })),
];

/**
 * The ids of all rows that belong to the cases of the households: themselves, their members, and what hangs on them.
 * Blocked ones, too: the database walks the steps itself (`case_ids`).
 */
export async function listCaseIds(
  tx: Tx,
  municipalityId: string,
  householdIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (householdIds.length === 0) return new Set();
  const { rows } = await sql<{ readonly id: string }>`
    select found.id from case_ids(${[...householdIds]}::uuid[]) as found (id)
    where current_municipality() = ${municipalityId}::uuid`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

/** Ids of one statement, so that each ends well before its time is out. */
const IDS_PER_STATEMENT = 5_000;

/**
 * The households to whose cases the rows with these ids belong, whatever they are rows of: upward along the same
 * links, in one query for a page. Ids of what is nobody's case lead nowhere.
 */
export async function listHouseholdsOf(
  tx: Tx,
  municipalityId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const found = new Set<string>();
  for (let start = 0; start < ids.length; start += IDS_PER_STATEMENT) {
    const some = ids.slice(start, start + IDS_PER_STATEMENT);
    for (const id of await readHouseholdsAbove(tx, municipalityId, some)) found.add(id);
  }
  return [...found];
}

async function readHouseholdsAbove(
  tx: Tx,
  municipalityId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const among = sql`any(${[...ids]}::uuid[])`;
  const own = sql`municipality_id = ${municipalityId}::uuid`;
  // Which table an id is of is not known; from there on it is, and each id is sought in the tables that it may be in.
  const first = CASE_STEPS.map(
    ({ table, childColumn, parent, parentColumn }) => sql`
      select ${parent}::text as source, ${sql.ref(parentColumn)} as id from ${sql.table(table)}
      where ${own} and ${sql.ref(childColumn)} = ${among}`,
  );
  const further = CASE_STEPS.map(
    ({ table, child, childColumn, parent, parentColumn }) => sql`
      select ${parent}::text as source, ${sql.ref(parentColumn)} as id from ${sql.table(table)}
      where ${own} and below.source = ${child} and ${sql.ref(childColumn)} = below.id`,
  );
  const { rows } = await sql<{ readonly id: string }>`
    with recursive above as (
      select 'households'::text as source, id from households where ${own} and id = ${among}
      union select source, id from (${sql.join(first, sql` union all `)}) as named
      union select next.source, next.id
        from above as below cross join lateral (${sql.join(further, sql` union all `)}) as next
        where below.source <> 'households'
    )
    select distinct id from above where source = 'households' and id is not null`.execute(tx);
  return rows.map(({ id }) => id);
}
