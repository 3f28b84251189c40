import {
  type Db,
  findWebhookMessage,
  findWebhookSubscription,
  insertWebhookAttempt,
  inTenant,
  listAuditEventsAfter,
  lockWebhookMessage,
  type Tx,
  updateWebhookMessage,
  type WebhookMessageRow,
  type WebhookSubscriptionRow,
} from '@boligtrapp/database';
import {
  findWebhookUrlFault,
  WEBHOOK_MESSAGE_TRANSITIONS,
  type WebhookMessageAction,
  type WebhookMessageState,
  waitAfterFailure,
} from '@boligtrapp/domain';
import { tellsOf } from '../audit/read-audit-trail.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { transition } from '../states/transition.ts';
import { CLOUD_EVENT_TYPE, toCloudEvent } from './cloud-event.ts';
import { enqueueDelivery, findUntold, WEBHOOK_ACTOR } from './publish-events.ts';
import { signWebhook } from './sign-webhook.ts';
import type { WebhookAnswer, WebhookSender, WebhookSettings } from './webhook-ports.ts';
import { placeOf } from './webhook-subscriptions.ts';

/** What {@link deliverWebhook} works with. */
export interface DeliverWebhookDeps extends WebhookSettings {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly sender: WebhookSender;
}

/** Which message. */
export interface DeliverWebhook {
  readonly municipalityId: string;
  readonly messageId: string;
}

/** What came of it; `host-not-allowed` where the address is no longer one that may be called. */
type AttemptResult = WebhookAnswer | { readonly outcome: 'host-not-allowed'; readonly statusCode: null };

/**
 * Makes one attempt to deliver a message, if it is its turn. The call is made outside a transaction and before it is
 * recorded: a process that dies in between makes it again, under the same id. What was not taken is tried later, ever
 * more seldom, until the attempts are used up. A case that was protected since is not told.
 */
export async function deliverWebhook(deps: DeliverWebhookDeps, job: DeliverWebhook): Promise<void> {
  const { municipalityId } = job;
  const scope = { municipalityId, actorId: WEBHOOK_ACTOR };
  const found = await inTenant(deps.db, scope, async (tx) => await findTurn(tx, deps, job));
  if (found === undefined) return;
  const { message, subscription } = found;
  const result = await attempt(deps, municipalityId, found);
  await inTenant(deps.db, scope, async (tx) => {
    const locked = await lockWebhookMessage(tx, municipalityId, message.id);
    if (locked === undefined) return;
    const attemptNumber = locked.attemptCount + 1;
    await insertWebhookAttempt(tx, municipalityId, {
      id: deps.ids.next(),
      messageId: message.id,
      attemptNumber,
      ...result,
      attemptedAt: deps.clock.now(),
    });
    const after = afterAttempt(locked, result, deps.clock.now());
    await updateWebhookMessage(tx, municipalityId, { ...after, attemptCount: attemptNumber });
    if (after.state === 'pending' && subscription.state === 'active') {
      const { nextAttemptAt: availableAt } = after;
      await enqueueDelivery(tx, deps, municipalityId, { messageId: message.id, availableAt });
    }
  });
}

interface Turn {
  readonly message: WebhookMessageRow;
  readonly subscription: WebhookSubscriptionRow;
}

/** The message, where it is to be tried now. One that must not be told is withheld for good. */
async function findTurn(
  tx: Tx,
  { clock }: DeliverWebhookDeps,
  { municipalityId, messageId }: DeliverWebhook,
): Promise<Turn | undefined> {
  const message = await findWebhookMessage(tx, municipalityId, messageId);
  if (message?.state !== 'pending' || isEarly(message, clock.now())) return undefined;
  const subscription = await findWebhookSubscription(tx, municipalityId, message.subscriptionId);
  if (subscription?.state !== 'active') return undefined;
  if (!(await isUntold(tx, municipalityId, message))) return { message, subscription };
  const locked = await lockWebhookMessage(tx, municipalityId, messageId);
  if (locked?.state === 'pending') {
    const state = moved(locked.state, 'withhold');
    await updateWebhookMessage(tx, municipalityId, { ...locked, state });
  }
  return undefined;
}

function moved(state: WebhookMessageState, action: WebhookMessageAction): WebhookMessageState {
  return transition<WebhookMessageState, WebhookMessageAction>(WEBHOOK_MESSAGE_TRANSITIONS, state, action);
}

/** By so much the clocks of two machines may differ. */
const CLOCKS_DIFFER_SECONDS = 5;

/** Whether another job will come for it: this one is a second one for an attempt that was made. */
function isEarly({ nextAttemptAt }: WebhookMessageRow, now: string): boolean {
  const latest = Temporal.Instant.from(now).add({ seconds: CLOCKS_DIFFER_SECONDS });
  return Temporal.Instant.compare(Temporal.Instant.from(nextAttemptAt), latest) > 0;
}

async function isUntold(tx: Tx, municipalityId: string, { event }: WebhookMessageRow): Promise<boolean> {
  if (event.auditSequence === null) return false;
  const page = { sequence: event.auditSequence - 1, limit: 1 };
  const [change] = await listAuditEventsAfter(tx, municipalityId, page);
  return change === undefined || tellsOf(await findUntold(tx, municipalityId), change);
}

async function attempt(
  { cipher, hosts, clock, sender }: DeliverWebhookDeps,
  municipalityId: string,
  { message, subscription }: Turn,
): Promise<AttemptResult> {
  const { url } = subscription;
  // What may be called can have changed since somebody subscribed.
  if (findWebhookUrlFault(url, hosts) !== undefined) {
    return { outcome: 'host-not-allowed', statusCode: null };
  }
  const opened = await cipher.open(municipalityId, placeOf(subscription.id), subscription.secrets);
  const now = Temporal.Instant.from(clock.now());
  const [secret = '', former] = opened.reveal().split(' ');
  const until = subscription.formerSecretUntil;
  const isRotating = until !== null && Temporal.Instant.compare(now, Temporal.Instant.from(until)) < 0;
  const body = JSON.stringify(toCloudEvent(municipalityId, message.event));
  const content = { id: message.event.id, timestamp: Math.floor(now.epochMilliseconds / 1_000), body };
  const secrets = isRotating && former !== undefined ? [secret, former] : [secret];
  const headers = { 'content-type': CLOUD_EVENT_TYPE, ...signWebhook(content, secrets) };
  return await sender.send({ url, headers, body });
}

function afterAttempt(
  message: WebhookMessageRow,
  { outcome }: AttemptResult,
  now: string,
): WebhookMessageRow {
  // Somebody may have been faster: what is delivered stays so.
  if (message.state !== 'pending') return message;
  const roundAttemptCount = message.roundAttemptCount + 1;
  const tried = { ...message, roundAttemptCount };
  if (outcome === 'delivered') return { ...tried, state: moved(message.state, 'deliver') };
  const waitSeconds = waitAfterFailure(roundAttemptCount);
  if (waitSeconds === undefined) return { ...tried, state: moved(message.state, 'give-up') };
  const nextAttemptAt = Temporal.Instant.from(now).add({ seconds: waitSeconds }).toString();
  return { ...tried, nextAttemptAt };
}
