import type { WebhookSubscriptionState } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** A webhook subscription as stored. */
export interface WebhookSubscriptionRow {
  readonly id: string;
  readonly url: string;
  readonly eventTypes: readonly string[];
  readonly state: WebhookSubscriptionState;
  /** Encrypted: the secret, and after a space the one before it. */
  readonly secrets: Buffer;
  /** Until then (exclusive) the former secret signs, too. */
  readonly formerSecretUntil: string | null;
  /** Changes of the audit trail after this number (exclusive) are told. */
  readonly afterSequence: number;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly version: number;
}

/** A subscription that is to be stored. */
export interface NewWebhookSubscription
  extends Pick<WebhookSubscriptionRow, 'id' | 'url' | 'eventTypes' | 'createdBy'> {
  readonly secrets: Uint8Array;
}

/** Adds a subscription to what happens from now on, and the cursor of the municipality where it has none. */
export async function insertWebhookSubscription(
  tx: Tx,
  municipalityId: string,
  subscription: NewWebhookSubscription,
): Promise<WebhookSubscriptionRow> {
  const { head } = await tx
    .selectFrom('audit_events')
    .where('municipality_id', '=', municipalityId)
    .select((eb) => eb.fn.coalesce(eb.fn.max('sequence'), sql<number>`0`).as('head'))
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('webhook_cursors')
    .values({ municipality_id: municipalityId, audit_sequence: head })
    .onConflict((conflict) => conflict.column('municipality_id').doNothing())
    .execute();
  await tx
    .insertInto('webhook_subscriptions')
    .values({
      municipality_id: municipalityId,
      id: subscription.id,
      url: subscription.url,
      event_types: [...subscription.eventTypes],
      secrets: Buffer.from(subscription.secrets),
      after_sequence: head,
      created_by: subscription.createdBy,
    })
    .execute();
  return await subscriptions(tx, municipalityId).where('id', '=', subscription.id).executeTakeFirstOrThrow();
}

/** A subscription, or undefined. */
export async function findWebhookSubscription(
  tx: Tx,
  municipalityId: string,
  id: string,
): Promise<WebhookSubscriptionRow | undefined> {
  return await subscriptions(tx, municipalityId).where('id', '=', id).executeTakeFirst();
}

/** The same, its row locked until the transaction ends. */
export async function lockWebhookSubscription(
  tx: Tx,
  municipalityId: string,
  id: string,
): Promise<WebhookSubscriptionRow | undefined> {
  return await subscriptions(tx, municipalityId).where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

/** Those that are active or paused. */
export async function listLiveWebhookSubscriptions(
  tx: Tx,
  municipalityId: string,
): Promise<readonly WebhookSubscriptionRow[]> {
  return await subscriptions(tx, municipalityId)
    .where('state', 'in', ['active', 'paused'])
    .orderBy('id')
    .execute();
}

/** The newest first, disabled ones included, after `afterId` (exclusive). */
export async function listWebhookSubscriptions(
  tx: Tx,
  municipalityId: string,
  { afterId, limit }: { readonly afterId: string | undefined; readonly limit: number },
): Promise<readonly WebhookSubscriptionRow[]> {
  let rows = subscriptions(tx, municipalityId).orderBy('id', 'desc').limit(limit);
  if (afterId !== undefined) rows = rows.where('id', '<', afterId);
  return await rows.execute();
}

/** How many there are, disabled ones included. */
export async function countWebhookSubscriptions(tx: Tx, municipalityId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('webhook_subscriptions')
    .where('municipality_id', '=', municipalityId)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** What of a subscription may change. */
export interface WebhookSubscriptionChange {
  readonly url?: string;
  readonly eventTypes?: readonly string[];
  readonly state?: WebhookSubscriptionState;
  readonly secrets?: Uint8Array;
  readonly formerSecretUntil?: string | null;
}

/** Changes a subscription that the caller has locked. */
export async function updateWebhookSubscription(
  tx: Tx,
  municipalityId: string,
  id: string,
  change: WebhookSubscriptionChange,
): Promise<WebhookSubscriptionRow> {
  const { url, eventTypes, state, secrets, formerSecretUntil } = change;
  await tx
    .updateTable('webhook_subscriptions')
    .set((eb) => ({
      ...(url === undefined ? {} : { url }),
      ...(eventTypes === undefined ? {} : { event_types: [...eventTypes] }),
      ...(state === undefined ? {} : { state }),
      ...(secrets === undefined ? {} : { secrets: Buffer.from(secrets) }),
      ...(formerSecretUntil === undefined ? {} : { former_secret_until: formerSecretUntil }),
      version: eb('version', '+', 1),
    }))
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', id)
    .execute();
  return await subscriptions(tx, municipalityId).where('id', '=', id).executeTakeFirstOrThrow();
}

function subscriptions(tx: Tx, municipalityId: string) {
  return tx
    .selectFrom('webhook_subscriptions')
    .where('municipality_id', '=', municipalityId)
    .select([
      'id',
      'url',
      'event_types as eventTypes',
      sql<WebhookSubscriptionState>`state`.as('state'),
      'secrets',
      'former_secret_until as formerSecretUntil',
      'after_sequence as afterSequence',
      'created_by as createdBy',
      'created_at as createdAt',
      'version',
    ]);
}
