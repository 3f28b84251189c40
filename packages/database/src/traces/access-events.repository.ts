import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** A row for the access log. */
export interface NewAccessEvent {
  readonly municipalityId: string;
  readonly id: string;
  readonly actorId: string;
  readonly role: string;
  readonly requestId: string;
  readonly operation: string;
  readonly householdIds: readonly string[];
}

/** Notes one reading. */
export async function insertAccessEvent(tx: Tx, event: NewAccessEvent): Promise<void> {
  await tx
    .insertInto('access_events')
    .values({
      municipality_id: event.municipalityId,
      id: event.id,
      actor: event.actorId,
      role: event.role,
      request_id: event.requestId,
      operation: event.operation,
      // As one text: the driver would escape each id by itself.
      household_ids: sql`${`{${event.householdIds.join(',')}}`}::uuid[]`,
    })
    .execute();
}
