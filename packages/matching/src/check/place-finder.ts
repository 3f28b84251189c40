import { type Facts, isIn } from './facts.ts';
import type { Outcome } from './outcome.ts';
import { measureUse, weightOf } from './use.ts';

/** Gives a dwelling that a household which was not served could have, or `undefined`. */
export type PlaceFinder = (household: number) => number | undefined;

/**
 * Looks for a dwelling that is free, or that is given to a household ranked after which has none today (under
 * `most-per-class`: one of the same class), and into which the household fits while everyone else stays where the
 * solution has them. Such a place refutes a search that is said to be complete; finding none proves nothing.
 */
export function createPlaceFinder(facts: Facts, outcome: Outcome): PlaceFinder {
  const use = measureUse(facts, outcome.dwellingOf);
  return (household) => {
    for (let pair = facts.pairStart[household]!; pair < facts.pairStart[household + 1]!; pair += 1) {
      const dwelling = facts.pairDwelling[pair]!;
      const holder = outcome.holderOf[dwelling]!;
      if (holder >= 0 && !mayReplace(facts, household, holder)) continue;
      if (
        fitsIn(facts, use, { household, dwelling, holder }) &&
        !isKeptApart(facts, outcome, { household, dwelling, holder })
      ) {
        return dwelling;
      }
    }
    return undefined;
  };
}

interface Replacement {
  readonly household: number;
  readonly dwelling: number;
  /** Who loses the dwelling, or -1. */
  readonly holder: number;
}

function mayReplace(facts: Facts, household: number, holder: number): boolean {
  if (facts.current[holder] !== -1 || holder < household) return false;
  return facts.problem.servedRule === 'strict-rank' || facts.classOf[holder] === facts.classOf[household];
}

function fitsIn(facts: Facts, use: Float64Array, { household, dwelling, holder }: Replacement): boolean {
  const current = facts.current[household]!;
  for (let at = facts.resourceStart[dwelling]!; at < facts.resourceStart[dwelling + 1]!; at += 1) {
    const resource = facts.resourceOf[at]!;
    const leaves = current >= 0 && isIn(facts, current, resource);
    const freed = holder < 0 ? 0 : weightOf(facts, resource, holder);
    const added = leaves ? 0 : weightOf(facts, resource, household);
    if (use[resource]! - freed + added > facts.limits[resource]!) return false;
  }
  return true;
}

function isKeptApart(facts: Facts, outcome: Outcome, { household, dwelling, holder }: Replacement): boolean {
  return (facts.partners.get(household) ?? []).some(({ household: other, resources }) => {
    const there = outcome.dwellingOf[other]!;
    if (other === holder || there < 0) return false;
    return resources.some((resource) => isIn(facts, dwelling, resource) && isIn(facts, there, resource));
  });
}
