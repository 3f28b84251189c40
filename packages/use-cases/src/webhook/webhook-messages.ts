import {
  countWebhookMessages,
  insertWebhookEvent,
  inTenant,
  listWebhookAttempts,
  listWebhookMessages,
  lockWebhookMessage,
  type Tx,
  updateWebhookMessage,
  updateWebhookSubscription,
  type WebhookAttemptRow,
  type WebhookMessageQuery,
  type WebhookMessageRow,
} from '@boligtrapp/database';
import {
  TEST_EVENT_TYPE,
  WEBHOOK_MESSAGE_TRANSITIONS,
  WEBHOOK_SUBSCRIPTION_TRANSITIONS,
  type WebhookMessageState,
} from '@boligtrapp/domain';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { findWithheldCases } from '../audit/withheld-cases.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { transition } from '../states/transition.ts';
import { enqueueDelivery, sendLater } from './publish-events.ts';
import type { WebhookDeps } from './webhook-ports.ts';
import {
  findKnown,
  lockKnown,
  lockLive,
  toView,
  type WebhookSubscriptionVersion,
  type WebhookSubscriptionView,
} from './webhook-subscriptions.ts';

/** A message with the attempts that were made. */
export interface WebhookDeliveryView extends Omit<WebhookMessageRow, 'roundAttemptCount' | 'event'> {
  readonly eventId: string;
  readonly eventType: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly occurredAt: string;
  readonly attempts: readonly WebhookAttemptRow[];
}

/** A page of them. */
export interface WebhookDeliveryPage {
  readonly items: readonly WebhookDeliveryView[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** Which messages of a subscription. */
export interface ListWebhookDeliveries {
  readonly webhookSubscriptionId: string;
  readonly state?: WebhookMessageState | undefined;
  readonly afterId: string | undefined;
  readonly limit: number;
}

/**
 * What is sent to a subscription, the newest first, with every attempt. Events about a case that does not exist for the
 * actor are neither shown nor counted.
 *
 * @throws {NotFoundError} `webhook-subscription.not-found`
 */
export async function listWebhookDeliveries(
  deps: Pick<WebhookDeps, 'db'>,
  actor: Actor,
  command: ListWebhookDeliveries,
): Promise<WebhookDeliveryPage> {
  authorise(actor, 'webhooks.read');
  const { municipalityId } = actor;
  const { state, afterId, limit } = command;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const { id } = await findKnown(tx, actor, command);
    const query = {
      ...(await queryOf(tx, actor, id)),
      ...(state === undefined ? {} : { states: [state] }),
    };
    const rows = await listWebhookMessages(tx, municipalityId, query, { afterId, limit: limit + 1 });
    const items = rows.slice(0, limit);
    const attempts = await listWebhookAttempts(
      tx,
      municipalityId,
      items.map((row) => row.id),
    );
    return {
      items: items.map((row) => toDelivery(row, attempts.get(row.id) ?? [])),
      isLast: rows.length <= limit,
      totalCount: await countWebhookMessages(tx, municipalityId, query),
    };
  });
}

/**
 * Sends one message again, under the id of its event.
 *
 * @throws {NotFoundError} `webhook-subscription.not-found`, `webhook-delivery.not-found`
 * @throws {ConflictError} `webhook-subscription.disabled`, `record.transition-refused`
 */
export async function replayWebhookDelivery(
  deps: WebhookDeps,
  actor: Actor,
  command: { readonly webhookSubscriptionId: string; readonly webhookDeliveryId: string },
  request: IdempotencyRequest,
): Promise<{ readonly replayedCount: number }> {
  authorise(actor, 'webhooks.write');
  return await runOnce(deps.db, actor, request, async (tx) => {
    const subscription = await lockLive(tx, actor, command);
    const message = await lockWebhookMessage(tx, actor.municipalityId, command.webhookDeliveryId);
    const { ids } = await findWithheldCases(tx, actor);
    if (message?.subscriptionId !== subscription.id || ids.has(message.event.subjectId)) {
      throw new NotFoundError('webhook-delivery.not-found');
    }
    await replay(tx, deps, actor.municipalityId, message);
    await noteReplay(tx, actor, subscription.id, 1);
    return { replayedCount: 1 };
  });
}

/** Which events are to be sent again. Instants: from (inclusive) until (exclusive). */
export interface ReplayWebhookRange {
  readonly webhookSubscriptionId: string;
  readonly from: string;
  readonly until: string;
  /** Only those that never arrived. */
  readonly onlyDead: boolean;
}

/** Messages that one range sends again at most; the rest by another one. */
export const MAX_REPLAYED = 1_000;

/**
 * Sends what happened in a range of time again, the newest {@link MAX_REPLAYED} of it.
 *
 * @throws {NotFoundError} `webhook-subscription.not-found` @throws {ConflictError} `webhook-subscription.disabled`
 */
