import type { Solution } from '../solution.ts';
import type { Facts } from './facts.ts';
import { findPair } from './pair-index.ts';

/** Where the households of a solution end, in the numbers of the facts; -1 stands for nothing. */
export interface Outcome {
  readonly dwellingOf: Int32Array;
  /** 1 for those who end in another dwelling than today. */
  readonly served: Uint8Array;
  /** The pair by which a household was served. */
  readonly pairOf: Int32Array;
  /** Who ends in each dwelling. */
  readonly holderOf: Int32Array;
  /** 1 for those not served whose search was given up, so that nothing is known about them. */
  readonly givenUp: Uint8Array;
  /** Number served of each class. */
  readonly classCounts: Float64Array;
}

/** Where everyone ends according to the assignments, as far as the ids exist. */
export function createOutcome(facts: Facts, solution: Solution): Outcome {
  const count = facts.households.length;
  const dwellingOf = new Int32Array(count).fill(-1);
  const served = new Uint8Array(count);
  const pairOf = new Int32Array(count).fill(-1);
  const holderOf = new Int32Array(facts.dwellings.length).fill(-1);
  const givenUp = new Uint8Array(count);
  const classCounts = new Float64Array(facts.classes.length);
  for (const { household, dwelling } of solution.assignments) {
    const row = facts.householdAt.get(household);
    const column = facts.dwellingAt.get(dwelling);
    if (row === undefined || column === undefined) continue;
    dwellingOf[row] = column;
    holderOf[column] = row;
  }
  for (const [household, dwelling] of dwellingOf.entries()) {
    if (dwelling < 0 || dwelling === facts.current[household]) continue;
    served[household] = 1;
    pairOf[household] = findPair(facts, household, dwelling);
    classCounts[facts.classOf[household]!]! += 1;
  }
  for (const { household, proof } of solution.certificate.servedSet.unserved) {
    const row = facts.householdAt.get(household);
    if (row !== undefined && proof.kind === 'unproven') givenUp[row] = 1;
  }
  return { dwellingOf, served, pairOf, holderOf, givenUp, classCounts };
}
