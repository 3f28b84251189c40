import type { WebhookMessageState } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** An event as stored: what happened to what, by its id. */
export interface WebhookEventRow {
  readonly id: string;
  readonly eventType: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly occurredAt: string;
  /** The change in the audit trail that it tells of; null for a test. */
  readonly auditSequence: number | null;
}

/** A message as it is to be delivered. */
export interface WebhookMessageRow {
  readonly id: string;
  readonly subscriptionId: string;
  readonly state: WebhookMessageState;
  readonly attemptCount: number;
  readonly roundAttemptCount: number;
  readonly nextAttemptAt: string;
  readonly event: WebhookEventRow;
}

/** What an attempt came to. */
export type WebhookOutcome =
  | 'delivered'
  | 'refused'
  | 'redirected'
  | 'timed-out'
  | 'unreachable'
  | 'host-not-allowed'
  | 'address-not-allowed';

/** An attempt to deliver. */
export interface WebhookAttemptRow {
  readonly attemptNumber: number;
  readonly outcome: WebhookOutcome;
  readonly statusCode: number | null;
  readonly attemptedAt: string;
}

/** Adds an event; false where the change was told before. */
export async function insertWebhookEvent(
  tx: Tx,
  municipalityId: string,
  event: WebhookEventRow,
): Promise<boolean> {
  const inserted = await tx
    .insertInto('webhook_events')
    .values({
      municipality_id: municipalityId,
      id: event.id,
      event_type: event.eventType,
      subject_kind: event.subjectKind,
      subject_id: event.subjectId,
      occurred_at: event.occurredAt,
      audit_sequence: event.auditSequence,
    })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'audit_sequence']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Adds a message of an event to a subscription. */
export async function insertWebhookMessage(
  tx: Tx,
  municipalityId: string,
  message: Pick<WebhookMessageRow, 'id' | 'subscriptionId' | 'nextAttemptAt'> & { readonly eventId: string },
): Promise<void> {
  await tx
    .insertInto('webhook_messages')
    .values({
      municipality_id: municipalityId,
      id: message.id,
      subscription_id: message.subscriptionId,
      event_id: message.eventId,
      next_attempt_at: message.nextAttemptAt,
    })
    .execute();
}

/** A message with its event, or undefined. */
export async function findWebhookMessage(
  tx: Tx,
  municipalityId: string,
  id: string,
): Promise<WebhookMessageRow | undefined> {
  const row = await messages(tx, municipalityId).where('m.id', '=', id).executeTakeFirst();
  return row && toMessage(row);
}

/** The same, its row locked until the transaction ends. */
export async function lockWebhookMessage(
  tx: Tx,
  municipalityId: string,
  id: string,
): Promise<WebhookMessageRow | undefined> {
  const row = await messages(tx, municipalityId)
    .where('m.id', '=', id)
    .forNoKeyUpdate('m')
    .executeTakeFirst();
  return row && toMessage(row);
}

/** Changes a message that the caller has locked. */
export async function updateWebhookMessage(
  tx: Tx,
  municipalityId: string,
  message: Omit<WebhookMessageRow, 'event' | 'subscriptionId'>,
): Promise<void> {
  await tx
    .updateTable('webhook_messages')
    .set({
      state: message.state,
      attempt_count: message.attemptCount,
      round_attempt_count: message.roundAttemptCount,
      next_attempt_at: message.nextAttemptAt,
    })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', message.id)
    .execute();
}

/** Adds an attempt to the log. */
export async function insertWebhookAttempt(
  tx: Tx,
  municipalityId: string,
  attempt: WebhookAttemptRow & { readonly id: string; readonly messageId: string },
): Promise<void> {
  await tx
    .insertInto('webhook_deliveries')
    .values({
      municipality_id: municipalityId,
      id: attempt.id,
      message_id: attempt.messageId,
      attempt_number: attempt.attemptNumber,
      outcome: attempt.outcome,
      status_code: attempt.statusCode,
      attempted_at: attempt.attemptedAt,
    })
    .execute();
}

