import {
  countWebhookSubscriptions,
  findWebhookSubscription,
  insertWebhookSubscription,
  inTenant,
  listWebhookSubscriptions as listRows,
  lockWebhookSubscription,
  type Tx,
  updateWebhookSubscription,
  type WebhookSubscriptionRow,
} from '@boligtrapp/database';
import { findWebhookUrlFault, sensitive, WEBHOOK_SUBSCRIPTION_TRANSITIONS } from '@boligtrapp/domain';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import {
  ConflictError,
  NotFoundError,
  RuleRefusedError,
  StaleVersionError,
  UnavailableError,
} from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { transition } from '../states/transition.ts';
import { toWebhookSecret } from './sign-webhook.ts';
import { WEBHOOK_SECRET_COLUMN, type WebhookDeps, type WebhookSettings } from './webhook-ports.ts';

/** A subscription as it is shown: without its secret. */
export type WebhookSubscriptionView = Omit<WebhookSubscriptionRow, 'secrets' | 'afterSequence'>;

/** A subscription with the secret that signs from now on; null in the answer to a retry, since it is not shown twice. */
export interface WebhookSubscriptionWithSecret extends WebhookSubscriptionView {
  readonly secret: string | null;
}

/** Where what is to be told. */
export interface SubscribeToEvents {
  readonly url: string;
  readonly eventTypes: readonly string[];
}

/** A subscription, and the version of it that the caller has read. */
export interface WebhookSubscriptionVersion {
  readonly webhookSubscriptionId: string;
  readonly version: number;
}

/** Hours for which the secret before a rotation signs, too. */
const FORMER_SECRET_HOURS = 24;

/**
 * Tells another system of what happens from now on. Its secret is shown this once.
 *
 * @throws {RuleRefusedError} `webhook-subscription.url-refused` @throws {UnavailableError} `webhook.not-configured`
 */
export async function subscribeToEvents(
  deps: WebhookDeps,
  actor: Actor,
  { url, eventTypes }: SubscribeToEvents,
  request: IdempotencyRequest,
): Promise<WebhookSubscriptionWithSecret> {
  authorise(actor, 'webhooks.write');
  const settings = settingsOf(deps);
  assertUrl(url, settings);
  const { municipalityId } = actor;
  const id = deps.ids.next();
  const made = toWebhookSecret(deps.tokens.secret());
  const seal = await settings.cipher.sealerFor(municipalityId);
  const secrets = seal({ ...placeOf(id) }, sensitive(made));
  let secret: string | null = null;
  const view = await runOnce(deps.db, actor, request, async (tx) => {
    secret = made;
    const subscription = { id, url, eventTypes: inOrder(eventTypes), secrets, createdBy: actor.id };
    const row = await insertWebhookSubscription(tx, municipalityId, subscription);
    await appendAuditEvent(tx, actor, {
      action: 'webhook-subscription.made',
      objectKind: 'webhook-subscription',
      objectId: id,
      after: { url, eventTypes: row.eventTypes },
    });
    return toView(row);
  });
  return { ...view, secret };
}

/**
 * Changes where what is told; what is on its way goes to the new address.
 *
 * @throws {NotFoundError} `webhook-subscription.not-found` @throws {StaleVersionError}
 * @throws {RuleRefusedError} `webhook-subscription.url-refused` @throws {ConflictError} `webhook-subscription.disabled`
 */
export async function changeWebhookSubscription(
  deps: WebhookDeps,
  actor: Actor,
  command: WebhookSubscriptionVersion & Partial<SubscribeToEvents>,
): Promise<WebhookSubscriptionView> {
  authorise(actor, 'webhooks.write');
  const { url, eventTypes } = command;
  if (url !== undefined) assertUrl(url, settingsOf(deps));
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const before = await lockLive(tx, actor, command);
    const change = {
      ...(url === undefined ? {} : { url }),
      ...(eventTypes === undefined ? {} : { eventTypes: inOrder(eventTypes) }),
    };
    const row = await updateWebhookSubscription(tx, actor.municipalityId, before.id, change);
    await appendAuditEvent(tx, actor, {
      action: 'webhook-subscription.changed',
      objectKind: 'webhook-subscription',
      objectId: row.id,
      before: { url: before.url, eventTypes: before.eventTypes },
      after: { url: row.url, eventTypes: row.eventTypes },
    });
    return toView(row);
  });
}

/**
 * Ends a subscription for good; what was not delivered never is. What was sent to it can still be read.
 *
 * @throws {NotFoundError} `webhook-subscription.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused`
 */
export async function endWebhookSubscription(
  deps: WebhookDeps,
  actor: Actor,
  command: WebhookSubscriptionVersion,
): Promise<void> {
  authorise(actor, 'webhooks.write');
  await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const before = await lockKnown(tx, actor, command);
    const state = transition(WEBHOOK_SUBSCRIPTION_TRANSITIONS, before.state, 'disable');
    await updateWebhookSubscription(tx, actor.municipalityId, before.id, { state });
    await appendAuditEvent(tx, actor, {
      action: 'webhook-subscription.disabled',
      objectKind: 'webhook-subscription',
      objectId: before.id,
      before: { state: before.state },
      after: { state },
    });
  });
}

/**
 * Signs with a new secret from now on, shown this once; the one before it signs, too, for 24 hours.
 *
 * @throws {NotFoundError} `webhook-subscription.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `webhook-subscription.disabled` @throws {UnavailableError} `webhook.not-configured`
 */
