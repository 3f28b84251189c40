import type { PlacementStepName, Solution } from '../solution.ts';
import { type Candidate, comparePlacement, compareServed, tryAll } from './brute-force.ts';
import type { Report } from './deviation.ts';
import type { Facts, Outcome } from './facts.ts';

const FIGURES = ['misfit', 'excess', 'score'] as const;

/** The best of all feasible assignments, by everything that a solution can claim. */
interface Best {
  served: Candidate;
  /** Of those that serve the same households as the solution. */
  placed: Candidate;
  /** Of those that serve the same, and are equal to the solution in the steps before. */
  readonly figures: Record<(typeof FIGURES)[number], number>;
  /** Not served, though an assignment serves them and everyone served before. */
  readonly servable: Set<string>;
}

/** Compares every claim with the best of all assignments; only for problems that are small. */
export function checkByTryingAll(facts: Facts, solution: Solution, outcome: Outcome, report: Report): void {
  const { servedSet, placement } = solution.certificate;
  const own: Candidate = {
    served: outcome.served,
    objective: solution.objective,
    order: solution.served.map((id) => outcome.dwellingOf.get(id) ?? ''),
  };
  const best = findBest(facts, solution, own);
  if (servedSet.proven && compareServed(facts)(best.served, own) < 0) {
    const list = facts.byRank.filter(({ id }) => best.served.served.has(id)).map(({ id }) => id);
    report('/certificate/servedSet/proven', 'served-set-not-best', `The best set is ${list.join(', ')}.`);
  }
  for (const [index, { household, proof }] of servedSet.unserved.entries()) {
    if (proof.kind !== 'unproven' && best.servable.has(household)) {
      const path = `/certificate/servedSet/unserved/${index}/proof`;
      report(path, 'served-set-not-best', `${household} can be served with everyone served before it.`);
    }
  }
  for (const [index, { step, bound, proven }] of placement.entries()) {
    const path = `/certificate/placement/${index}`;
    if (proven && isStepBetter(step, best.placed, own)) {
      report(`${path}/proven`, 'placement-not-best', 'Another assignment of the same households is better.');
      return;
    }
    if (step === 'order' || bound === null) continue;
    const figure = best.figures[step];
    if (step === 'score' ? bound < figure : bound > figure) {
      report(`${path}/bound`, 'bound-refuted', `There is an assignment with ${figure}.`);
    }
  }
}

function findBest(facts: Facts, solution: Solution, own: Candidate): Best {
  const compare = compareServed(facts);
  const stays = listProvenUnserved(solution);
  const best: Best = { served: own, placed: own, figures: { ...own.objective }, servable: new Set() };
  tryAll(facts, (candidate) => {
    if (compare(candidate, best.served) < 0) best.served = candidate;
    for (const id of listServable(facts, own, stays, candidate)) best.servable.add(id);
    if (!isSameSet(candidate.served, own.served)) return;
    if (comparePlacement(candidate, best.placed) < 0) best.placed = candidate;
    for (const figure of FIGURES) {
      const value = candidate.objective[figure];
      const isBetter = figure === 'score' ? value > best.figures.score : value < best.figures[figure];
      if (isBetter) best.figures[figure] = value;
      if (value !== own.objective[figure]) break;
    }
  });
  return best;
}

/** Who was not served and is said to be unable to; as a mover, it stays for those ranked after. */
function listProvenUnserved({ certificate }: Solution): ReadonlySet<string> {
  const proven = certificate.servedSet.unserved.filter(({ proof }) => proof.kind !== 'unproven');
  return new Set(proven.map(({ household }) => household));
}

/** Who is served though the solution passed them over, as long as all before is as in the solution. */
function listServable(
  facts: Facts,
  own: Candidate,
  stays: ReadonlySet<string>,
  candidate: Candidate,
): string[] {
  const servable: string[] = [];
  for (const { id } of facts.byRank) {
    const isServed = candidate.served.has(id);
    if (own.served.has(id)) {
      if (!isServed) break;
      continue;
    }
    if (isServed) servable.push(id);
    if (isServed && stays.has(id)) break;
  }
  return servable;
}

function isStepBetter(step: PlacementStepName, best: Candidate, own: Candidate): boolean {
  if (step === 'order') return comparePlacement(best, own) < 0;
  for (const name of FIGURES) {
    const difference = best.objective[name] - own.objective[name];
    if (difference !== 0) return name === 'score' ? difference > 0 : difference < 0;
    if (name === step) return false;
  }
  return false;
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}
