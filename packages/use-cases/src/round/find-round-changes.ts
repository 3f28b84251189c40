import { findLotSeed, findPolicyInForce, type RoundRow, type Tx } from '@boligtrapp/database';
import { compareFacts, type FactChange, type RoundFacts, type RoundState } from '@boligtrapp/domain';
import { freezeFacts } from './freeze-facts.ts';
import { loadFacts } from './read-round.ts';

/** Where there was no tie there is no seed; a tie that is new has a household that is new, which is told. */
export const NO_LOT_SEED = '0'.repeat(32);

/** States in which nobody decides by the round any more: what changes then does not make it stale. */
const FINAL: ReadonlySet<RoundState> = new Set(['closed', 'cancelled']);

/**
 * What has changed since the facts of a round were frozen; nothing where it is not stale. Computed and never stored:
 * the facts are frozen once more with the round's own dates, tracks and lot, and compared. Whoever signs a round asks
 * in the same transaction.
 */
export async function findRoundChanges(
  tx: Tx,
  round: Pick<
    RoundRow,
    | 'id'
    | 'state'
    | 'meetingOn'
    | 'horizonEndsOn'
    | 'tracks'
    | 'includesMovers'
    | 'forecastCertainty'
    | 'policySetId'
  >,
): Promise<readonly FactChange[]> {
  if (FINAL.has(round.state)) return [];
  const facts = await freezeAgain(tx, round);
  return facts === undefined
    ? [{ kind: 'policy-replaced', subject: 'policy-set', id: round.policySetId, otherId: null }]
    : compareFacts(await loadFacts(tx, round.id), facts);
}

/** The facts as they are now, frozen with the round's own dates, tracks and lot; undefined where no policy is in force. */
export async function freezeAgain(
  tx: Tx,
  round: Pick<
    RoundRow,
    'id' | 'meetingOn' | 'horizonEndsOn' | 'tracks' | 'includesMovers' | 'forecastCertainty'
  >,
): Promise<RoundFacts | undefined> {
  const policy = await findPolicyInForce(tx, round.meetingOn);
  if (policy === undefined) return undefined;
  const lotSeed = (await findLotSeed(tx, round.id)) ?? NO_LOT_SEED;
  return (await freezeFacts(tx, { ...round, policy, lotSeed })).facts;
}