export async function rotateWebhookSecret(
  deps: WebhookDeps,
  actor: Actor,
  command: WebhookSubscriptionVersion,
  request: IdempotencyRequest,
): Promise<WebhookSubscriptionWithSecret> {
  authorise(actor, 'webhooks.write');
  const { cipher } = settingsOf(deps);
  const { municipalityId } = actor;
  const read = await inTenant(deps.db, tenantOf(actor), async (tx) => await findKnown(tx, actor, command));
  const place = placeOf(read.id);
  const [former = ''] = (await cipher.open(municipalityId, place, read.secrets)).reveal().split(' ');
  const seal = await cipher.sealerFor(municipalityId);
  const made = toWebhookSecret(deps.tokens.secret());
  const secrets = seal(place, sensitive(`${made} ${former}`));
  let secret: string | null = null;
  const view = await runOnce(deps.db, actor, request, async (tx) => {
    // The version that was read above is the one that is asked for, or nothing is done.
    const before = await lockLive(tx, actor, command);
    if (before.version !== read.version) throw new StaleVersionError();
    secret = made;
    const until = Temporal.Instant.from(deps.clock.now()).add({ hours: FORMER_SECRET_HOURS }).toString();
    const change = { secrets, formerSecretUntil: until };
    const row = await updateWebhookSubscription(tx, municipalityId, before.id, change);
    await appendAuditEvent(tx, actor, {
      action: 'webhook-subscription.secret-rotated',
      objectKind: 'webhook-subscription',
      objectId: row.id,
      after: { formerSecretUntil: until },
    });
    return toView(row);
  });
  return { ...view, secret };
}

/** A subscription. @throws {NotFoundError} `webhook-subscription.not-found` */
export async function getWebhookSubscription(
  deps: Pick<WebhookDeps, 'db'>,
  actor: Actor,
  command: { readonly webhookSubscriptionId: string },
): Promise<WebhookSubscriptionView> {
  authorise(actor, 'webhooks.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => toView(await findKnown(tx, actor, command)));
}

/** A page of subscriptions. */
export interface WebhookSubscriptionPage {
  readonly items: readonly WebhookSubscriptionView[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** The subscriptions of the municipality, the newest first, disabled ones included. */
export async function listWebhookSubscriptions(
  deps: Pick<WebhookDeps, 'db'>,
  actor: Actor,
  { afterId, limit }: { readonly afterId: string | undefined; readonly limit: number },
): Promise<WebhookSubscriptionPage> {
  authorise(actor, 'webhooks.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const rows = await listRows(tx, municipalityId, { afterId, limit: limit + 1 });
    return {
      items: rows.slice(0, limit).map(toView),
      isLast: rows.length <= limit,
      totalCount: await countWebhookSubscriptions(tx, municipalityId),
    };
  });
}

/** @throws {NotFoundError} `webhook-subscription.not-found` */
export async function findKnown(
  tx: Tx,
  { municipalityId }: Actor,
  { webhookSubscriptionId }: { readonly webhookSubscriptionId: string },
): Promise<WebhookSubscriptionRow> {
  const row = await findWebhookSubscription(tx, municipalityId, webhookSubscriptionId);
  if (row === undefined) throw new NotFoundError('webhook-subscription.not-found');
  return row;
}

/** @throws {NotFoundError} `webhook-subscription.not-found` @throws {StaleVersionError} */
export async function lockKnown(
  tx: Tx,
  { municipalityId }: Actor,
  { webhookSubscriptionId, version }: { readonly webhookSubscriptionId: string; readonly version?: number },
): Promise<WebhookSubscriptionRow> {
  const row = await lockWebhookSubscription(tx, municipalityId, webhookSubscriptionId);
  if (row === undefined) throw new NotFoundError('webhook-subscription.not-found');
  if (version !== undefined && row.version !== version) throw new StaleVersionError();
  return row;
}

/** The same, for one that is told of something. @throws {ConflictError} `webhook-subscription.disabled` */
export async function lockLive(
  tx: Tx,
  actor: Actor,
  command: { readonly webhookSubscriptionId: string; readonly version?: number },
): Promise<WebhookSubscriptionRow> {
  const row = await lockKnown(tx, actor, command);
  if (row.state === 'disabled') throw new ConflictError('webhook-subscription.disabled');
  return row;
}

/** A subscription as it may be shown. */
export function toView(row: WebhookSubscriptionRow): WebhookSubscriptionView {
  const { secrets: _secrets, afterSequence: _sequence, ...view } = row;
  return view;
}

/** Where the secrets of a subscription lie. */
export function placeOf(rowId: string): {
  readonly table: string;
  readonly column: string;
  readonly rowId: string;
} {
  const { table, column } = WEBHOOK_SECRET_COLUMN;
  return { table, column, rowId };
}

function settingsOf({ webhooks }: WebhookDeps): WebhookSettings {
  if (webhooks === undefined) throw new UnavailableError('webhook.not-configured');
  return webhooks;
}

function assertUrl(url: string, { hosts }: WebhookSettings): void {
  const fault = findWebhookUrlFault(url, hosts);
  if (fault !== undefined) {
    throw new RuleRefusedError('webhook-subscription.url-refused', { field: 'url', facts: { fault } });
  }
}

function inOrder(eventTypes: readonly string[]): readonly string[] {
  return [...new Set(eventTypes)].toSorted();
}
