import { addFault, type FaultList, isFull, pointer, shown } from './fault.ts';
import {
  ANY_FIGURE,
  isJsonRecord,
  NOT_NEGATIVE,
  readArray,
  readInteger,
  readKnownId,
  readRecord,
} from './read-json.ts';

const PAIR_FIELDS = {
  household: 'required',
  dwelling: 'required',
  misfit: 'required',
  score: 'required',
} as const;

/** More than any array of dwellings is long, and small enough that every key is an exact integer. */
const KEY_STRIDE = 2 ** 26;

/** Places of the ids in their arrays. */
export interface PairIds {
  readonly households: ReadonlyMap<string, number>;
  readonly dwellings: ReadonlyMap<string, number>;
}

/** Checks `/pairs`. Linear in their number but for one native sort of numbers: there are millions of them. */
export function readPairs(list: FaultList, value: unknown, ids: PairIds): void {
  const items = readArray(list, '/pairs', value);
  const keys = new Float64Array(items.length);
  for (let index = 0; index < items.length; index += 1) {
    if (isFull(list)) return;
    const key = pairKey(items[index], ids);
    // A pair that cannot be keyed gets a number of its own, so that it is no duplicate of another.
    keys[index] = key ?? -1 - index;
    if (key === undefined || !hasGoodFigures(items[index])) diagnosePair(list, index, items[index], ids);
  }
  reportDuplicates(list, keys);
}

/** The quick test that nearly all pairs pass; whatever fails it is examined again for the faults. */
function hasGoodFigures(item: unknown): boolean {
  if (!isJsonRecord(item)) return false;
  let fields = 0;
  for (const _ in item) fields += 1;
  if (fields !== 4) return false;
  const misfit = item['misfit'];
  const score = item['score'];
  return (
    Number.isInteger(misfit) &&
    Number.isInteger(score) &&
    typeof misfit === 'number' &&
    misfit >= 0 &&
    misfit <= NOT_NEGATIVE.max &&
    typeof score === 'number' &&
    Math.abs(score) <= ANY_FIGURE.max
  );
}

function pairKey(item: unknown, ids: PairIds): number | undefined {
  if (!isJsonRecord(item)) return undefined;
  const { household, dwelling } = item;
  if (typeof household !== 'string' || typeof dwelling !== 'string') return undefined;
  const householdIndex = ids.households.get(household);
  const dwellingIndex = ids.dwellings.get(dwelling);
  if (householdIndex === undefined || dwellingIndex === undefined) return undefined;
  return householdIndex * KEY_STRIDE + dwellingIndex;
}

function diagnosePair(list: FaultList, index: number, item: unknown, ids: PairIds): void {
  const path = pointer('/pairs', index);
  const record = readRecord(list, path, item, PAIR_FIELDS);
  if (record === undefined) return;
  readKnownId(list, `${path}/household`, record['household'], ids.households);
  readKnownId(list, `${path}/dwelling`, record['dwelling'], ids.dwellings);
  readInteger(list, `${path}/misfit`, record['misfit'], NOT_NEGATIVE);
  readInteger(list, `${path}/score`, record['score'], ANY_FIGURE);
}

function reportDuplicates(list: FaultList, keys: Float64Array): void {
  const sorted = keys.toSorted();
  const repeated = new Set<number>();
  for (let place = 1; place < sorted.length; place += 1) {
    const key = sorted[place];
    if (key !== undefined && key === sorted[place - 1]) repeated.add(key);
  }
  if (repeated.size === 0) return;
  const first = new Map<number, number>();
  for (let index = 0; index < keys.length && !isFull(list); index += 1) {
    const key = keys[index];
    if (key === undefined || !repeated.has(key)) continue;
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, index);
    else
      addFault(
        list,
        pointer('/pairs', index),
        'duplicate-pair',
        `The same two as ${shown(`/pairs/${earlier}`)}.`,
      );
  }
}
