import type { PlacementStepName, Solution } from '../solution.ts';
import { isSmall } from './brute-force.ts';
import { checkByTryingAll } from './check-by-trying-all.ts';
import { checkClasses } from './check-classes.ts';
import { checkPlacement } from './check-placement.ts';
import { checkUnserved } from './check-unserved.ts';
import type { Report } from './deviation.ts';
import type { Facts } from './facts.ts';
import { readJointLimits } from './joint-limits.ts';
import type { Outcome } from './outcome.ts';
import type { PriceSource } from './price-source.ts';
import { createPriceTable } from './price-table.ts';
import { numberPrices } from './prices.ts';

const STEPS: readonly PlacementStepName[] = ['misfit', 'excess', 'score', 'order'];

/**
 * What the solution claims to have proved: every claim must follow from the price lists and trees of the
 * certificate. On small problems it is also compared with the best of all assignments, which does not depend on how
 * lists and trees are understood.
 */
export function checkClaims(facts: Facts, solution: Solution, outcome: Outcome, report: Report): void {
  const { prices, servedSet, placement } = solution.certificate;
  if (placement.map(({ step }) => step).join(' ') !== STEPS.join(' ')) {
    report('/certificate/placement', 'placement-steps-differ', `Expected the steps ${STEPS.join(', ')}.`);
    return;
  }
  checkServedSetClaim(solution, report);
  checkStepClaims(solution, report);
  const isAllProven = servedSet.proven && placement.every(({ proven }) => proven);
  if (solution.optimal !== isAllProven) {
    report('/optimal', 'optimal-contradicts-certificate', `The certificate says ${isAllProven}.`);
  }
  const limits = readJointLimits(facts, solution.certificate.jointLimits ?? [], report);
  const source: PriceSource = {
    facts,
    outcome,
    table: createPriceTable(facts, outcome),
    lists: numberPrices(facts, { lists: prices, limits }, report),
  };
  checkUnserved(source, solution, report);
  checkClasses(source, solution, report);
  checkPlacement(source, solution, report);
  if (isSmall(facts)) checkByTryingAll(facts, solution, outcome, report);
}

function checkServedSetClaim({ certificate }: Solution, report: Report): void {
  const { proven, unserved, classes } = certificate.servedSet;
  const isProven =
    unserved.every(({ proof }) => proof.kind !== 'unproven') &&
    classes.every(({ served, bound }) => served === bound);
  if (proven === isProven) return;
  const detail = isProven ? 'Every proof is there.' : 'A proof is missing, or a bound is not reached.';
  report('/certificate/servedSet/proven', 'proven-contradicts-certificate', detail);
}

function checkStepClaims({ certificate, objective }: Solution, report: Report): void {
  let wasProven = true;
  for (const [index, step] of certificate.placement.entries()) {
    const path = `/certificate/placement/${index}`;
    const value = step.step === 'order' ? null : objective[step.step];
    if (step.value !== value) report(`${path}/value`, 'objective-differs', `The objective says ${value}.`);
    if (step.proven && !wasProven) {
      report(`${path}/proven`, 'proven-contradicts-certificate', 'A step before is not proven.');
    } else if (step.step !== 'order' && step.proven !== (wasProven && step.bound === step.value)) {
      const detail = step.proven ? 'The bound is not reached.' : 'The bound is reached.';
      report(`${path}/proven`, 'proven-contradicts-certificate', detail);
    }
    wasProven = step.proven;
    if (step.bound === null || step.value === null) continue;
    const isWrongSide = step.step === 'score' ? step.bound < step.value : step.bound > step.value;
    if (isWrongSide) report(`${path}/bound`, 'bound-refuted', `The solution itself has ${step.value}.`);
  }
}
