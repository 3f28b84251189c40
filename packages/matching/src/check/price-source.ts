import { GONE, STAYING } from './cases.ts';
import type { Facts } from './facts.ts';
import type { Outcome } from './outcome.ts';
import { costOfNowhere, costOfPair, costOfStaying, loadPrices, type PriceTable } from './price-table.ts';
import type { NumberedPrices } from './prices.ts';
import type { Question } from './question.ts';
import { addUp, isUnfit, type RoomTable, UNSAFE, type Unfit } from './room.ts';

/** All that proofs are checked with. */
export interface PriceSource {
  readonly facts: Facts;
  readonly outcome: Outcome;
  readonly table: PriceTable;
  readonly lists: readonly NumberedPrices[];
}

/** The lists that were added up for a question, and those that say nothing about it. */
export interface PricesInUse {
  readonly question: Question;
  readonly rooms: Map<number, RoomTable>;
  readonly unfit: Map<number, Unfit>;
  /** Payers of all lists in `rooms`. */
  kept: number;
}

/** So many payers are kept at most (some forty megabytes); a list that is named again is then added up again. */
const MAX_KEPT = 2_000_000;

/** No list was added up yet. */
export function startPricing(question: Question): PricesInUse {
  return { question, rooms: new Map(), unfit: new Map(), kept: 0 };
}

/** Charges a list from now on; `undefined` where it says nothing about the question, which is noted. */
export function usePrices(source: PriceSource, inUse: PricesInUse, index: number): RoomTable | undefined {
  const list = source.lists[index];
  if (list === undefined || inUse.unfit.has(index)) return undefined;
  const isSafe = loadPrices(source.table, list);
  const known = inUse.rooms.get(index);
  if (known !== undefined) return known;
  const room = isSafe ? addUp(source.table, inUse.question, list) : UNSAFE;
  if (isUnfit(room)) {
    inUse.unfit.set(index, room);
    return undefined;
  }
  if (inUse.kept + room.payers.length > MAX_KEPT) {
    inUse.rooms.clear();
    inUse.kept = 0;
  }
  inUse.kept += room.payers.length;
  inUse.rooms.set(index, room);
  return room;
}

/** What a household pays for any place. */
export function costOfPlace(table: PriceTable, household: number, place: number): number {
  if (place === STAYING) return costOfStaying(table, household);
  return place === GONE ? costOfNowhere(table, household) : costOfPair(table, household, place);
}
