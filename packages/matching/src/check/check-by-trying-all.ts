import type { PlacementStepName, Solution } from '../solution.ts';
import { type Candidate, comparePlacement, compareServed, tryAll } from './brute-force.ts';
import type { Report } from './deviation.ts';
import type { Facts } from './facts.ts';
import type { Outcome } from './outcome.ts';

const FIGURES = ['misfit', 'excess', 'score'] as const;

/** The best of all feasible assignments, by everything that a solution can claim. */
interface Best {
  served: Candidate;
  /** Of those that serve the same households as the solution. */
  placed: Candidate;
  /** Of those that serve the same, and are as good as the solution in the steps before. */
  readonly figures: Record<(typeof FIGURES)[number], number>;
  /** By class, of those that serve as many of the classes before. */
  readonly classCounts: Float64Array;
  /** Not served, though an assignment serves them and everyone served before. */
  readonly servable: Set<number>;
}

/** Compares every claim with the best of all assignments; only for problems that are small. */
export function checkByTryingAll(facts: Facts, solution: Solution, outcome: Outcome, report: Report): void {
  const own: Candidate = {
    served: outcome.served,
    classCounts: outcome.classCounts,
    objective: solution.objective,
    order: [...outcome.dwellingOf].filter((_, household) => outcome.served[household] === 1),
  };
  const best = findBest(facts, outcome, own);
  compareSets(facts, solution, { own, best }, report);
  for (const [index, { step, bound, proven }] of solution.certificate.placement.entries()) {
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

function compareSets(
  facts: Facts,
  { certificate: { servedSet } }: Solution,
  { own, best }: { readonly own: Candidate; readonly best: Best },
  report: Report,
): void {
  if (servedSet.proven && compareServed(facts)(best.served, own) < 0) {
    const list = facts.households.filter((_, place) => best.served.served[place] === 1).map(({ id }) => id);
    report('/certificate/servedSet/proven', 'served-set-not-best', `The best set is ${list.join(', ')}.`);
  }
  for (const [index, { household, proof }] of servedSet.unserved.entries()) {
    if (proof.kind === 'unproven' || !best.servable.has(facts.householdAt.get(household) ?? -1)) continue;
    const path = `/certificate/servedSet/unserved/${index}/proof`;
    report(path, 'served-set-not-best', `${household} can be served with everyone served before it.`);
  }
  for (const [place, { bound }] of servedSet.classes.entries()) {
    const most = best.classCounts[place] ?? 0;
    if (bound >= most) continue;
    const path = `/certificate/servedSet/classes/${place}/bound`;
    report(path, 'bound-refuted', `There is an assignment that serves ${most}.`);
  }
}

function findBest(facts: Facts, outcome: Outcome, own: Candidate): Best {
  const compare = compareServed(facts);
  const best: Best = {
    served: own,
    placed: own,
    figures: { ...own.objective },
    classCounts: own.classCounts.slice(),
    servable: new Set(),
  };
  tryAll(facts, (candidate) => {
    if (compare(candidate, best.served) < 0) best.served = candidate;
    for (const household of listServable(facts, outcome, candidate)) best.servable.add(household);
    countClasses(best.classCounts, own, candidate);
    if (!isSameSet(candidate.served, own.served)) return;
    if (comparePlacement(candidate, best.placed) < 0) best.placed = candidate;
    measureFigures(best.figures, own, candidate);
  });
  return best;
}

function countClasses(most: Float64Array, own: Candidate, candidate: Candidate): void {
  for (const [place, count] of candidate.classCounts.entries()) {
    most[place] = Math.max(most[place]!, count);
    if (count < own.classCounts[place]!) return;
  }
}

function measureFigures(figures: Best['figures'], own: Candidate, candidate: Candidate): void {
  for (const figure of FIGURES) {
    const value = candidate.objective[figure];
    const sign = figure === 'score' ? -1 : 1;
    if (sign * value < sign * figures[figure]) figures[figure] = value;
    if (sign * value > sign * own.objective[figure]) return;
  }
}

/** Who is served though the solution passed them over, as long as all before is as in the solution. */
function listServable(facts: Facts, outcome: Outcome, candidate: Candidate): number[] {
  const servable: number[] = [];
  const isByClass = facts.problem.servedRule === 'most-per-class';
  if (isByClass && candidate.classCounts.some((count, place) => count < outcome.classCounts[place]!))
    return [];
  for (const [household, served] of candidate.served.entries()) {
    if (outcome.served[household] === 1) {
      if (served === 0) break;
      continue;
    }
    if (served === 0) continue;
    servable.push(household);
    // A mover whose search was given up may move for those after it, and nobody else who was passed over.
    if (facts.current[household] === -1 || outcome.givenUp[household] !== 1) break;
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

function isSameSet(a: Uint8Array, b: Uint8Array): boolean {
  return a.every((served, household) => served === b[household]);
}
