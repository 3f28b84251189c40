import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** A column by which a row of one table hangs on a row of another. */
export interface CaseTableLink {
  readonly column: string;
  readonly parent: string;
  /** Column of the parent; its id where nothing is said. */
  readonly parentColumn?: string;
}

/** A table of cases, and how its rows hang on a household: by any of the links. */
export interface CaseTable {
  readonly table: string;
  readonly links: readonly CaseTableLink[];
  /**
   * Never blocked: frozen with a round, by ids and codes, and left out of what is shown of it instead; or what guards
   * people with a protected address, which must hold for whatever of them is still in use.
   */
  readonly isFrozen?: true;
}

const OF_MEMBER: CaseTableLink = {
  column: 'person_id',
  parent: 'household_members',
  parentColumn: 'person_id',
};

/**
 * Every table whose rows belong to the case of a household, with the links that lead there. What is blocked, handed out
 * and looked for is found by it; a test holds it against the catalog. Parents stand before their children.
 */
export const CASE_TABLES: readonly CaseTable[] = [
  // The household itself.
  { table: 'households', links: [] },
  ...by('household_id', 'households', [
    'household_members',
    'housing_applications',
    'assessments',
    'leases',
    'decisions',
    'offers',
    'appeals',
    'career_plans',
    'dissents',
    'incident_households',
    'offer_refusals',
    'queue_events',
    'queue_moves',
    'queue_places',
    'recusals',
    'rulings',
    'successions',
  ]),
  { table: 'verdicts', links: [to('household_id', 'households')], isFrozen: true },
  { table: 'keep_apart', links: [to('household_a_id', 'households'), to('household_b_id', 'households')] },
  {
    table: 'household_merges',
    links: [to('kept_household_id', 'households'), to('merged_household_id', 'households')],
  },
  { table: 'persons', links: [{ column: 'id', parent: 'household_members', parentColumn: 'person_id' }] },
  { table: 'identity_lookups', links: [OF_MEMBER], isFrozen: true },
  { table: 'address_protections', links: [OF_MEMBER], isFrozen: true },
  { table: 'address_protection_changes', links: [OF_MEMBER], isFrozen: true },
  { table: 'case_access_grants', links: [to('household_id', 'households')], isFrozen: true },
  ...by('keep_apart_id', 'keep_apart', ['keep_apart_reviews']),
  ...by('application_id', 'housing_applications', ['application_assignments', 'entitlements']),
  ...by('decision_id', 'decisions', ['corrections', 'overrides']),
  ...by('appeal_id', 'appeals', ['appeal_panels']),
  ...by('plan_id', 'career_plans', ['career_plan_steps', 'career_plan_versions']),
  ...by('lease_id', 'leases', [
    'follow_ups',
    'handovers',
    'lease_deposits',
    'lease_notices',
    'lease_party_changes',
    'lease_rents',
    'meeting_items',
    'occupancy_requests',
    'prepared_notices',
    'reviews',
    'rotation_flags',
  ]),
  ...by('follow_up_id', 'follow_ups', ['follow_up_assignments', 'follow_up_notes', 'visit_outcomes']),
  ...by('handover_id', 'handovers', ['handover_items']),
  ...by('notice_id', 'prepared_notices', ['notice_letters', 'notice_sendings']),
  ...by('review_id', 'reviews', [
    'review_inputs',
    'review_protocols',
    'review_rulings',
    'review_signatures',
    'review_snapshots',
  ]),
  {
    table: 'case_tasks',
    links: ['offers', 'appeals', 'decisions', 'follow_ups', 'successions'].map((parent) =>
      to('subject_id', parent),
    ),
  },
  {
    table: 'documents',
    links: [
      { column: 'id', parent: 'notice_letters', parentColumn: 'docx_document_id' },
      { column: 'id', parent: 'notice_letters', parentColumn: 'pdf_document_id' },
    ],
  },
];

function to(column: string, parent: string): CaseTableLink {
  return { column, parent };
}

function by(column: string, parent: string, tables: readonly string[]): readonly CaseTable[] {
  return tables.map((table) => ({ table, links: [to(column, parent)] }));
}

const BLOCKED_TABLES = CASE_TABLES.filter(({ isFrozen }) => isFrozen !== true);
const LINKS = new Map(CASE_TABLES.map(({ table, links }) => [table, links]));

/** The condition by which rows of `table` belong to the cases of the households, blocked ones included. */
export function belongsToCases(
  table: string,
  municipalityId: string,
  householdIds: readonly string[],
): RawBuilder<boolean> {
  const links = LINKS.get(table);
  if (links === undefined) throw new RangeError(`${table} is no table of cases`);
  if (table === 'households') return sql<boolean>`households.id = any(${[...householdIds]}::uuid[])`;
  const conditions = links.map(({ column, parent, parentColumn = 'id' }) => {
    const own = sql.ref(`${table}.${column}`);
    // The id of a household needs no look at its table.
    if (parent === 'households') return sql<boolean>`${own} = any(${[...householdIds]}::uuid[])`;
    return sql<boolean>`${own} in (select ${sql.ref(`${parent}.${parentColumn}`)} from ${sql.table(parent)}
      where ${sql.ref(`${parent}.municipality_id`)} = ${municipalityId}::uuid
        and ${belongsToCases(parent, municipalityId, householdIds)})`;
  });
  return sql<boolean>`(${sql.join(conditions, sql` or `)})`;
}

/** Households between which a row may stand; the row is out of sight while any of them is. */
const BETWEEN: ReadonlyMap<string, readonly string[]> = new Map(
  CASE_TABLES.filter(({ links }) => links.filter(({ parent }) => parent === 'households').length > 1).map(
    ({ table, links }) => [table, links.map(({ column }) => column)],
  ),
);

/**
 * Blocks the cases with all their rows, and returns how many rows that were. A person who is also in a household that
 * is not blocked stays. Needs the retention role.
 */
export async function blockCases(
  tx: Tx,
  municipalityId: string,
  householdIds: readonly string[],
): Promise<number> {
  let count = 0;
  for (const { table } of BLOCKED_TABLES) {
    const isElsewhere =
      table === 'persons'
        ? sql`and not exists (select from household_members m join households h
            on h.municipality_id = m.municipality_id and h.id = m.household_id
            where m.municipality_id = persons.municipality_id and m.person_id = persons.id and h.blocked_at is null)`
        : sql``;
    const result = await sql`update ${sql.table(table)} set blocked_at = now()
      where municipality_id = ${municipalityId}::uuid and blocked_at is null
        and ${belongsToCases(table, municipalityId, householdIds)} ${isElsewhere}`.execute(tx);
    count += Number(result.numAffectedRows ?? 0);
  }
  return count;
}

/** Lifts the block of cases; what stands between two households stays blocked while the other one is. */
export async function liftCases(
  tx: Tx,
  municipalityId: string,
  householdIds: readonly string[],
): Promise<number> {
  let count = 0;
  for (const { table } of BLOCKED_TABLES) {
    const columns = BETWEEN.get(table);
    const others =
      columns === undefined
        ? sql``
        : sql`and not exists (select from households h where h.municipality_id = ${municipalityId}::uuid
            and h.blocked_at is not null
            and h.id in (${sql.join(columns.map((column) => sql.ref(`${table}.${column}`)))}))`;
    const result = await sql`update ${sql.table(table)} set blocked_at = null
      where municipality_id = ${municipalityId}::uuid and blocked_at is not null
        and ${belongsToCases(table, municipalityId, householdIds)} ${others}`.execute(tx);
    count += Number(result.numAffectedRows ?? 0);
  }
  return count;
}
