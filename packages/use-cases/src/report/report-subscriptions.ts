import {
  countReportDeliveries,
  countReportSubscriptions,
  type Db,
  endReportSubscription,
  insertReportSubscription,
  inTenant,
  listReportDeliveries,
  listReportSubscriptions,
  lockReportSubscription,
  type ReportDeliveryRow,
  type ReportSubscriptionRow,
} from '@boligtrapp/database';
import {
  REPORT_SUBSCRIPTION_TRANSITIONS,
  type ReportSubscriptionAction,
  type ReportSubscriptionState,
} from '@boligtrapp/domain';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { PERMISSIONS, type Role } from '../actor/permissions.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { IdSource } from '../ports/ports.ts';
import { transition } from '../states/transition.ts';

/** What subscriptions work with. */
export interface ReportSubscriptionDeps {
  readonly db: Db;
  readonly ids: IdSource;
}

/**
 * Has a role told of the report of every night from now on.
 *
 * @throws {RuleRefusedError} `report-subscription.role-cannot-read`
 * @throws {ConflictError} `report-subscription.already-active`
 */
export async function subscribeToReport(
  deps: ReportSubscriptionDeps,
  actor: Actor,
  { role }: { readonly role: Role },
  request: IdempotencyRequest,
): Promise<ReportSubscriptionRow> {
  authorise(actor, 'reports.write');
  if (!PERMISSIONS[role].has('reports.read')) {
    throw new RuleRefusedError('report-subscription.role-cannot-read', { field: 'role' });
  }
  return await runOnce(deps.db, actor, request, async (tx) => {
    const subscription = { id: deps.ids.next(), role, createdBy: actor.id };
    const row = await insertReportSubscription(tx, actor.municipalityId, subscription);
    if (row === undefined) throw new ConflictError('report-subscription.already-active', { field: 'role' });
    await appendAuditEvent(tx, actor, {
      action: 'report-subscription.made',
      objectKind: 'report-subscription',
      objectId: row.id,
      after: { report: row.report, role },
    });
    return row;
  });
}

/**
 * Ends a subscription; what the role has been told of stays.
 *
 * @throws {NotFoundError} `report-subscription.not-found` @throws {ConflictError} `record.transition-refused`
 */
export async function unsubscribeFromReport(
  deps: ReportSubscriptionDeps,
  actor: Actor,
  command: { readonly reportSubscriptionId: string },
  request: IdempotencyRequest,
): Promise<ReportSubscriptionRow> {
  authorise(actor, 'reports.write');
  return await runOnce(deps.db, actor, request, async (tx) => {
    const subscription = await lockReportSubscription(tx, command.reportSubscriptionId);
    if (subscription === undefined) throw new NotFoundError('report-subscription.not-found');
    const state = transition<ReportSubscriptionState, ReportSubscriptionAction>(
      REPORT_SUBSCRIPTION_TRANSITIONS,
      subscription.state,
      'end',
    );
    const row = await endReportSubscription(tx, subscription.id, { state, endedBy: actor.id });
    await appendAuditEvent(tx, actor, {
      action: 'report-subscription.ended',
      objectKind: 'report-subscription',
      objectId: subscription.id,
      before: { state: subscription.state },
      after: { state },
    });
    return row;
  });
}

/** Which page of a list with the newest first. */
interface NewestFirst {
  /** Id of the last row of the page before. */
  readonly afterId: string | undefined;
  readonly limit: number;
}

/** A page of subscriptions. */
export interface ReportSubscriptionPage {
  readonly items: readonly ReportSubscriptionRow[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** Subscriptions of the municipality, ended ones included. */
export async function listSubscriptions(
  deps: { readonly db: Db },
  actor: Actor,
  { afterId, limit }: NewestFirst,
): Promise<ReportSubscriptionPage> {
  authorise(actor, 'reports.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const rows = await listReportSubscriptions(tx, { afterId, limit: limit + 1 });
    return {
      items: rows.slice(0, limit),
      isLast: rows.length <= limit,
      totalCount: await countReportSubscriptions(tx),
    };
  });
}

/** A page of deliveries. */
export interface ReportDeliveryPage {
  readonly items: readonly ReportDeliveryRow[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** What the actor's role has been told of. */
export async function listDeliveries(
  deps: { readonly db: Db },
  actor: Actor,
  { afterId, limit }: NewestFirst,
): Promise<ReportDeliveryPage> {
  authorise(actor, 'reports.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const rows = await listReportDeliveries(tx, actor.role, { afterId, limit: limit + 1 });
    return {
      items: rows.slice(0, limit),
      isLast: rows.length <= limit,
      totalCount: await countReportDeliveries(tx, actor.role),
    };
  });
}
