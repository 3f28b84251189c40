import { insertAccessEvent, type Tx } from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';
import type { IdSource } from '../ports/ports.ts';

/** What was read, for {@link logAccess}. */
export interface Access {
  /** Name of the use case, such as `get-household`. */
  readonly operation: string;
  /** All households that the answer tells something about, lists included. */
  readonly householdIds: readonly string[];
}

/**
 * Notes who read which households, in the transaction of the read: when it cannot be noted, nothing is shown.
 * An answer that tells nothing about any household leaves no row.
 */
export async function logAccess(
  tx: Tx,
  deps: { readonly ids: IdSource },
  actor: Actor,
  access: Access,
): Promise<void> {
  if (access.householdIds.length === 0) return;
  await insertAccessEvent(tx, {
    municipalityId: actor.municipalityId,
    id: deps.ids.next(),
    actorId: actor.id,
    role: actor.role,
    requestId: actor.requestId,
    operation: access.operation,
    householdIds: [...new Set(access.householdIds)],
  });
}