export async function replayWebhookRange(
  deps: WebhookDeps,
  actor: Actor,
  { onlyDead, from, until, ...command }: ReplayWebhookRange,
  request: IdempotencyRequest,
): Promise<{ readonly replayedCount: number }> {
  authorise(actor, 'webhooks.write');
  return await runOnce(deps.db, actor, request, async (tx) => {
    const subscription = await lockLive(tx, actor, command);
    const states = onlyDead ? (['dead'] as const) : (['delivered', 'dead'] as const);
    const query = { ...(await queryOf(tx, actor, subscription.id)), from, until, states };
    const rows = await listWebhookMessages(tx, actor.municipalityId, query, { limit: MAX_REPLAYED });
    // The oldest first, as they happened.
    let replayedCount = 0;
    for (const { id } of rows.toReversed()) {
      const locked = await lockWebhookMessage(tx, actor.municipalityId, id);
      // It may have moved since it was found.
      if (locked === undefined || locked.state === 'withheld') continue;
      await replay(tx, deps, actor.municipalityId, locked);
      replayedCount += 1;
    }
    await noteReplay(tx, actor, subscription.id, replayedCount);
    return { replayedCount };
  });
}

async function replay(
  tx: Tx,
  deps: WebhookDeps,
  municipalityId: string,
  { id: messageId, ...message }: WebhookMessageRow,
): Promise<void> {
  const state = transition(WEBHOOK_MESSAGE_TRANSITIONS, message.state, 'replay');
  const nextAttemptAt = deps.clock.now();
  const again = { ...message, id: messageId, state, roundAttemptCount: 0, nextAttemptAt };
  await updateWebhookMessage(tx, municipalityId, again);
  // A paused subscription lets it lie until it goes on.
  await enqueueDelivery(tx, deps, municipalityId, { messageId });
}

async function noteReplay(tx: Tx, actor: Actor, objectId: string, replayedCount: number): Promise<void> {
  await appendAuditEvent(tx, actor, {
    action: 'webhook-subscription.replayed',
    objectKind: 'webhook-subscription',
    objectId,
    after: { replayedCount },
  });
}

/**
 * Sends an event that tells of nothing, to try address and secret.
 *
 * @throws {NotFoundError} `webhook-subscription.not-found` @throws {ConflictError} `webhook-subscription.disabled`
 */
export async function testWebhookSubscription(
  deps: WebhookDeps,
  actor: Actor,
  command: { readonly webhookSubscriptionId: string },
  request: IdempotencyRequest,
): Promise<{ readonly eventId: string }> {
  authorise(actor, 'webhooks.write');
  return await runOnce(deps.db, actor, request, async (tx) => {
    const subscription = await lockLive(tx, actor, command);
    const eventId = deps.ids.next();
    await insertWebhookEvent(tx, actor.municipalityId, {
      id: eventId,
      eventType: TEST_EVENT_TYPE,
      subjectKind: 'webhook-subscription',
      subjectId: subscription.id,
      occurredAt: deps.clock.now(),
      auditSequence: null,
    });
    await sendLater(tx, deps, actor.municipalityId, { subscription, eventId });
    await appendAuditEvent(tx, actor, {
      action: 'webhook-subscription.tested',
      objectKind: 'webhook-subscription',
      objectId: subscription.id,
    });
    return { eventId };
  });
}

/**
 * Lets a subscription rest or go on. What happens meanwhile is kept, and sent when it goes on.
 *
 * @throws {NotFoundError} `webhook-subscription.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused`
 */
export async function moveWebhookSubscription(
  deps: WebhookDeps,
  actor: Actor,
  command: WebhookSubscriptionVersion & { readonly action: 'pause' | 'resume' },
  request: IdempotencyRequest,
): Promise<WebhookSubscriptionView> {
  authorise(actor, 'webhooks.write');
  const { municipalityId } = actor;
  return await runOnce(deps.db, actor, request, async (tx) => {
    const before = await lockKnown(tx, actor, command);
    const state = transition<typeof before.state, 'pause' | 'resume' | 'disable'>(
      WEBHOOK_SUBSCRIPTION_TRANSITIONS,
      before.state,
      command.action,
    );
    const row = await updateWebhookSubscription(tx, municipalityId, before.id, { state });
    if (state === 'active') await sendWhatWaits(tx, deps, municipalityId, before.id);
    await appendAuditEvent(tx, actor, {
      action: `webhook-subscription.${command.action}d`,
      objectKind: 'webhook-subscription',
      objectId: row.id,
      before: { state: before.state },
      after: { state },
    });
    return toView(row);
  });
}

/** What waits longer than that is found by the look for overdue messages. */
const RESUMED_AT_ONCE = 1_000;

async function sendWhatWaits(
  tx: Tx,
  deps: WebhookDeps,
  municipalityId: string,
  subscriptionId: string,
): Promise<void> {
  const query = { subscriptionId, states: ['pending'], withoutSubjects: [] } as const;
  const rows = await listWebhookMessages(tx, municipalityId, query, { limit: RESUMED_AT_ONCE });
  for (const { id: messageId, nextAttemptAt: availableAt } of rows.toReversed()) {
    await enqueueDelivery(tx, deps, municipalityId, { messageId, availableAt });
  }
}

async function queryOf(tx: Tx, actor: Actor, subscriptionId: string): Promise<WebhookMessageQuery> {
  const { ids } = await findWithheldCases(tx, actor);
  return { subscriptionId, withoutSubjects: [...ids] };
}

function toDelivery(
  { roundAttemptCount: _round, event, ...message }: WebhookMessageRow,
  attempts: readonly WebhookAttemptRow[],
): WebhookDeliveryView {
  const { id: eventId, eventType, subjectKind, subjectId, occurredAt } = event;
  return { ...message, eventId, eventType, subjectKind, subjectId, occurredAt, attempts };
}
