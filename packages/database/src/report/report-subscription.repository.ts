import type { PlainDateString, ReportSubscriptionState } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** Roles that can be subscribed, as the table has them. */
export type SubscribedRole =
  | 'case-officer'
  | 'committee'
  | 'housing-manager'
  | 'leader'
  | 'auditor'
  | 'follow-up'
  | 'integration';

/** A subscription of a role as stored. */
export interface ReportSubscriptionRow {
  readonly id: string;
  readonly report: 'rotation';
  readonly role: SubscribedRole;
  readonly state: ReportSubscriptionState;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly endedAt: string | null;
}

/**
 * Adds a subscription.
 *
 * @returns undefined where the role is subscribed already.
 */
export async function insertReportSubscription(
  tx: Tx,
  municipalityId: string,
  subscription: { readonly id: string; readonly role: SubscribedRole; readonly createdBy: string },
): Promise<ReportSubscriptionRow | undefined> {
  await tx
    .insertInto('report_subscriptions')
    .values({
      municipality_id: municipalityId,
      id: subscription.id,
      report: 'rotation',
      role: subscription.role,
      created_by: subscription.createdBy,
    })
    .onConflict((conflict) =>
      conflict.columns(['municipality_id', 'report', 'role']).where('state', '=', 'active').doNothing(),
    )
    .execute();
  return await subscriptions(tx).where('id', '=', subscription.id).executeTakeFirst();
}

/** A subscription, its row locked until the transaction ends, or undefined. */
export async function lockReportSubscription(
  tx: Tx,
  subscriptionId: string,
): Promise<ReportSubscriptionRow | undefined> {
  return await subscriptions(tx).where('id', '=', subscriptionId).forNoKeyUpdate().executeTakeFirst();
}

/** Stores that a subscription has ended. */
export async function endReportSubscription(
  tx: Tx,
  subscriptionId: string,
  change: { readonly state: ReportSubscriptionState; readonly endedBy: string },
): Promise<ReportSubscriptionRow> {
  await tx
    .updateTable('report_subscriptions')
    .set({ state: change.state, ended_by: change.endedBy, ended_at: sql`now()` })
    .where('id', '=', subscriptionId)
    .execute();
  return await subscriptions(tx).where('id', '=', subscriptionId).executeTakeFirstOrThrow();
}

/** Subscriptions from the newest, after `afterId` (exclusive). */
export async function listReportSubscriptions(
  tx: Tx,
  page: { readonly afterId?: string | undefined; readonly limit: number },
): Promise<readonly ReportSubscriptionRow[]> {
  let query = subscriptions(tx).orderBy('id', 'desc').limit(page.limit);
  if (page.afterId !== undefined) query = query.where('id', '<', page.afterId);
  return await query.execute();
}

/** How many subscriptions there are, ended ones included. */
export async function countReportSubscriptions(tx: Tx): Promise<number> {
  const { count } = await tx
    .selectFrom('report_subscriptions')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** The active subscriptions that have not been told of the run. */
export async function listUntoldSubscriptions(
  tx: Tx,
  runId: string,
): Promise<readonly { readonly id: string }[]> {
  return await tx
    .selectFrom('report_subscriptions as s')
    .select('s.id')
    .where('s.state', '=', 'active')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('report_deliveries as d')
            .select('d.id')
            .whereRef('d.municipality_id', '=', 's.municipality_id')
            .whereRef('d.subscription_id', '=', 's.id')
            .where('d.run_id', '=', runId),
        ),
      ),
    )
    .execute();
}

/** Adds a delivery; one for the subscription and run that is there already stays. */
export async function insertReportDelivery(
  tx: Tx,
  municipalityId: string,
  delivery: { readonly id: string; readonly subscriptionId: string; readonly runId: string },
): Promise<void> {
  await tx
    .insertInto('report_deliveries')
    .values({
      municipality_id: municipalityId,
      id: delivery.id,
      subscription_id: delivery.subscriptionId,
      run_id: delivery.runId,
    })
    .onConflict((conflict) => conflict.constraint('report_deliveries_once_key').doNothing())
    .execute();
}

/** What a role has been told of. */
export interface ReportDeliveryRow {
  readonly id: string;
  readonly runId: string;
  readonly runOn: PlainDateString;
  readonly createdAt: string;
}

/** Deliveries to a role from the newest, after `afterId` (exclusive). */
export async function listReportDeliveries(
  tx: Tx,
  role: SubscribedRole,
  page: { readonly afterId?: string | undefined; readonly limit: number },
): Promise<readonly ReportDeliveryRow[]> {
  let query = deliveriesTo(tx, role)
    .select(['d.id', 'd.run_id as runId', 'r.run_on as runOn', 'd.created_at as createdAt'])
    .orderBy('d.id', 'desc')
    .limit(page.limit);
  if (page.afterId !== undefined) query = query.where('d.id', '<', page.afterId);
  return await query.execute();
}

/** How many deliveries a role has had. */
export async function countReportDeliveries(tx: Tx, role: SubscribedRole): Promise<number> {
  const { count } = await deliveriesTo(tx, role)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function deliveriesTo(tx: Tx, role: SubscribedRole) {
  return tx
    .selectFrom('report_deliveries as d')
    .innerJoin('report_subscriptions as s', (join) =>
      join.onRef('s.municipality_id', '=', 'd.municipality_id').onRef('s.id', '=', 'd.subscription_id'),
    )
    .innerJoin('rotation_runs as r', (join) =>
      join.onRef('r.municipality_id', '=', 'd.municipality_id').onRef('r.id', '=', 'd.run_id'),
    )
    .where('s.role', '=', role);
}

function subscriptions(tx: Tx) {
  return tx
    .selectFrom('report_subscriptions')
    .select((eb) => [
      'id',
      eb.ref('report').$castTo<'rotation'>().as('report'),
      eb.ref('role').$castTo<SubscribedRole>().as('role'),
      eb.ref('state').$castTo<ReportSubscriptionState>().as('state'),
      'created_by as createdBy',
      'created_at as createdAt',
      'ended_at as endedAt',
    ]);
}
