import type { IncidentKind, IncidentSeverity, PlainDateString } from '@boligtrapp/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** Where the report of an incident came from; no person. */
export const INCIDENT_REPORTERS = [
  'case-officer',
  'follow-up',
  'housing-manager',
  'caretaker',
  'neighbour',
  'tenant',
  'police',
] as const;
/** One of {@link INCIDENT_REPORTERS}. */
export type IncidentReporter = (typeof INCIDENT_REPORTERS)[number];

/** Why an incident was wrong. */
export const INCIDENT_WITHDRAWALS = [
  'wrong-place',
  'wrong-household',
  'registered-twice',
  'unfounded',
  'other',
] as const;
/** One of {@link INCIDENT_WITHDRAWALS}. */
export type IncidentWithdrawal = (typeof INCIDENT_WITHDRAWALS)[number];

/** An incident to be added. */
export interface NewIncident {
  readonly id: string;
  readonly buildingId: string;
  readonly dwellingId: string | null;
  readonly occurredOn: PlainDateString;
  readonly severity: IncidentSeverity;
  readonly kind: IncidentKind;
  readonly reportedByRole: IncidentReporter;
  readonly registeredBy: string;
}

/** An incident as stored. The household that it may be put down to is not among it. */
export interface IncidentRow extends NewIncident {
  readonly withdrawnOn: PlainDateString | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnBecause: IncidentWithdrawal | null;
}

/** Adds an incident, and the household that it is put down to. */
export async function insertIncident(
  tx: Tx,
  municipalityId: string,
  incident: NewIncident,
  householdId: string | null,
): Promise<void> {
  await tx
    .insertInto('incidents')
    .values({
      municipality_id: municipalityId,
      id: incident.id,
      building_id: incident.buildingId,
      dwelling_id: incident.dwellingId,
      occurred_on: incident.occurredOn,
      severity: incident.severity,
      kind: incident.kind,
      reported_by_role: incident.reportedByRole,
      registered_by: incident.registeredBy,
    })
    .execute();
  if (householdId === null) return;
  await tx
    .insertInto('incident_households')
    .values({ municipality_id: municipalityId, incident_id: incident.id, household_id: householdId })
    .execute();
}

/** Which incidents; every one where nothing is said. */
export interface IncidentQuery {
  /** A building, or a neighbourhood with its buildings. */
  readonly placeId?: string | undefined;
  readonly isWithdrawn?: boolean | undefined;
  /** Households whose incidents do not exist for the reader. */
  readonly hidden: ReadonlySet<string>;
}

/** Where a page begins: after this one. */
export interface IncidentKey {
  readonly occurredOn: PlainDateString;
  readonly id: string;
}

/** Incidents from the latest, after `after` (exclusive). */
export async function listIncidents(
  tx: Tx,
  municipalityId: string,
  query: IncidentQuery,
  page: { readonly after?: IncidentKey | undefined; readonly limit: number },
): Promise<readonly IncidentRow[]> {
  const { after } = page;
  const rest =
    after === undefined
      ? sql`true`
      : sql`(i.occurred_on, i.id) < (${after.occurredOn}::date, ${after.id}::uuid)`;
  const { rows } = await sql<IncidentRow>`
    select ${COLUMNS} from incidents i where ${matching(municipalityId, query)} and ${rest}
    order by i.occurred_on desc, i.id desc limit ${page.limit}`.execute(tx);
  return rows;
}

/** How many the query has. */
export async function countIncidents(tx: Tx, municipalityId: string, query: IncidentQuery): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from incidents i where ${matching(municipalityId, query)}`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** An incident by id, or undefined; its row locked until the transaction ends where it is to be changed. */
export async function findIncident(
  tx: Tx,
  municipalityId: string,
  incidentId: string,
  { hidden, lock }: { readonly hidden: ReadonlySet<string>; readonly lock: 'for-change' | 'none' },
): Promise<IncidentRow | undefined> {
  const { rows } = await sql<IncidentRow>`
    select ${COLUMNS} from incidents i
    where ${matching(municipalityId, { hidden })} and i.id = ${incidentId}::uuid
    ${lock === 'for-change' ? sql`for no key update` : sql``}`.execute(tx);
  return rows[0];
}

/** The household that an incident is put down to, or undefined. Whoever asks logs it. */
export async function findIncidentHousehold(
  tx: Tx,
  municipalityId: string,
  incidentId: string,
): Promise<{ readonly householdId: string } | undefined> {
  const { rows } = await sql<{ householdId: string }>`
    select x.household_id as "householdId"
    from incident_households x
    where x.municipality_id = ${municipalityId} and x.incident_id = ${incidentId}::uuid`.execute(tx);
  return rows[0];
}

/** Marks an incident as wrong; it stays. */
export async function withdrawIncident(
  tx: Tx,
  municipalityId: string,
  incidentId: string,
  withdrawal: {
    readonly withdrawnOn: PlainDateString;
    readonly withdrawnBy: string;
    readonly because: IncidentWithdrawal;
  },
): Promise<void> {
  await tx
    .updateTable('incidents')
    .set({
      withdrawn_on: withdrawal.withdrawnOn,
      withdrawn_by: withdrawal.withdrawnBy,
      withdrawn_because: withdrawal.because,
    })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', incidentId)
    .execute();
}

const COLUMNS = sql`i.id, i.building_id as "buildingId", i.dwelling_id as "dwellingId",
  i.occurred_on as "occurredOn", i.severity, i.kind, i.reported_by_role as "reportedByRole",
  i.registered_by as "registeredBy", i.withdrawn_on as "withdrawnOn", i.withdrawn_by as "withdrawnBy",
  i.withdrawn_because as "withdrawnBecause"`;

function matching(municipalityId: string, query: IncidentQuery): RawBuilder<unknown> {
  const conditions = [sql`i.municipality_id = ${municipalityId}`];
  if (query.placeId !== undefined) {
    conditions.push(sql`(i.building_id = ${query.placeId}::uuid or i.building_id in (select b.id from buildings b
      where b.municipality_id = i.municipality_id and b.neighbourhood_id = ${query.placeId}::uuid))`);
  }
  if (query.isWithdrawn !== undefined) {
    conditions.push(sql`(i.withdrawn_on is not null) = ${query.isWithdrawn}`);
  }
  if (query.hidden.size > 0) {
    const hidden = sql`any(${[...query.hidden]}::uuid[])`;
    // Put down to such a household, or in a dwelling where one lived that day.
    conditions.push(sql`not exists (select from incident_households x
      where x.municipality_id = i.municipality_id and x.incident_id = i.id and x.household_id = ${hidden})`);
    conditions.push(sql`not exists (select from leases l
      where l.municipality_id = i.municipality_id and l.dwelling_id = i.dwelling_id
        and l.binds_during @> i.occurred_on and l.household_id = ${hidden})`);
  }
  return sql.join(conditions, sql` and `);
}
