import type { EnvironmentLevel, PlainDateString } from '@boligtrapp/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** Why a report was wrong. */
export const REPORT_WITHDRAWALS = ['wrong-place', 'registered-twice', 'unfounded', 'other'] as const;
/** One of {@link REPORT_WITHDRAWALS}. */
export type ReportWithdrawal = (typeof REPORT_WITHDRAWALS)[number];

/** A report about the environment of a place. */
export interface NewEnvironmentReport {
  readonly id: string;
  readonly placeId: string;
  readonly placeKind: 'building' | 'neighbourhood';
  readonly reportedOn: PlainDateString;
  readonly level: EnvironmentLevel;
  /** Complaints of neighbours since the report before. */
  readonly complaintCount: number;
  readonly reportedBy: string;
}

/** The same as stored. */
export interface EnvironmentReportRow extends NewEnvironmentReport {
  readonly withdrawnOn: PlainDateString | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnBecause: ReportWithdrawal | null;
}

/** Adds a report. */
export async function insertEnvironmentReport(
  tx: Tx,
  municipalityId: string,
  report: NewEnvironmentReport,
): Promise<void> {
  await tx
    .insertInto('environment_reports')
    .values({
      municipality_id: municipalityId,
      id: report.id,
      building_id: report.placeKind === 'building' ? report.placeId : null,
      neighbourhood_id: report.placeKind === 'neighbourhood' ? report.placeId : null,
      reported_on: report.reportedOn,
      level: report.level,
      complaint_count: report.complaintCount,
      reported_by: report.reportedBy,
    })
    .execute();
}

/** Which reports; every one where nothing is said. */
export interface EnvironmentReportQuery {
  readonly placeId?: string | undefined;
  readonly isWithdrawn?: boolean | undefined;
}

/** Where a page begins: after this one. */
export interface EnvironmentReportKey {
  readonly reportedOn: PlainDateString;
  readonly id: string;
}

/** Reports from the latest, after `after` (exclusive). */
export async function listEnvironmentReports(
  tx: Tx,
  municipalityId: string,
  query: EnvironmentReportQuery,
  page: { readonly after?: EnvironmentReportKey | undefined; readonly limit: number },
): Promise<readonly EnvironmentReportRow[]> {
  const { after } = page;
  const rest =
    after === undefined
      ? sql`true`
      : sql`(r.reported_on, r.id) < (${after.reportedOn}::date, ${after.id}::uuid)`;
  const { rows } = await sql<EnvironmentReportRow>`
    select ${COLUMNS} from environment_reports r where ${matching(municipalityId, query)} and ${rest}
    order by r.reported_on desc, r.id desc limit ${page.limit}`.execute(tx);
  return rows;
}

/** How many the query has. */
export async function countEnvironmentReports(
  tx: Tx,
  municipalityId: string,
  query: EnvironmentReportQuery,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from environment_reports r
    where ${matching(municipalityId, query)}`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** A report by id, its row locked until the transaction ends, or undefined. */
export async function lockEnvironmentReport(
  tx: Tx,
  municipalityId: string,
  reportId: string,
): Promise<EnvironmentReportRow | undefined> {
  const { rows } = await sql<EnvironmentReportRow>`
    select ${COLUMNS} from environment_reports r
    where r.municipality_id = ${municipalityId} and r.id = ${reportId}::uuid
    for no key update`.execute(tx);
  return rows[0];
}

/** Marks a report as wrong; it stays. */
export async function withdrawEnvironmentReport(
  tx: Tx,
  municipalityId: string,
  reportId: string,
  withdrawal: {
    readonly withdrawnOn: PlainDateString;
    readonly withdrawnBy: string;
    readonly because: ReportWithdrawal;
  },
): Promise<void> {
  await tx
    .updateTable('environment_reports')
    .set({
      withdrawn_on: withdrawal.withdrawnOn,
      withdrawn_by: withdrawal.withdrawnBy,
      withdrawn_because: withdrawal.because,
    })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', reportId)
    .execute();
}

const COLUMNS = sql`r.id, r.place_id as "placeId",
  case when r.building_id is null then 'neighbourhood' else 'building' end as "placeKind",
  r.reported_on as "reportedOn", r.level, r.complaint_count as "complaintCount", r.reported_by as "reportedBy",
  r.withdrawn_on as "withdrawnOn", r.withdrawn_by as "withdrawnBy", r.withdrawn_because as "withdrawnBecause"`;

function matching(municipalityId: string, query: EnvironmentReportQuery): RawBuilder<unknown> {
  const conditions = [sql`r.municipality_id = ${municipalityId}`];
  if (query.placeId !== undefined) conditions.push(sql`r.place_id = ${query.placeId}::uuid`);
  if (query.isWithdrawn !== undefined) {
    conditions.push(sql`(r.withdrawn_on is not null) = ${query.isWithdrawn}`);
  }
  return sql.join(conditions, sql` and `);
}
