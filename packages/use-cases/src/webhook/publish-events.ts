import {
  type AuditEventRow,
  appendOutbox,
  type Db,
  insertWebhookEvent,
  insertWebhookMessage,
  inTenant,
  listAuditEventsAfter,
  listLiveWebhookSubscriptions,
  lockOverdueWebhookMessages,
  lockWebhookCursor,
  moveWebhookCursor,
  putOffWebhookMessages,
  type Tx,
  type WebhookSubscriptionRow,
} from '@boligtrapp/database';
import { eventTypeOf } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { tellsOf } from '../audit/read-audit-trail.ts';
import { findWithheldCases } from '../audit/withheld-cases.ts';
import type { Clock, IdSource } from '../ports/ports.ts';

/** Who tells other systems: nobody can be named for a case by this name, so that what is protected is withheld from it. */
export const WEBHOOK_ACTOR = 'job:webhooks';

/** What {@link publishEvents} works with. */
export interface PublishEventsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

const CHANGES_PER_TRANSACTION = 500;
const LOST_AFTER_MINUTES = 15;

/**
 * Makes events of the changes that were not looked at yet, and a message to every subscription that asked for them. All
 * of it and the new position in one transaction: ended at any point it goes on with nothing lost and nothing twice. The
 * trail has no gap and is written in the order of its commits, so that no change comes in behind the position.
 *
 * @returns whether more are to be looked at.
 */
export async function publishEvents(deps: PublishEventsDeps, municipalityId: string): Promise<boolean> {
  return await inTenant(deps.db, { municipalityId, actorId: WEBHOOK_ACTOR }, async (tx) => {
    const position = await lockWebhookCursor(tx, municipalityId);
    if (position === undefined) return false;
    const page = { sequence: position, limit: CHANGES_PER_TRANSACTION };
    const changes = await listAuditEventsAfter(tx, municipalityId, page);
    const last = changes.at(-1);
    if (last === undefined) return false;
    const subscriptions = await listLiveWebhookSubscriptions(tx, municipalityId);
    const asked = changes.filter((change) => subscriptions.some((one) => isFor(one, change)));
    const withheld = asked.length === 0 ? new Set<string>() : await findUntold(tx, municipalityId);
    for (const change of asked.filter((one) => !tellsOf(withheld, one))) {
      await tell(tx, deps, municipalityId, { change, subscriptions });
    }
    await moveWebhookCursor(tx, municipalityId, last.sequence);
    return changes.length === CHANGES_PER_TRANSACTION;
  });
}

/** Ids of all that belongs to a case with a protected address: nothing of it is told to anybody. */
export async function findUntold(tx: Tx, municipalityId: string): Promise<ReadonlySet<string>> {
  const actor: Actor = { id: WEBHOOK_ACTOR, role: 'integration', municipalityId, requestId: WEBHOOK_ACTOR };
  const { ids } = await findWithheldCases(tx, actor);
  return ids;
}

function isFor(subscription: WebhookSubscriptionRow, change: AuditEventRow): boolean {
  const type = eventTypeOf(change.action);
  return (
    type !== undefined &&
    change.sequence > subscription.afterSequence &&
    subscription.eventTypes.includes(type)
  );
}

async function tell(
  tx: Tx,
  deps: PublishEventsDeps,
  municipalityId: string,
  told: { readonly change: AuditEventRow; readonly subscriptions: readonly WebhookSubscriptionRow[] },
): Promise<void> {
  const { change, subscriptions } = told;
  const eventType = eventTypeOf(change.action);
  if (eventType === undefined) return;
  const event = {
    id: deps.ids.next(),
    eventType,
    subjectKind: change.objectKind,
    subjectId: change.objectId,
    occurredAt: change.occurredAt,
    auditSequence: change.sequence,
  };
  if (!(await insertWebhookEvent(tx, municipalityId, event))) return;
  for (const subscription of subscriptions.filter((one) => isFor(one, change))) {
    await sendLater(tx, deps, municipalityId, { subscription, eventId: event.id });
  }
}

/** Adds a message, and the job that delivers it unless the subscription is paused. */
export async function sendLater(
  tx: Tx,
  deps: Pick<PublishEventsDeps, 'clock' | 'ids'>,
  municipalityId: string,
  {
    subscription,
    eventId,
  }: { readonly subscription: Pick<WebhookSubscriptionRow, 'id' | 'state'>; readonly eventId: string },
): Promise<string> {
  const id = deps.ids.next();
  const message = { id, subscriptionId: subscription.id, eventId, nextAttemptAt: deps.clock.now() };
  await insertWebhookMessage(tx, municipalityId, message);
  if (subscription.state === 'active') await enqueueDelivery(tx, deps, municipalityId, { messageId: id });
  return id;
}

/** Leaves an attempt to a job, not before `availableAt`. */
export async function enqueueDelivery(
  tx: Tx,
  deps: { readonly ids: IdSource },
  municipalityId: string,
  { messageId, availableAt }: { readonly messageId: string; readonly availableAt?: string },
): Promise<void> {
  await appendOutbox(tx, municipalityId, {
    id: deps.ids.next(),
    queue: 'webhooks',
    kind: 'deliver-webhook',
    payload: { municipalityId, messageId },
    ...(availableAt === undefined ? {} : { availableAt }),
  });
}

/**
 * Enqueues the messages that should have been tried a quarter of an hour ago: a queue that lost its jobs loses no event.
 *
 * @returns how many there were.
 */
export async function requeueOverdue(deps: PublishEventsDeps, municipalityId: string): Promise<number> {
  return await inTenant(deps.db, { municipalityId, actorId: WEBHOOK_ACTOR }, async (tx) => {
    const now = Temporal.Instant.from(deps.clock.now());
    const dueBefore = now.subtract({ minutes: LOST_AFTER_MINUTES }).toString();
    const ids = await lockOverdueWebhookMessages(tx, municipalityId, {
      dueBefore,
      limit: CHANGES_PER_TRANSACTION,
    });
    for (const messageId of ids) await enqueueDelivery(tx, deps, municipalityId, { messageId });
    // Overdue again in a quarter of an hour, should this be lost, too.
    await putOffWebhookMessages(tx, municipalityId, ids, now.toString());
    return ids.length;
  });
}
