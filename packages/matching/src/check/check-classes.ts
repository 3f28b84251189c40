import type { ClassCount, Solution } from '../solution.ts';
import type { Report } from './deviation.ts';
import type { PriceSource } from './price-source.ts';
import { askForClass } from './question.ts';
import { readTree } from './tree.ts';
import { askForNobody, walkTree } from './walk-tree.ts';

const BASE = '/certificate/servedSet/classes';

/** Re-checks the counts of the classes: one for each class under `most-per-class`, none under `strict-rank`. */
export function checkClasses(source: PriceSource, solution: Solution, report: Report): void {
  const { facts } = source;
  const { classes } = solution.certificate.servedSet;
  const expected = facts.problem.servedRule === 'most-per-class' ? facts.classes : [];
  if (classes.map((count) => count.class).join(' ') !== expected.join(' ')) {
    report(BASE, 'classes-differ', `Expected the classes ${expected.join(', ') || 'left out'}.`);
    return;
  }
  for (const [place, count] of classes.entries()) checkClass(source, count, place, report);
}

function checkClass(source: PriceSource, count: ClassCount, place: number, report: Report): void {
  const { facts, outcome } = source;
  const path = `${BASE}/${place}`;
  const served = outcome.classCounts[place]!;
  if (count.served !== served) report(`${path}/served`, 'classes-differ', `The assignments serve ${served}.`);
  if (count.bound < served) report(`${path}/bound`, 'bound-refuted', `The solution itself serves ${served}.`);
  const tree = readTree({ facts, priceLists: source.lists.length }, count.tree, `${path}/tree`, report);
  // That no more are served than there are needs no proof.
  if (tree === undefined || (tree.nodes.length === 0 && count.bound >= facts.classSizes[place]!)) return;
  const question = askForClass(facts, outcome, place, count.bound + 1);
  for (const failure of walkTree(source, question, tree, [askForNobody(source)])) {
    report(`${path}/tree`, failure.code, failure.detail);
  }
}
