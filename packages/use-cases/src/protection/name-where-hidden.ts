import { listWithMerged, type Tx } from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';
import type { IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { nameForCase } from './grant-case-access.ts';

const WHY_NAMED = 'Recorded the protection of the address.';

/**
 * Names the actor for those of the cases that a protection which it has just recorded has taken from it: a case that
 * nobody knows of would stand still. Other registrations of the households are the same cases. A recusal stays what it was.
 */
export async function nameWhereHidden(
  tx: Tx,
  deps: { readonly ids: IdSource },
  actor: Actor,
  householdIds: readonly string[],
): Promise<void> {
  const hidden = await hiddenHouseholds(tx, actor);
  const cases = await listWithMerged(tx, householdIds);
  for (const householdId of cases.filter((id) => hidden.has(id))) {
    const grant = { id: deps.ids.next(), householdId, member: actor.id, until: null, reason: WHY_NAMED };
    await nameForCase(tx, actor, grant);
  }
}
