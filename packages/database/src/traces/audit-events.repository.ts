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
  await insertAuditEvents(tx, [event]);
}

/** The same for several at once, in the order given. */
export async function insertAuditEvents(tx: Tx, events: readonly NewAuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = await tx
    .insertInto('audit_events')
    .values(events.map(toRow))
    .returning(['sequence', 'hash'])
    .execute();
  const head = rows.at(-1);
  if (head !== undefined) noteAppended(tx, head);
}

function toRow(event: NewAuditEvent) {
  return {
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
  };
}

function toJson(fields: object | undefined): string | null {
  return fields === undefined ? null : JSON.stringify(fields);
}
