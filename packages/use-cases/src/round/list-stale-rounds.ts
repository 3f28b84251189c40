import { type Db, inTenant, listProposedRounds } from '@boligtrapp/database';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { findRoundChanges } from './find-round-changes.ts';

/** Proposals that are looked at, from the newest: facts are frozen once more for each of them. */
const MOST_PROPOSALS = 20;

/** A proposal that rests on facts that have changed. */
export interface StaleRound {
  readonly id: string;
  readonly reference: string;
}

/**
 * Which of the newest proposals rest on facts that have changed. Ids of rounds and nothing of what changed: that is
 * asked for by round, and logged.
 */
export async function listStaleRounds(
  { db }: { readonly db: Db },
  actor: Actor,
): Promise<readonly StaleRound[]> {
  authorise(actor, 'rounds.read');
  return await inTenant(db, tenantOf(actor), async (tx) => {
    const stale: StaleRound[] = [];
    for (const round of await listProposedRounds(tx, MOST_PROPOSALS)) {
      const { id, reference } = round;
      if ((await findRoundChanges(tx, round)).length > 0) stale.push({ id, reference });
    }
    return stale;
  });
}
