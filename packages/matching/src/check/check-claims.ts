import type { PlacementStep, PlacementStepName, Solution } from '../solution.ts';
import { type Candidate, comparePlacement, compareServed, findBest, isSmall } from './brute-force.ts';
import type { Report } from './deviation.ts';
import type { Facts, Outcome } from './facts.ts';

const STEPS: readonly PlacementStepName[] = ['misfit', 'excess', 'score', 'order'];

/**
 * What the solution claims to have proved. On small problems every claim is compared with the best of all
 * assignments; on larger ones a proven step must follow from figures of single households, and a served set is
 * taken as proven if none of its proofs was refuted (a search that is said to be complete can only be repeated).
 */
export function checkClaims(facts: Facts, solution: Solution, outcome: Outcome, report: Report): void {
  const { servedSet, placement } = solution.certificate;
  if (servedSet.proven && servedSet.unserved.some(({ proof }) => proof.kind === 'unproven')) {
    report('/certificate/servedSet/proven', 'proven-contradicts-certificate', 'A household has no proof.');
  }
  if (placement.map(({ step }) => step).join(' ') !== STEPS.join(' ')) {
    report('/certificate/placement', 'placement-steps-differ', `Expected the steps ${STEPS.join(', ')}.`);
    return;
  }
  checkSteps(solution, report);
  const isAllProven = servedSet.proven && placement.every(({ proven }) => proven);
  if (solution.optimal !== isAllProven) {
    report('/optimal', 'optimal-contradicts-certificate', `The certificate says ${isAllProven}.`);
  }
  if (isSmall(facts)) checkByTryingAll(facts, solution, outcome, report);
  else checkByFigures(facts, solution, outcome, report);
}

function checkSteps(solution: Solution, report: Report): void {
  let wasProven = true;
  for (const [index, step] of solution.certificate.placement.entries()) {
    const path = `/certificate/placement/${index}`;
    const value = step.step === 'order' ? null : solution.objective[step.step];
    if (step.value !== value) report(`${path}/value`, 'objective-differs', `The objective says ${value}.`);
    if (step.proven && !wasProven) {
      report(`${path}/proven`, 'proven-contradicts-certificate', 'A step before is not proven.');
    }
    wasProven = step.proven;
    if (step.bound === null || step.value === null) continue;
    const isWrongSide = step.step === 'score' ? step.bound < step.value : step.bound > step.value;
    if (isWrongSide) report(`${path}/bound`, 'bound-refuted', `The solution itself has ${step.value}.`);
  }
}

function checkByTryingAll(facts: Facts, solution: Solution, outcome: Outcome, report: Report): void {
  const { servedSet, placement } = solution.certificate;
  const own: Candidate = {
    served: outcome.served,
    objective: solution.objective,
    order: solution.served.map((id) => outcome.dwellingOf.get(id) ?? ''),
  };
  const compare = compareServed(facts);
  const best = findBest(facts, compare, () => true);
  if (servedSet.proven && best !== undefined && compare(best, own) < 0) {
    report(
      '/certificate/servedSet/proven',
      'served-set-not-best',
      `The best set is ${list(facts, best.served)}.`,
    );
  }
  for (const [index, { household, proof }] of servedSet.unserved.entries()) {
    if (proof.kind !== 'unproven' && isServable(facts, outcome, household)) {
      const path = `/certificate/servedSet/unserved/${index}/proof`;
      report(path, 'served-set-not-best', `${household} can be served with everyone served before it.`);
    }
  }
  const bestPlaced = findBest(facts, comparePlacement, ({ served }) => isSameSet(served, outcome.served));
  if (bestPlaced === undefined) return;
  for (const [index, step] of placement.entries()) {
    const path = `/certificate/placement/${index}`;
    if (step.proven && isStepBetter(step.step, bestPlaced, own)) {
      report(`${path}/proven`, 'placement-not-best', 'Another assignment of the same households is better.');
      return;
    }
    if (step.step === 'misfit' && step.bound !== null && step.bound > bestPlaced.objective.misfit) {
      report(`${path}/bound`, 'bound-refuted', `There is an assignment with ${bestPlaced.objective.misfit}.`);
    }
  }
}

/** Only for most-per-class does serving one more not refute the set: the classes before may lose by it. */
function isServable(facts: Facts, outcome: Outcome, household: string): boolean {
  if (facts.problem.servedRule === 'most-per-class') return false;
  const before: string[] = [];
  const passedOver: string[] = [];
  for (const { id } of facts.byRank) {
    if (id === household) break;
    (outcome.served.has(id) ? before : passedOver).push(id);
  }
  const found = findBest(
    facts,
    () => 0,
    ({ served }) =>
      served.has(household) &&
      before.every((id) => served.has(id)) &&
      passedOver.every((id) => !served.has(id)),
  );
  return found !== undefined;
}

function isStepBetter(step: PlacementStepName, best: Candidate, own: Candidate): boolean {
  if (step === 'order') return comparePlacement(best, own) < 0;
  for (const name of STEPS) {
    if (name === 'order') return false;
    const difference = best.objective[name] - own.objective[name];
    if (difference !== 0) return name === 'score' ? difference > 0 : difference < 0;
    if (name === step) return false;
  }
  return false;
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}

function list(facts: Facts, served: ReadonlySet<string>): string {
  return facts.byRank
    .filter(({ id }) => served.has(id))
    .map(({ id }) => id)
    .join(', ');
}

/** Bounds that hold for each household by itself; `Infinity` in scores where a household has no pair. */
function checkByFigures(facts: Facts, solution: Solution, outcome: Outcome, report: Report): void {
  const { servedSet, placement } = solution.certificate;
  const onlyHallSets = servedSet.unserved.every(({ proof }) => proof.kind === 'hall-set');
  const hasMovers = facts.byRank.some(({ current }) => current !== null);
  if (servedSet.proven && solution.servedRule === 'most-per-class' && (hasMovers || !onlyHallSets)) {
    report('/certificate/servedSet/proven', 'claim-not-verified', 'The proofs do not cover the classes.');
  }
  for (const [index, step] of placement.entries()) {
    if (step.proven && !followsFromFigures(facts, outcome, solution, step)) {
      const path = `/certificate/placement/${index}/proven`;
      report(path, 'claim-not-verified', 'It does not follow from the figures of the households.');
    }
  }
}

function followsFromFigures(
  facts: Facts,
  outcome: Outcome,
  solution: Solution,
  step: PlacementStep,
): boolean {
  const { objective } = solution;
  if (step.step === 'excess') return objective.excess === 0;
  let misfit = 0;
  let score = 0;
  let isUnique = true;
  for (const id of outcome.served) {
    const pairs = [...(facts.pairs.get(id)?.values() ?? [])];
    const least = pairs.reduce((min, pair) => Math.min(min, pair.misfit), Number.POSITIVE_INFINITY);
    const fitting = pairs.filter((pair) => pair.misfit === least);
    const most = fitting.reduce((max, pair) => Math.max(max, pair.score), Number.NEGATIVE_INFINITY);
    misfit += least;
    score += most;
    isUnique &&= fitting.filter((pair) => pair.score === most).length === 1;
  }
  if (step.step === 'misfit') return objective.misfit === misfit;
  return objective.score === score && (step.step === 'score' || isUnique);
}
