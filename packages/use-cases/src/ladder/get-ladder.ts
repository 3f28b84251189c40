import { type Db, inTenant, readStepCounts, type StepCounts } from '@boligtrapp/database';
import type { PlainDateString } from '@boligtrapp/domain';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/**
 * The ladders and programmes on a date: stock, occupied, vacant, out of use and queue of each step. Cases that do not exist
 * for the actor do not count in the queue.
 */
export async function getLadder(
  deps: { readonly db: Db },
  actor: Actor,
  on: PlainDateString,
): Promise<readonly StepCounts[]> {
  authorise(actor, 'ladder.read');
  return await inTenant(
    deps.db,
    tenantOf(actor),
    async (tx) => await readStepCounts(tx, on, await hiddenHouseholds(tx, actor)),
  );
}
