import { type CaseStep, readCase } from './cases.ts';
import { type PriceSource, type PricesInUse, startPricing, usePrices } from './price-source.ts';
import { costOfPair } from './price-table.ts';
import { domainOf, type Question } from './question.ts';
import { roomFor, UNSAFE } from './room.ts';
import { type Asked, leaveOpen, measureExtra, type NodeSource, splitByRank } from './stretch.ts';
import type { Tree, TreeBranch } from './tree.ts';

/** Where the walk for one household ended with pairs left. */
export interface Failure {
  readonly household: number;
  readonly code: 'proof-refuted' | 'claim-not-verified';
  readonly detail: string;
}

/** In the place of a pair, where no household is asked about. */
const NOBODY = -1;

interface Visit {
  readonly node: number;
  readonly last: CaseStep | null;
  readonly asked: readonly Asked[];
}

/** Asks about no household, but whether there is any such assignment: every leaf must be impossible. */
export function askForNobody({ facts }: Pick<PriceSource, 'facts'>): Asked {
  return { household: facts.households.length, open: [NOBODY] };
}

/**
 * Walks a proof by cases for all that are asked about (by rank) at once; what comes back are those whose pairs it
 * does not close. At each node, places are closed by keep-apart and by the price lists there; a household without a
 * place, or a list with room below 0, closes the whole node; what is left must be closed in both cases of its
 * branch.
 */
export function walkTree(
  source: PriceSource,
  question: Question,
  tree: Tree,
  asked: readonly Asked[],
): readonly Failure[] {
  const failures = new Map<number, Failure>();
  const inUse = startPricing(question);
  const start = asked
    .filter(({ open }) => open.length > 0)
    .flatMap((one) => leaveOpen(one, (pair) => pair !== NOBODY && source.facts.isTooMuch[pair] === 1));
  const visits: Visit[] = [{ node: 0, last: null, asked: start }];
  for (let visit = visits.pop(); visit !== undefined; visit = visits.pop()) {
    const { node, last } = visit;
    const pending = visit.asked.filter(({ household }) => !failures.has(household));
    const left = closeAtNode(source, inUse, tree, { node, last, asked: pending });
    const branch = tree.nodes[node]?.branch ?? null;
    if (branch === null) {
      for (const one of left) {
        failures.set(one.household, describe(source, inUse, one, `Node ${node} has no branch`));
      }
      continue;
    }
    const { household, dwellings, inside, outside } = branch;
    const sides = splitByBranch(source, question, branch, left);
    // The last one is visited first.
    visits.push({
      node: outside,
      last: { before: last, household, dwellings, isInside: false },
      asked: sides.outside,
    });
    visits.push({
      node: inside,
      last: { before: last, household, dwellings, isInside: true },
      asked: sides.inside,
    });
  }
  return [...failures.values()].toSorted((a, b) => a.household - b.household);
}

/**
 * Who is asked about on each side of a branch. One that takes no part is nowhere, so outside. The one asked about
 * itself is asked about inside with its pairs there, and outside with the others.
 */
function splitByBranch(
  { facts }: Pick<PriceSource, 'facts'>,
  question: Question,
  branch: TreeBranch,
  asked: readonly Asked[],
): { readonly inside: readonly Asked[]; readonly outside: readonly Asked[] } {
  const side = (isInside: boolean): readonly Asked[] =>
    asked.flatMap((one) => {
      if (branch.household === one.household) {
        return leaveOpen(one, (pair) => branch.dwellings.has(facts.pairDwelling[pair]!) !== isInside);
      }
      const takesPart = domainOf(question, branch.household, one.household) !== 0;
      return isInside && !takesPart ? [] : [one];
    });
  return { inside: side(true), outside: side(false) };
}

/** What is left open of those asked about. */
function closeAtNode(
  source: PriceSource,
  inUse: PricesInUse,
  tree: Tree,
  { node, last, asked }: Visit,
): readonly Asked[] {
  const here: NodeSource = { ...source, question: inUse.question, known: readCase(last) };
  let stretches = splitByRank(here, asked);
  for (const list of tree.nodes[node]?.prices ?? []) {
    if (stretches.length === 0) return [];
    const room = usePrices(source, inUse, list);
    if (room === undefined) continue;
    stretches = stretches.flatMap((stretch) => {
      const extraFor = measureExtra(here, stretch);
      const open = stretch.asked.flatMap((one) => {
        const left = roomFor(room, one.household) - extraFor(one.household);
        if (!Number.isSafeInteger(left)) {
          inUse.unfit.set(list, UNSAFE);
          return [one];
        }
        return leaveOpen(one, (pair) => pay(source, one.household, pair) > left);
      });
      return open.length === 0 ? [] : [{ ...stretch, asked: open }];
    });
  }
  return stretches.flatMap((stretch) => stretch.asked);
}

/**
 * What the one asked about pays; where that is nobody, nothing, so that room below 0 closes the case. For a household
 * room below 0 is not enough: a price for score may bring what it pays below 0 too.
 */
function pay({ table }: PriceSource, household: number, pair: number): number {
  return pair === NOBODY ? 0 : costOfPair(table, household, pair);
}

function describe({ facts }: PriceSource, { unfit }: PricesInUse, one: Asked, reason: string): Failure {
  const dwelling = facts.dwellings[facts.pairDwelling[one.open[0] ?? -1] ?? -1];
  const open = dwelling === undefined ? 'it is open' : `${dwelling} is open`;
  const lists = [...unfit].slice(0, 3).map(([list, { detail }]) => ` Price list ${list}: ${detail}`);
  return {
    household: one.household,
    code: codeOf(unfit.values()),
    detail: `${reason}, but ${open}.${lists.join('')}`,
  };
}

function codeOf(unfit: Iterable<{ readonly isUnsafe: boolean }>): Failure['code'] {
  return [...unfit].some(({ isUnsafe }) => isUnsafe) ? 'claim-not-verified' : 'proof-refuted';
}
