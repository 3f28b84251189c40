import { insertAuditEvents, type Tx } from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';

/** A value that JSON can carry. */
export type AuditValue = string | number | boolean | null | readonly AuditValue[] | AuditFields;
/** Property and value; only properties that the change touches. */
export interface AuditFields {
  readonly [property: string]: AuditValue;
}

/**
 * Who made a change: somebody with a role, a job, whose request is the job itself, or somebody who was known by the
 * identity provider, but got no role here.
 */
export type AuditActor = Omit<Actor, 'role'> & { readonly role: Actor['role'] | 'job' | 'none' };

/** One change, as the audit trail keeps it for good: no free text about health, no identity number. */
export interface AuditEntry {
  /** Past tense, `<aggregate>.<what-happened>`, such as `dwelling.changed`. */
  readonly action: string;
  /** Singular noun of the aggregate, such as `dwelling`. */
  readonly objectKind: string;
  readonly objectId: string;
  readonly before?: AuditFields;
  readonly after?: AuditFields;
  readonly reason?: string;
}

/**
 * Appends to the hash chain of the municipality, in the transaction of the change: either both are stored or
 * neither. Takes the municipality's audit lock until the transaction ends, so it comes last in a use case.
 */
export async function appendAuditEvent(tx: Tx, actor: AuditActor, entry: AuditEntry): Promise<void> {
  await appendAuditEvents(tx, actor, [entry]);
}

/** The same for several changes of one actor at once, in the order given. */
export async function appendAuditEvents(
  tx: Tx,
  actor: AuditActor,
  entries: readonly AuditEntry[],
): Promise<void> {
  const { municipalityId, id: actorId, role, requestId } = actor;
  await insertAuditEvents(
    tx,
    entries.map((entry) => ({ municipalityId, actorId, role, requestId, ...entry })),
  );
}
