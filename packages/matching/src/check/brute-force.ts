import type { Objective } from '../solution.ts';
import { findBrokenApart } from './check-feasibility.ts';
import { measureObjective } from './check-statements.ts';
import type { Facts } from './facts.ts';
import { measureUse } from './use.ts';

/** Problems with at most so many combinations of choices, and so much to add up for all, are solved by trying all. */
const MAX_COMBINATIONS = 200_000;
const MAX_ADDITIONS = 100_000_000;

/** A complete assignment with all that it is compared by. */
export interface Candidate {
  /** By rank, 1 for those who end in another dwelling than today. */
  readonly served: Uint8Array;
  readonly classCounts: Float64Array;
  readonly objective: Objective;
  /** Dwellings (by id) of the served, by rank. */
  readonly order: readonly number[];
}

/** Less than 0 when the first is the better one. */
export type Comparison = (a: Candidate, b: Candidate) => number;

/** Whether trying everything is affordable. */
export function isSmall(facts: Facts): boolean {
  let mostResources = 0;
  for (let dwelling = 0; dwelling < facts.dwellings.length; dwelling += 1) {
    const count = facts.resourceStart[dwelling + 1]! - facts.resourceStart[dwelling]!;
    mostResources = Math.max(mostResources, count);
  }
  const additions = facts.households.length * (1 + mostResources) + facts.problem.apart.length;
  const limit = Math.min(MAX_COMBINATIONS, MAX_ADDITIONS / Math.max(1, additions));
  let combinations = 1;
  for (let household = 0; household < facts.households.length; household += 1) {
    combinations *= 1 + facts.pairStart[household + 1]! - facts.pairStart[household]!;
    if (combinations > limit) return false;
  }
  return true;
}

/** Visits every feasible assignment; only for problems that are small. */
export function tryAll(facts: Facts, visit: (candidate: Candidate) => void): void {
  const count = facts.households.length;
  const state: State = {
    dwellingOf: new Int32Array(count).fill(-1),
    pairOf: new Int32Array(count).fill(-1),
    isTaken: new Uint8Array(facts.dwellings.length),
  };
  // Households without a pair have one choice, so there may be more of them than a call stack holds.
  const choosing: number[] = [];
  for (let household = 0; household < count; household += 1) {
    if (facts.pairStart[household] !== facts.pairStart[household + 1]) choosing.push(household);
    else choose(facts, state, household, -1);
  }
  visitFrom(facts, choosing, state, visit);
}

/** Compares who is served: by rank, or first by the numbers from each class. */
export function compareServed(facts: Facts): Comparison {
  return (a, b) => {
    if (facts.problem.servedRule === 'most-per-class') {
      for (let place = 0; place < facts.classes.length; place += 1) {
        const difference = b.classCounts[place]! - a.classCounts[place]!;
        if (difference !== 0) return difference;
      }
    }
    for (const [household, served] of a.served.entries()) {
      if (served !== b.served[household]) return served === 1 ? -1 : 1;
    }
    return 0;
  };
}

/** Compares where the served are: misfit, excess, score, then the dwelling ids by rank. */
export function comparePlacement(a: Candidate, b: Candidate): number {
  const byFigures =
    a.objective.misfit - b.objective.misfit ||
    a.objective.excess - b.objective.excess ||
    b.objective.score - a.objective.score;
  if (byFigures !== 0) return byFigures;
  for (const [index, dwelling] of a.order.entries()) {
    const difference = dwelling - (b.order[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

interface State {
  readonly dwellingOf: Int32Array;
  readonly pairOf: Int32Array;
  readonly isTaken: Uint8Array;
}

function visitFrom(
  facts: Facts,
  [household, ...others]: readonly number[],
  state: State,
  visit: (candidate: Candidate) => void,
): void {
  if (household === undefined) {
    if (isFeasible(facts, state.dwellingOf)) visit(toCandidate(facts, state));
    return;
  }
  const start = facts.pairStart[household]!;
  for (let choice = start - 1; choice < facts.pairStart[household + 1]!; choice += 1) {
    if (!choose(facts, state, household, choice < start ? -1 : choice)) continue;
    visitFrom(facts, others, state, visit);
    const dwelling = state.dwellingOf[household]!;
    if (dwelling >= 0) state.isTaken[dwelling] = 0;
  }
}

/** Puts a household into the dwelling of a pair, or with -1 where it is today; false where that is taken. */
function choose(facts: Facts, state: State, household: number, pair: number): boolean {
  const dwelling = pair < 0 ? facts.current[household]! : facts.pairDwelling[pair]!;
  if (dwelling >= 0 && state.isTaken[dwelling] === 1) return false;
  state.dwellingOf[household] = dwelling;
  state.pairOf[household] = pair;
  if (dwelling >= 0) state.isTaken[dwelling] = 1;
  return true;
}

function isFeasible(facts: Facts, dwellingOf: Int32Array): boolean {
  for (const [resource, used] of measureUse(facts, dwellingOf).entries()) {
    if (used > facts.limits[resource]!) return false;
  }
  return facts.problem.apart.every((apart) => findBrokenApart(facts, dwellingOf, apart) === undefined);
}

function toCandidate(facts: Facts, { dwellingOf, pairOf }: State): Candidate {
  const served = Uint8Array.from(pairOf, (pair) => (pair < 0 ? 0 : 1));
  const classCounts = new Float64Array(facts.classes.length);
  const order: number[] = [];
  for (const [household, pair] of pairOf.entries()) {
    if (pair < 0) continue;
    classCounts[facts.classOf[household]!]! += 1;
    order.push(dwellingOf[household]!);
  }
  return { served, classCounts, objective: measureObjective(facts, { dwellingOf, pairOf }), order };
}
