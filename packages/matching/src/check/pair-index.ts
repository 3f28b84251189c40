import type { ProblemPair } from '../problem.ts';

/**
 * The pairs by household (numbered by rank), then dwelling (by id): those of household h have the numbers from
 * `pairStart[h]` to before `pairStart[h + 1]`. Without pairs of a household with its own current dwelling, which
 * mean staying.
 */
export interface PairIndex {
  readonly pairStart: Int32Array;
  readonly pairDwelling: Int32Array;
  readonly pairMisfit: Float64Array;
  readonly pairScore: Float64Array;
}

interface Numbering {
  readonly householdAt: ReadonlyMap<string, number>;
  readonly dwellingAt: ReadonlyMap<string, number>;
  readonly current: Int32Array;
}

/** Sorts by counting, first by dwelling and then by household: there may be millions. */
export function indexPairs(pairs: readonly ProblemPair[], numbering: Numbering): PairIndex {
  const { householdAt, dwellingAt, current } = numbering;
  const household = new Int32Array(pairs.length);
  const dwelling = new Int32Array(pairs.length);
  const source = new Int32Array(pairs.length);
  let count = 0;
  for (const [place, pair] of pairs.entries()) {
    const row = householdAt.get(pair.household) ?? -1;
    const column = dwellingAt.get(pair.dwelling) ?? -1;
    if (row < 0 || column < 0 || current[row] === column) continue;
    household[count] = row;
    dwelling[count] = column;
    source[count] = place;
    count += 1;
  }
  const all = Int32Array.from({ length: count }, (_, place) => place);
  const byDwelling = sortByCounting(all, dwelling, dwellingAt.size).order;
  const { order, start } = sortByCounting(byDwelling, household, householdAt.size);
  const pairDwelling = new Int32Array(count);
  const pairMisfit = new Float64Array(count);
  const pairScore = new Float64Array(count);
  for (let place = 0; place < count; place += 1) {
    const from = order[place]!;
    const pair = pairs[source[from]!];
    pairDwelling[place] = dwelling[from]!;
    pairMisfit[place] = pair?.misfit ?? 0;
    pairScore[place] = pair?.score ?? 0;
  }
  return { pairStart: start, pairDwelling, pairMisfit, pairScore };
}

/** The items by key, equal keys in the order they have; `start[k]` is where the items with key k begin. */
function sortByCounting(
  items: Int32Array,
  keys: Int32Array,
  keyCount: number,
): { readonly order: Int32Array; readonly start: Int32Array } {
  const start = new Int32Array(keyCount + 1);
  for (const item of items) start[keys[item]! + 1]! += 1;
  for (let key = 0; key < keyCount; key += 1) start[key + 1]! += start[key]!;
  const next = start.slice();
  const order = new Int32Array(items.length);
  for (const item of items) {
    const key = keys[item]!;
    order[next[key]!] = item;
    next[key]! += 1;
  }
  return { order, start };
}

/** The number of a pair, or -1 where the household may not be placed in the dwelling. */
export function findPair(index: PairIndex, household: number, dwelling: number): number {
  let low = index.pairStart[household]!;
  let high = index.pairStart[household + 1]! - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = index.pairDwelling[middle]!;
    if (found === dwelling) return middle;
    if (found < dwelling) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
