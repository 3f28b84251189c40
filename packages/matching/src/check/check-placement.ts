import type { PlacementStep, Solution } from '../solution.ts';
import type { Report } from './deviation.ts';
import type { PriceSource } from './price-source.ts';
import { askForFigures, askForOrder, type FigureLimits, type Question } from './question.ts';
import type { Asked } from './stretch.ts';
import { readTree } from './tree.ts';
import { askForNobody, walkTree } from './walk-tree.ts';

/**
 * Re-checks the bound of every step of the placement (in their order) by its tree: there is no assignment that is at
 * least as good as the solution in the steps before and better than the bound in this one.
 */
export function checkPlacement(source: PriceSource, solution: Solution, report: Report): void {
  let limits: FigureLimits = { mostMisfit: null, mostExcess: null, leastScore: null };
  const { objective } = solution;
  for (const [index, step] of solution.certificate.placement.entries()) {
    const path = `/certificate/placement/${index}`;
    if (step.step === 'order') {
      checkOrder(source, step, path, { limits, report });
    } else {
      checkBound(source, step, path, { limits, report });
      limits = limitTo(limits, step.step, objective[step.step]);
    }
  }
}

interface Given {
  /** What the steps before allow. */
  readonly limits: FigureLimits;
  readonly report: Report;
}

function limitTo(limits: FigureLimits, step: 'misfit' | 'excess' | 'score', figure: number): FigureLimits {
  if (step === 'misfit') return { ...limits, mostMisfit: figure };
  return step === 'excess' ? { ...limits, mostExcess: figure } : { ...limits, leastScore: figure };
}

function checkBound(source: PriceSource, step: PlacementStep, path: string, given: Given): void {
  const { facts, outcome } = source;
  const { step: name, bound } = step;
  if (name === 'order') return;
  if (bound === null) {
    refuseTree(step, path, given.report);
    return;
  }
  // Neither misfit nor excess is ever below 0.
  if (step.tree.length === 0 && name !== 'score' && bound <= 0) return;
  const better = name === 'score' ? bound + 1 : bound - 1;
  walk(source, step, path, {
    report: given.report,
    question: askForFigures(facts, outcome, limitTo(given.limits, name, better)),
    asked: [askForNobody(source)],
  });
}

function checkOrder(source: PriceSource, step: PlacementStep, path: string, given: Given): void {
  const { facts, outcome } = source;
  if (step.bound !== null) given.report(`${path}/bound`, 'bound-refuted', 'An order has no bound.');
  if (!step.proven) {
    refuseTree(step, path, given.report);
    return;
  }
  const asked: Asked[] = [];
  for (const [household, pair] of outcome.pairOf.entries()) {
    // Pairs are by dwelling, so those with a smaller id come before the one that the household has.
    const open: number[] = [];
    for (let other = facts.pairStart[household]!; other < pair; other += 1) open.push(other);
    if (open.length > 0) asked.push({ household, open });
  }
  const question = askForOrder(facts, outcome, given.limits);
  walk(source, step, path, { report: given.report, question, asked });
}

function refuseTree(step: PlacementStep, path: string, report: Report): void {
  if (step.tree.length === 0) return;
  report(`${path}/tree`, 'tree-malformed', 'A tree without a claim must be empty.');
}

function walk(
  source: PriceSource,
  step: PlacementStep,
  path: string,
  given: { readonly report: Report; readonly question: Question; readonly asked: readonly Asked[] },
): void {
  const { facts, lists } = source;
  const tree = readTree({ facts, priceLists: lists.length }, step.tree, `${path}/tree`, given.report);
  if (tree === undefined) return;
  for (const failure of walkTree(source, given.question, tree, given.asked)) {
    given.report(`${path}/tree`, failure.code, failure.detail);
  }
}
