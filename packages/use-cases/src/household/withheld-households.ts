import { listProtectedHouseholds, type Tx } from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';
import { seesProtectedPersons } from './member-view.ts';

/** Those of the households of which the actor's role must not know where they live: somebody has a protected address. */
export async function withheldHouseholds(
  tx: Tx,
  actor: Actor,
  householdIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (seesProtectedPersons(actor.role) || householdIds.length === 0) return new Set();
  return new Set(await listProtectedHouseholds(tx, actor.municipalityId, householdIds));
}
