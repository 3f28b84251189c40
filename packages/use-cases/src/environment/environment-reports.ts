import {
  countEnvironmentReports,
  type EnvironmentReportKey,
  type EnvironmentReportRow,
  findPlaceKind,
  insertEnvironmentReport,
  inTenant,
  lockEnvironmentReport,
  type ReportWithdrawal,
  listEnvironmentReports as readPage,
  withdrawEnvironmentReport as store,
} from '@boligtrapp/database';
import type { EnvironmentLevel, PlainDateString } from '@boligtrapp/domain';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import type { FollowUpDeps } from '../follow-up/find-for-change.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';

/** How somebody found the environment of a building or neighbourhood. */
export interface RegisterEnvironmentReport {
  readonly placeId: string;
  /** Today or earlier. */
  readonly reportedOn: PlainDateString;
  readonly level: EnvironmentLevel;
  /** Complaints of neighbours since the report before; shown, not weighed. */
  readonly complaintCount: number;
}

/**
 * Registers a report about a building or neighbourhood, in a level and a count.
 *
 * @throws {RuleRefusedError} `record.reference-unknown` also for a district; `record.date-in-the-future`
 */
export async function registerEnvironmentReport(
  deps: FollowUpDeps,
  actor: Actor,
  command: RegisterEnvironmentReport,
  request: IdempotencyRequest,
): Promise<{ readonly id: string }> {
  authorise(actor, 'follow-ups.write');
  const { municipalityId } = actor;
  return await runOnce(deps.db, actor, request, async (tx) => {
    const { placeId, reportedOn, level, complaintCount } = command;
    if (reportedOn > deps.clock.today()) {
      throw new RuleRefusedError('record.date-in-the-future', { field: 'reportedOn' });
    }
    const placeKind = await findPlaceKind(tx, municipalityId, placeId, 'none');
    if (placeKind === undefined || placeKind === 'district') {
      throw new RuleRefusedError('record.reference-unknown', { field: 'placeId' });
    }
    const id = deps.ids.next();
    const report = { placeId, placeKind, reportedOn, level, complaintCount };
    await insertEnvironmentReport(tx, municipalityId, { ...report, id, reportedBy: actor.id });
    await appendAuditEvent(tx, actor, {
      action: 'environment-report.registered',
      objectKind: 'environment-report',
      objectId: id,
      after: report,
    });
    return { id };
  });
}

/**
 * Marks a report as wrong: it stays, with the reason, and counts no more.
 *
 * @throws {NotFoundError} `environment-report.not-found`
 * @throws {ConflictError} `environment-report.withdrawn-already`
 */
export async function withdrawEnvironmentReport(
  deps: FollowUpDeps,
  actor: Actor,
  command: { readonly reportId: string; readonly because: ReportWithdrawal },
  request: IdempotencyRequest,
): Promise<{ readonly id: string; readonly withdrawnOn: PlainDateString }> {
  authorise(actor, 'follow-ups.write');
  const { municipalityId } = actor;
  return await runOnce(deps.db, actor, request, async (tx) => {
    const { reportId, because } = command;
    const report = await lockEnvironmentReport(tx, municipalityId, reportId);
    if (report === undefined) throw new NotFoundError('environment-report.not-found');
    if (report.withdrawnOn !== null) throw new ConflictError('environment-report.withdrawn-already');
    const withdrawnOn = deps.clock.today();
    const { id } = report;
    await store(tx, municipalityId, id, { withdrawnOn, withdrawnBy: actor.id, because });
    await appendAuditEvent(tx, actor, {
      action: 'environment-report.withdrawn',
      objectKind: 'environment-report',
      objectId: id,
      after: { withdrawnOn, because },
    });
    return { id, withdrawnOn };
  });
}

/** A page of reports from the latest. */
export interface EnvironmentReportPage {
  readonly items: readonly EnvironmentReportRow[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** Reports from the latest. */
export async function listEnvironmentReports(
  deps: FollowUpDeps,
  actor: Actor,
  query: {
    readonly placeId?: string | undefined;
    readonly isWithdrawn?: boolean | undefined;
    readonly after?: EnvironmentReportKey | undefined;
    readonly limit: number;
  },
): Promise<EnvironmentReportPage> {
  authorise(actor, 'follow-ups.read');
  const { municipalityId } = actor;
  const { placeId, isWithdrawn, after, limit } = query;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const filter = { placeId, isWithdrawn };
    const rows = await readPage(tx, municipalityId, filter, { after, limit: limit + 1 });
    const totalCount = await countEnvironmentReports(tx, municipalityId, filter);
    return { items: rows.slice(0, limit), isLast: rows.length <= limit, totalCount };
  });
}
