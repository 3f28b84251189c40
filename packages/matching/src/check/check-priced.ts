import type { UnservedProof } from '../solution.ts';
import type { Report } from './deviation.ts';
import { type PriceSource, type PricesInUse, startPricing, usePrices } from './price-source.ts';
import { costOfPair } from './price-table.ts';
import { askForServed } from './question.ts';
import { type RoomTable, roomFor, UNSAFE } from './room.ts';

/** The proof of one household, and where it stands. */
export interface Entry<Proof extends UnservedProof = UnservedProof> {
  readonly path: string;
  readonly household: number;
  readonly proof: Proof;
}

type HallSet = Extract<UnservedProof, { kind: 'hall-set' }>;
type Resource = Extract<UnservedProof, { kind: 'resource' }>;

interface Check extends PriceSource {
  readonly inUse: PricesInUse;
  /** By pair, 1 where a list closes it. */
  readonly isClosed: Uint8Array;
  /** Paths of Hall sets that are refuted already. */
  readonly refuted: Set<string>;
  readonly report: Report;
}

/**
 * Checks the proofs by price lists alone: list by list, each for all that name it, since to add one up takes much
 * longer than to ask it for a household.
 */
export function checkPriced(source: PriceSource, entries: readonly Entry[], report: Report): void {
  const check: Check = {
    ...source,
    inUse: startPricing(askForServed(source.facts, source.outcome)),
    isClosed: new Uint8Array(source.facts.pairDwelling.length),
    refuted: new Set(),
    report,
  };
  const halls = entries.filter((entry): entry is Entry<HallSet> => entry.proof.kind === 'hall-set');
  const users = new Map<number, Entry<HallSet | Resource>[]>();
  for (const entry of entries) {
    if (isPriced(entry)) collectLists(check, entry, users);
  }
  for (const [list, named] of users) {
    const room = usePrices(source, check.inUse, list);
    for (const entry of named) useList(check, entry, list, room);
  }
  for (const hall of halls) checkHallSet(check, hall);
}

function isPriced(entry: Entry): entry is Entry<HallSet | Resource> {
  return entry.proof.kind === 'hall-set' || entry.proof.kind === 'resource';
}

function collectLists(
  check: Check,
  entry: Entry<HallSet | Resource>,
  users: Map<number, Entry<HallSet | Resource>[]>,
): void {
  const { path, proof } = entry;
  for (const list of new Set(proof.kind === 'hall-set' ? proof.prices : [proof.prices])) {
    const fault = findListFault(check, proof, list);
    if (fault !== undefined) {
      check.report(path, 'proof-refuted', fault);
      check.refuted.add(path);
    } else {
      const known = users.get(list);
      if (known === undefined) users.set(list, [entry]);
      else known.push(entry);
    }
  }
}

function findListFault({ lists }: Check, proof: HallSet | Resource, list: number): string | undefined {
  const named = lists[list];
  if (named === undefined) return `There is no price list ${list}.`;
  if (proof.kind === 'resource' || named.isOfDwellings) return undefined;
  return `Price list ${list} prices more than dwellings.`;
}

function useList(
  check: Check,
  entry: Entry<HallSet | Resource>,
  list: number,
  room: RoomTable | undefined,
): void {
  const { facts, table, isClosed } = check;
  const { household, proof, path } = entry;
  const left = room === undefined ? Number.NaN : roomFor(room, household);
  let bound = Number.POSITIVE_INFINITY;
  if (Number.isSafeInteger(left)) {
    for (let pair = facts.pairStart[household]!; pair < facts.pairStart[household + 1]!; pair += 1) {
      if (facts.isTooMuch[pair] === 1) continue;
      const cost = costOfPair(table, household, pair);
      bound = Math.min(bound, cost);
      if (cost > left) isClosed[pair] = 1;
    }
  }
  if (proof.kind === 'hall-set') return;
  if (Number.isSafeInteger(left)) {
    const fault = findResourceFault(proof, left, bound);
    if (fault !== undefined) check.report(path, 'proof-refuted', fault);
    return;
  }
  const { isUnsafe, detail } = check.inUse.unfit.get(list) ?? UNSAFE;
  check.report(path, isUnsafe ? 'claim-not-verified' : 'proof-refuted', detail);
}

function findResourceFault(proof: Resource, room: number, bound: number): string | undefined {
  if (bound === Number.POSITIVE_INFINITY) return 'It has no pair: that is a Hall set without lists.';
  if (proof.room !== room) return `The room is ${room}, not ${proof.room}.`;
  if (proof.bound !== bound) return `The cheapest of its pairs costs ${bound}, not ${proof.bound}.`;
  return bound > room ? undefined : `A place costs ${bound}, and there is room for ${room}.`;
}

function checkHallSet(check: Check, { household, proof, path }: Entry<HallSet>): void {
  const { facts, inUse, refuted } = check;
  if (refuted.has(path)) return;
  for (let pair = facts.pairStart[household]!; pair < facts.pairStart[household + 1]!; pair += 1) {
    if (check.isClosed[pair] === 1 || facts.isTooMuch[pair] === 1) continue;
    const isUnsafe = proof.prices.some((list) => inUse.unfit.get(list)?.isUnsafe === true);
    const dwelling = facts.dwellings[facts.pairDwelling[pair]!];
    check.report(path, isUnsafe ? 'claim-not-verified' : 'proof-refuted', `No list closes ${dwelling}.`);
    return;
  }
}
