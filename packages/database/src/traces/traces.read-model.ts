import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** A change as it stands in the trail. */
export interface AuditEventRow {
  /** Counted from 1 without a gap. */
  readonly sequence: number;
  /** Instant in RFC 3339. */
  readonly occurredAt: string;
  readonly actor: string;
  readonly role: string;
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly reason: string | null;
  readonly requestId: string | null;
  readonly previousHash: string;
  readonly hash: string;
}

/** Which changes; every one where nothing is said. Instants: from (inclusive) until (exclusive). */
export interface AuditEventQuery {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly objectKind?: string | undefined;
  readonly objectId?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** Changes that name one of these ids are left out. */
  readonly without?: ReadonlySet<string> | undefined;
}

/** Changes from the newest, before `beforeSequence` (exclusive). */
export async function listAuditEvents(
  tx: Tx,
  municipalityId: string,
  query: AuditEventQuery,
  page: { readonly beforeSequence?: number | undefined; readonly limit: number },
): Promise<readonly AuditEventRow[]> {
  let rows = auditEvents(tx, municipalityId, query).orderBy('e.sequence', 'desc').limit(page.limit);
  if (page.beforeSequence !== undefined) rows = rows.where('e.sequence', '<', page.beforeSequence);
  return await withContent(rows).execute();
}

/** Changes after the one with the number `sequence` (exclusive), from the oldest. */
export async function listAuditEventsAfter(
  tx: Tx,
  municipalityId: string,
  { sequence, limit }: { readonly sequence: number; readonly limit: number },
): Promise<readonly AuditEventRow[]> {
  const rows = auditEvents(tx, municipalityId, {}).where('e.sequence', '>', sequence);
  return await withContent(rows.orderBy('e.sequence').limit(limit)).execute();
}

/** How many changes the query has. */
export async function countAuditEvents(
  tx: Tx,
  municipalityId: string,
  query: AuditEventQuery,
): Promise<number> {
  const { count } = await auditEvents(tx, municipalityId, query)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function withContent(rows: ReturnType<typeof auditEvents>) {
  return rows
    .select([
      'e.sequence',
      'e.occurred_at as occurredAt',
      'e.actor',
      'e.role',
      'e.action',
      'e.object_kind as objectKind',
      'e.object_id as objectId',
      'e.reason',
      'e.request_id as requestId',
      'e.previous_hash as previousHash',
      'e.hash',
    ])
    .select([
      sql<AuditEventRow['before']>`e.before`.as('before'),
      sql<AuditEventRow['after']>`e.after`.as('after'),
    ]);
}

function auditEvents(tx: Tx, municipalityId: string, query: AuditEventQuery) {
  let rows = tx.selectFrom('audit_events as e').where('e.municipality_id', '=', municipalityId);
  if (query.actor !== undefined) rows = rows.where('e.actor', '=', query.actor);
  if (query.action !== undefined) rows = rows.where('e.action', '=', query.action);
  if (query.objectKind !== undefined) rows = rows.where('e.object_kind', '=', query.objectKind);
  if (query.objectId !== undefined) rows = rows.where('e.object_id', '=', query.objectId);
  if (query.from !== undefined)
    rows = rows.where('e.occurred_at', '>=', sql<string>`${query.from}::timestamptz`);
  if (query.until !== undefined)
    rows = rows.where('e.occurred_at', '<', sql<string>`${query.until}::timestamptz`);
  if (query.without !== undefined && query.without.size > 0) {
    rows = rows.where(sql<boolean>`not exists (
      select from regexp_matches(concat_ws(' ', e.object_id, e.before, e.after, e.reason), ${UUID}, 'g') as m (found)
      where m.found[1] in (select unnest(${[...query.without]}::text[])))`);
  }
  return rows;
}

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** A reading of persons as it stands in the log. */
export interface ReadingRow {
  readonly id: string;
  /** Instant in RFC 3339. */
  readonly occurredAt: string;
  readonly actor: string;
  readonly role: string;
  /** Name of the use case, such as `get-household`. */
  readonly operation: string;
  readonly householdIds: readonly string[];
  readonly requestId: string | null;
}

/** Which readings; every one where nothing is said. Instants: from (inclusive) until (exclusive). */
export interface ReadingQuery {
  readonly actor?: string | undefined;
  readonly operation?: string | undefined;
  readonly householdId?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** Readings that told of these households and of no other are left out. */
  readonly without?: ReadonlySet<string> | undefined;
}

/** Readings from the newest, before `beforeId` (exclusive). */
export async function listReadings(
  tx: Tx,
  municipalityId: string,
  query: ReadingQuery,
  page: { readonly beforeId?: string | undefined; readonly limit: number },
): Promise<readonly ReadingRow[]> {
  let rows = readings(tx, municipalityId, query).orderBy('a.id', 'desc').limit(page.limit);
  if (page.beforeId !== undefined) rows = rows.where('a.id', '<', page.beforeId);
  return await rows
    .select(['a.id', 'a.actor', 'a.role', 'a.operation', 'a.household_ids as householdIds'])
    .select(['a.request_id as requestId', 'a.occurred_at as occurredAt'])
    .execute();
}

/** How many readings the query has. */
export async function countReadings(tx: Tx, municipalityId: string, query: ReadingQuery): Promise<number> {
  const { count } = await readings(tx, municipalityId, query)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function readings(tx: Tx, municipalityId: string, query: ReadingQuery) {
  let rows = tx.selectFrom('access_events as a').where('a.municipality_id', '=', municipalityId);
  if (query.actor !== undefined) rows = rows.where('a.actor', '=', query.actor);
  if (query.operation !== undefined) rows = rows.where('a.operation', '=', query.operation);
  if (query.from !== undefined)
    rows = rows.where('a.occurred_at', '>=', sql<string>`${query.from}::timestamptz`);
  if (query.until !== undefined)
    rows = rows.where('a.occurred_at', '<', sql<string>`${query.until}::timestamptz`);
  if (query.householdId !== undefined) {
    rows = rows.where(sql<boolean>`a.household_ids @> array[${query.householdId}::uuid]`);
  }
  if (query.without !== undefined && query.without.size > 0) {
    rows = rows.where(sql<boolean>`not (cardinality(a.household_ids) > 0
      and a.household_ids <@ ${[...query.without]}::uuid[])`);
  }
  return rows;
}
