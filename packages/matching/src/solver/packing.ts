/** One load in one dwelling, and what it counts. */
export interface Choice {
  readonly dwelling: number;
  readonly step: number;
  readonly load: number;
  readonly value: number;
}

/** What may be chosen for a dwelling: one of these, or nothing. */
export type Dwelling = readonly Choice[];

/** Dwellings with a limit on their load together. The first part of a list holds the limit of all as well. */
export interface Part {
  readonly limit: number;
  readonly dwellings: readonly Dwelling[];
}

/** The choices that count most, and what they count. */
export interface Packing {
  readonly value: number;
  readonly chosen: readonly Choice[];
}

/** By load that may be used, the most that can be counted; and what leads to it. */
interface Table {
  readonly most: Float64Array;
  /** For each dwelling by load: the place of its choice, or -1. */
  readonly picks: readonly Int8Array[];
}

/** The greatest sum of values with one choice or none for each dwelling, up to the limit of each part and of all. */
export function greatestPacking(parts: readonly Part[]): Packing {
  const [loose, ...inner] = parts;
  if (loose === undefined) return { value: 0, chosen: [] };
  const tables = [fill(loose), ...inner.map(fill)];
  const total = { most: tables[0]!.most, shares: [] as Int32Array[] };
  for (const table of tables.slice(1)) {
    const { most, share } = join(total.most, table.most);
    total.most = most;
    total.shares.push(share);
  }
  const chosen: Choice[] = [];
  let left = loose.limit;
  for (let place = tables.length - 1; place >= 1; place -= 1) {
    const own = total.shares[place - 1]![left]!;
    follow(parts[place]!, tables[place]!, own, chosen);
    left -= own;
  }
  follow(loose, tables[0]!, left, chosen);
  return { value: total.most[loose.limit]!, chosen };
}

function fill({ limit, dwellings }: Part): Table {
  let most = new Float64Array(limit + 1);
  const picks: Int8Array[] = [];
  for (const choices of dwellings) {
    const next = most.slice();
    const pick = new Int8Array(limit + 1).fill(-1);
    for (const [place, { load, value }] of choices.entries()) {
      for (let used = load; used <= limit; used += 1) {
        const chosen = most[used - load]! + value;
        if (chosen <= next[used]!) continue;
        next[used] = chosen;
        pick[used] = place;
      }
    }
    picks.push(pick);
    most = next;
  }
  return { most, picks };
}

/** By load used in both together, the most, and how much of it is of the second. */
function join(
  first: Float64Array,
  second: Float64Array,
): { readonly most: Float64Array; readonly share: Int32Array } {
  const most = first.slice();
  const share = new Int32Array(first.length);
  for (let own = 1; own < second.length; own += 1) {
    const value = second[own]!;
    // The same with less load.
    if (value === second[own - 1]) continue;
    for (let used = own; used < first.length; used += 1) {
      const both = first[used - own]! + value;
      if (both <= most[used]!) continue;
      most[used] = both;
      share[used] = own;
    }
  }
  if (second[0]! > 0) return joinFree(first, second);
  return { most, share };
}

/** Where something counts without any load. */
function joinFree(
  first: Float64Array,
  second: Float64Array,
): { readonly most: Float64Array; readonly share: Int32Array } {
  const most = new Float64Array(first.length).fill(Number.NEGATIVE_INFINITY);
  const share = new Int32Array(first.length);
  for (let own = 0; own < second.length; own += 1) {
    for (let used = own; used < first.length; used += 1) {
      const both = first[used - own]! + second[own]!;
      if (both <= most[used]!) continue;
      most[used] = both;
      share[used] = own;
    }
  }
  return { most, share };
}

function follow({ dwellings }: Part, { picks }: Table, load: number, chosen: Choice[]): void {
  let left = load;
  for (let place = dwellings.length - 1; place >= 0; place -= 1) {
    const pick = picks[place]![left]!;
    if (pick < 0) continue;
    const choice = dwellings[place]![pick]!;
    chosen.push(choice);
    left -= choice.load;
  }
}
