import type { ServedRule } from '@boligtrapp/matching';
import { moveGoal } from './goals.ts';
import { type Goal, type Mip, UnsolvedMipError } from './mip.ts';
import { type Ending, stayEnding } from './places.ts';

/** Who is served, with an assignment that serves exactly these; afterwards the MIP holds them fixed. */
export interface ServedAnswer {
  /** By rank. */
  readonly isServed: Uint8Array;
  readonly ending: Ending;
  readonly mips: number;
  readonly seconds: number;
}

/** So many households are decided by one MIP, with powers of two: exact, and small enough for its tolerances. */
const BLOCK = 8;

/** A search under way: what has been decided, and the best assignment that goes with it. */
interface Search {
  readonly mip: Mip;
  readonly isServed: Uint8Array;
  /** `most-per-class`: how many of each class are still to be served; `strict-rank`: nobody counts. */
  readonly left: Map<number, number> | undefined;
  ending: Ending;
  mips: number;
  seconds: number;
}

/**
 * The served set that a rule asks for, by exact MIPs. Households are decided in blocks by rank: a MIP finds the
 * lexicographically greatest way to serve a block, given all who were served before. After a block in which nobody
 * could be served, one MIP asks for ever longer blocks whether anybody can.
 *
 * @throws {Error} when a MIP is not solved to the end.
 */
export function findServed(mip: Mip, rule: ServedRule): ServedAnswer {
  const { households } = mip.places;
  const search: Search = {
    mip,
    isServed: new Uint8Array(households.length),
    left: rule === 'most-per-class' ? new Map() : undefined,
    ending: stayEnding(mip.places),
    mips: 0,
    seconds: 0,
  };
  // Movers who were not reached may make room; under strict-rank the others need not take part before their turn.
  for (const [household, { current }] of households.entries()) {
    mip.setFreedom(household, current === null ? 'must-not-be-served' : 'may-be-served');
  }
  countClasses(search);
  decideByRank(search);
  const { isServed, ending, mips, seconds } = search;
  return { isServed, ending, mips, seconds };
}

/** The greatest number of each class in turn, each then held fixed. */
function countClasses(search: Search): void {
  const { mip, left } = search;
  if (left === undefined) return;
  const { households, household: ofPlace } = mip.places;
  for (const [key, row] of mip.rows.classes) {
    for (const [household, { class: own }] of households.entries()) {
      if (own === key) mip.setFreedom(household, 'may-be-served');
    }
    const goal = moveGoal(mip.places, (place) => (households[ofPlace[place]!]!.class === key ? -1 : 0));
    const count = -solve(search, goal);
    mip.setRow(row, count, count);
    left.set(key, count);
  }
}

function decideByRank(search: Search): void {
  const { places } = search.mip;
  const queue = [...places.households.keys()];
  let length = BLOCK;
  while (queue.length > 0) {
    const block = takeBlock(search, queue, length);
    for (const household of block) search.mip.setFreedom(household, 'may-be-served');
    if (length > BLOCK && countServable(search, block) > 0) {
      // Somebody in it can be served: it is decided in short blocks.
      length = BLOCK;
      queue.unshift(...block);
      continue;
    }
    const served = length > BLOCK ? new Set<number>() : decideBlock(search, block);
    for (const household of block) settle(search, household, served.has(household));
    length = served.size > 0 ? BLOCK : 2 * length;
  }
}

/** The next of the queue that are not settled without a MIP: those who fit nowhere, or whose class has its number. */
function takeBlock(search: Search, queue: number[], length: number): number[] {
  const { places } = search.mip;
  const block: number[] = [];
  while (block.length < length) {
    const household = queue.shift();
    if (household === undefined) break;
    const moves =
      places.first[household + 1]! - places.first[household]! - (places.stay[household]! >= 0 ? 1 : 0);
    const isClassFull = search.left?.get(places.households[household]!.class) === 0;
    if (moves === 0 || isClassFull) settle(search, household, false);
    else block.push(household);
  }
  return block;
}

function settle(search: Search, household: number, isServed: boolean): void {
  search.mip.setFreedom(household, isServed ? 'must-be-served' : 'must-not-be-served');
  if (!isServed) return;
  search.isServed[household] = 1;
  const { class: own } = search.mip.places.households[household]!;
  search.left?.set(own, search.left.get(own)! - 1);
}

/** Those of a block who are served: being served before anyone ranked lower outweighs all of these together. */
function decideBlock(search: Search, block: readonly number[]): Set<number> {
  const worth = new Map(block.map((household, index) => [household, 2 ** (block.length - 1 - index)]));
  const { places } = search.mip;
  solve(
    search,
    moveGoal(places, (place) => -(worth.get(places.household[place]!) ?? 0)),
  );
  return new Set(block.filter((household) => isServedIn(search, household)));
}

function countServable(search: Search, block: readonly number[]): number {
  const asked = new Set(block);
  const { places } = search.mip;
  return -solve(
    search,
    moveGoal(places, (place) => (asked.has(places.household[place]!) ? -1 : 0)),
  );
}

function isServedIn({ mip, ending }: Search, household: number): boolean {
  const place = ending[household]!;
  return place >= 0 && mip.places.isStay[place] === 0;
}

function solve(search: Search, goal: Goal): number {
  const answer = search.mip.minimise(goal, search.ending);
  search.mips += 1;
  search.seconds += answer.seconds;
  if (answer.status !== 'optimal' || answer.found === undefined) {
    throw new UnsolvedMipError(`A MIP for the served set ended as ${answer.status}.`, answer);
  }
  search.ending = answer.found.ending;
  return answer.found.cost;
}