/** Which messages of a subscription. Instants of their events: from (inclusive) until (exclusive). */
export interface WebhookMessageQuery {
  readonly subscriptionId: string;
  readonly states?: readonly WebhookMessageState[];
  readonly from?: string;
  readonly until?: string;
  /** Events about any of these are left out. */
  readonly withoutSubjects: readonly string[];
}

/** A page of messages, the newest first. */
export async function listWebhookMessages(
  tx: Tx,
  municipalityId: string,
  query: WebhookMessageQuery,
  { afterId, limit }: { readonly afterId?: string | undefined; readonly limit: number },
): Promise<readonly WebhookMessageRow[]> {
  let rows = filtered(messages(tx, municipalityId), query).orderBy('m.id', 'desc').limit(limit);
  if (afterId !== undefined) rows = rows.where('m.id', '<', afterId);
  return (await rows.execute()).map(toMessage);
}

/** How many messages the query has. */
export async function countWebhookMessages(
  tx: Tx,
  municipalityId: string,
  query: WebhookMessageQuery,
): Promise<number> {
  const rows = filtered(messages(tx, municipalityId), query).clearSelect();
  const { count } = await rows.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return count;
}

/** The attempts of messages, by message, in their order. */
export async function listWebhookAttempts(
  tx: Tx,
  municipalityId: string,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, readonly WebhookAttemptRow[]>> {
  if (messageIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('webhook_deliveries')
    .where('municipality_id', '=', municipalityId)
    .where('message_id', 'in', [...messageIds])
    .select([
      'message_id as messageId',
      'attempt_number as attemptNumber',
      sql<WebhookOutcome>`outcome`.as('outcome'),
      'status_code as statusCode',
      'attempted_at as attemptedAt',
    ])
    .orderBy('message_id')
    .orderBy('attempt_number')
    .execute();
  const byMessage = Map.groupBy(rows, ({ messageId }) => messageId);
  return new Map(
    [...byMessage].map(([id, attempts]) => [id, attempts.map(({ messageId: _id, ...attempt }) => attempt)]),
  );
}

function filtered(
  rows: ReturnType<typeof messages>,
  query: WebhookMessageQuery,
): ReturnType<typeof messages> {
  let found = rows.where('m.subscription_id', '=', query.subscriptionId);
  if (query.states !== undefined) found = found.where('m.state', 'in', [...query.states]);
  if (query.from !== undefined) found = found.where('e.occurred_at', '>=', query.from);
  if (query.until !== undefined) found = found.where('e.occurred_at', '<', query.until);
  return query.withoutSubjects.length === 0
    ? found
    : found.where(sql<boolean>`e.subject_id <> all(${[...query.withoutSubjects]}::uuid[])`);
}

function messages(tx: Tx, municipalityId: string) {
  return tx
    .selectFrom('webhook_messages as m')
    .innerJoin('webhook_events as e', (join) =>
      join.onRef('e.municipality_id', '=', 'm.municipality_id').onRef('e.id', '=', 'm.event_id'),
    )
    .where('m.municipality_id', '=', municipalityId)
    .select([
      'm.id',
      'm.subscription_id as subscriptionId',
      sql<WebhookMessageState>`m.state`.as('state'),
      'm.attempt_count as attemptCount',
      'm.round_attempt_count as roundAttemptCount',
      'm.next_attempt_at as nextAttemptAt',
      'e.id as eventId',
      'e.event_type as eventType',
      'e.subject_kind as subjectKind',
      'e.subject_id as subjectId',
      'e.occurred_at as occurredAt',
      'e.audit_sequence as auditSequence',
    ]);
}

function toMessage(
  row: Omit<WebhookMessageRow, 'event'> & Omit<WebhookEventRow, 'id'> & { readonly eventId: string },
): WebhookMessageRow {
  const { eventId, eventType, subjectKind, subjectId, occurredAt, auditSequence, ...message } = row;
  return {
    ...message,
    event: { id: eventId, eventType, subjectKind, subjectId, occurredAt, auditSequence },
  };
}
