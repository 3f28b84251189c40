import type { Solution } from '../solution.ts';
import { isSmall } from './brute-force.ts';
import { checkPriced, type Entry } from './check-priced.ts';
import type { Report } from './deviation.ts';
import { createPlaceFinder } from './place-finder.ts';
import type { PriceSource } from './price-source.ts';
import { askForServed } from './question.ts';
import type { Asked } from './stretch.ts';
import { readTree } from './tree.ts';
import { walkTree } from './walk-tree.ts';

const BASE = '/certificate/servedSet';

/** Re-checks the reason given for every household that was not served. */
export function checkUnserved(source: PriceSource, solution: Solution, report: Report): void {
  const entries: Entry[] = [];
  for (const [index, { household, proof }] of solution.certificate.servedSet.unserved.entries()) {
    const path = `${BASE}/unserved/${index}/proof`;
    const row = source.facts.householdAt.get(household);
    if (row !== undefined) entries.push({ path, household: row, proof });
  }
  checkPriced(source, entries, report);
  checkSearches(source, solution, entries, report);
}

/** All proofs by cases are in one tree. */
function checkSearches(
  source: PriceSource,
  solution: Solution,
  entries: readonly Entry[],
  report: Report,
): void {
  const { facts, outcome } = source;
  const nodes = solution.certificate.servedSet.tree;
  const tree = readTree({ facts, priceLists: source.lists.length }, nodes, `${BASE}/tree`, report);
  // On small problems everything is tried anyway.
  const findPlaceFor = isSmall(facts) ? () => undefined : createPlaceFinder(facts, outcome);
  const asked: Asked[] = [];
  const paths = new Map<number, string>();
  for (const { path, household, proof } of entries) {
    if (proof.kind !== 'exhausted-search') continue;
    if (proof.nodes < 1 || proof.nodes > nodes.length) {
      report(`${path}/nodes`, 'proof-refuted', `The tree has ${nodes.length} nodes.`);
    }
    const place = findPlaceFor(household);
    if (place !== undefined) {
      report(path, 'served-set-not-best', `${facts.dwellings[place]} can be had as everyone else is placed.`);
    }
    const open: number[] = [];
    for (let pair = facts.pairStart[household]!; pair < facts.pairStart[household + 1]!; pair += 1) {
      open.push(pair);
    }
    if (!paths.has(household)) asked.push({ household, open });
    paths.set(household, path);
  }
  if (tree === undefined || asked.length === 0) return;
  asked.sort((a, b) => a.household - b.household);
  for (const failure of walkTree(source, askForServed(facts, outcome), tree, asked)) {
    report(paths.get(failure.household) ?? BASE, failure.code, failure.detail);
  }
}
