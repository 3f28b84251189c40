import { listBlockedAmong, type Tx } from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/**
 * The households that are left out of what is shown of frozen texts (facts, proposals, verdicts, minutes): those from
 * which the actor is recused, and blocked ones. The rows of a blocked case are hidden by the database itself; frozen
 * texts are of several households, and kept as they were.
 *
 * @law LOV-1967-02-10 § 6
 */
export async function hiddenFromFrozen(tx: Tx, actor: Actor): Promise<ReadonlySet<string>> {
  const recused = await hiddenHouseholds(tx, actor);
  return recused.union(new Set(await listBlockedAmong(tx, actor.municipalityId, null)));
}
