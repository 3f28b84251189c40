import type { Tx } from '../connect.ts';
import { noteAppended } from './audit-head.ts';

/** A row for the audit trail; sequence and hashes are set by the database. */
export interface NewAuditEvent {
  readonly municipalityId: string;
  readonly actorId: string;
  readonly role: string;
  readonly requestId: string;
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: string;
  /** Changed properties before and after, JSON objects. */
  readonly before?: object;
  readonly after?: object;
  readonly reason?: string;
}

/** Appends to the chain of the municipality; waits for others who do the same, until they commit. */
export async function insertAuditEvent(tx: Tx, event: NewAuditEvent): Promise<void> {
  const head = await tx
    .insertInto('audit_events')
    .values({
      municipality_id: event.municipalityId,
      actor: event.actorId,
      role: event.role,
      request_id: event.requestId,
      action: event.action,
      object_kind: event.objectKind,
      object_id: event.objectId,
      before: toJson(event.before),
      after: toJson(event.after),
      reason: event.reason ?? null,
      // Set by the trigger; the columns have no default.
      sequence: 0,
      previous_hash: '',
      hash: '',
    })
    .returning(['sequence', 'hash'])
    .executeTakeFirstOrThrow();
  noteAppended(tx, head);
}

function toJson(fields: object | undefined): string | null {
  return fields === undefined ? null : JSON.stringify(fields);
}
