import type { PlacementStepName, Solution } from '../solution.ts';
import { isSmall } from './brute-force.ts';
import { checkByTryingAll } from './check-by-trying-all.ts';
import type { Report } from './deviation.ts';
import type { Facts, Outcome } from './facts.ts';

const STEPS: readonly PlacementStepName[] = ['misfit', 'excess', 'score', 'order'];

/**
 * What the solution claims to have proved. On small problems every claim is compared with the best of all
 * assignments; on larger ones a proven step and every bound must follow from figures of single households, and a
 * served set is taken as proven if none of its proofs was refuted (a search that is said to be complete is only
 * tested for places that are free).
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
    if (step.proven && step.bound !== step.value) {
      report(`${path}/proven`, 'proven-contradicts-certificate', 'The bound is not reached.');
    }
    wasProven = step.proven;
    if (step.bound === null || step.value === null) continue;
    const isWrongSide = step.step === 'score' ? step.bound < step.value : step.bound > step.value;
    if (isWrongSide) report(`${path}/bound`, 'bound-refuted', `The solution itself has ${step.value}.`);
  }
}

function checkByFigures(facts: Facts, solution: Solution, outcome: Outcome, report: Report): void {
  const { servedSet, placement } = solution.certificate;
  const onlyHallSets = servedSet.unserved.every(({ proof }) => proof.kind === 'hall-set');
  const hasMovers = facts.byRank.some(({ current }) => current !== null);
  if (servedSet.proven && solution.servedRule === 'most-per-class' && (hasMovers || !onlyHallSets)) {
    report('/certificate/servedSet/proven', 'claim-not-verified', 'The proofs do not cover the classes.');
  }
  const isMisfitProven = placement.some(({ step, proven }) => step === 'misfit' && proven);
  const figures = boundByFigures(facts, outcome, isMisfitProven);
  for (const [index, step] of placement.entries()) {
    const path = `/certificate/placement/${index}`;
    if (step.proven && !isReached(solution, step.step, figures)) {
      report(
        `${path}/proven`,
        'claim-not-verified',
        'It does not follow from the figures of the households.',
      );
    } else if (!step.proven && step.bound !== null && isBeyond(step.step, step.bound, figures)) {
      report(`${path}/bound`, 'claim-not-verified', 'It does not follow from the figures of the households.');
    }
  }
}

/** What no assignment of the served betters, because no household does by itself. */
interface FigureBounds {
  readonly misfit: number;
  readonly excess: number;
  readonly score: number;
  /** Whether every household has one pair only with which these are reached. */
  readonly isUnique: boolean;
}

/** `onlyLeastMisfit`: among assignments in which every household has its least misfit. */
function boundByFigures(facts: Facts, outcome: Outcome, onlyLeastMisfit: boolean): FigureBounds {
  let misfit = 0;
  let score = 0;
  let isUnique = true;
  for (const id of outcome.served) {
    const pairs = [...(facts.pairs.get(id)?.values() ?? [])];
    const least = pairs.reduce((min, pair) => Math.min(min, pair.misfit), Number.POSITIVE_INFINITY);
    const fitting = onlyLeastMisfit ? pairs.filter((pair) => pair.misfit === least) : pairs;
    const most = fitting.reduce((max, pair) => Math.max(max, pair.score), Number.NEGATIVE_INFINITY);
    misfit += least;
    score += most;
    isUnique &&= fitting.filter((pair) => pair.score === most).length === 1;
  }
  return { misfit, excess: 0, score, isUnique };
}

function isReached({ objective }: Solution, step: PlacementStepName, figures: FigureBounds): boolean {
  if (step === 'order') return objective.score === figures.score && figures.isUnique;
  return objective[step] === figures[step];
}

function isBeyond(step: PlacementStepName, bound: number, figures: FigureBounds): boolean {
  if (step === 'order') return false;
  return step === 'score' ? bound < figures.score : bound > figures[step];
}
