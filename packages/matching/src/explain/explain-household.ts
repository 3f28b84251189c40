import { compareIds, type Problem } from '../problem.ts';
import type { PriceList, Solution, UnservedProof } from '../solution.ts';
import { findNearestChange, type NearestChange } from './nearest-change.ts';
import { explainPair, type PairReason } from './why-not.ts';

/** Everything that can be said of one household under a solution. */
export interface HouseholdExplanation {
  readonly household: string;
  readonly rank: number;
  /** Where it ends, or `null`. */
  readonly dwelling: string | null;
  readonly isServed: boolean;
  /** Why it was not served; `null` where it was. */
  readonly proof: UnservedProof | null;
  /** The price lists that the proof names, in its order; empty for a proof by cases. */
  readonly prices: readonly PriceList[];
  /** One reason for each of its pairs, by dwelling. */
  readonly pairs: readonly { readonly dwelling: string; readonly reason: PairReason }[];
  /** Only for one that was not served. */
  readonly nearestChange: NearestChange | null;
}

/**
 * Puts together why a household ends where it does, and what would have to change.
 *
 * @throws {RangeError} when the problem does not have the household.
 */
export function explainHousehold(problem: Problem, solution: Solution, id: string): HouseholdExplanation {
  const household = problem.households.find((one) => one.id === id);
  if (household === undefined) throw new RangeError('The problem has no such household.');
  const isServed = solution.served.includes(id);
  const proof = solution.certificate.servedSet.unserved.find((one) => one.household === id)?.proof ?? null;
  const dwellings = problem.pairs
    .filter((pair) => pair.household === id)
    .map(({ dwelling }) => dwelling)
    .toSorted(compareIds);
  return {
    household: id,
    rank: household.rank,
    dwelling: solution.assignments.find((assignment) => assignment.household === id)?.dwelling ?? null,
    isServed,
    proof,
    prices: listNamed(proof).flatMap((place) => solution.certificate.prices[place] ?? []),
    pairs: dwellings.map((dwelling) => ({ dwelling, reason: explainPair(problem, solution, id, dwelling) })),
    nearestChange: isServed ? null : findNearestChange(problem, solution, id),
  };
}

function listNamed(proof: UnservedProof | null): readonly number[] {
  if (proof?.kind === 'hall-set') return proof.prices;
  return proof?.kind === 'resource' ? [proof.prices] : [];
}
