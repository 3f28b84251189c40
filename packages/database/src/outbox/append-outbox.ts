import type { Tx } from '../connect.ts';

/** An effect to come: a job for a queue. Ids only, never personal data. */
export interface OutboxMessage {
  readonly id: string;
  readonly queue: string;
  readonly kind: string;
  readonly payload: Readonly<Record<string, string>>;
  /** When it may be sent, RFC 3339; at once where nothing is said. */
  readonly availableAt?: string;
}

/** Writes the message in the caller's transaction, so that it is sent exactly when the cause is committed. */
export async function appendOutbox(tx: Tx, municipalityId: string, message: OutboxMessage): Promise<void> {
  await tx
    .insertInto('outbox')
    .values({
      municipality_id: municipalityId,
      id: message.id,
      queue: message.queue,
      kind: message.kind,
      payload: JSON.stringify(message.payload),
      ...(message.availableAt === undefined ? {} : { available_at: message.availableAt }),
    })
    .execute();
}
