import { addFault, type FaultList, isFull, pointer, shown } from './fault.ts';
import {
  NOT_NEGATIVE,
  POSITIVE,
  readArray,
  readId,
  readInteger,
  readKnownId,
  readRecord,
} from './read-json.ts';

const HOUSEHOLD_FIELDS = {
  id: 'required',
  rank: 'required',
  class: 'required',
  load: 'required',
  current: 'required',
} as const;

interface Ranked {
  readonly path: string;
  readonly rank: number;
  readonly class: number | undefined;
}

/** Checks a list of `{ id }` objects and gives their ids with their places. */
export function readIdentified(list: FaultList, path: string, value: unknown): Map<string, number> {
  const ids = new Map<string, number>();
  for (const [index, item] of readArray(list, path, value).entries()) {
    if (isFull(list)) return ids;
    const record = readRecord(list, pointer(path, index), item, { id: 'required' });
    if (record !== undefined) readNewId(list, pointer(path, index), record['id'], { ids, index });
  }
  return ids;
}

/** Checks `/households`: ids, ranks in a strict order that agrees with the classes, one holder for a dwelling. */
export function readHouseholds(
  list: FaultList,
  value: unknown,
  dwellings: ReadonlyMap<string, number>,
): Map<string, number> {
  const ids = new Map<string, number>();
  const holders = new Map<string, string>();
  const ranked: Ranked[] = [];
  for (const [index, item] of readArray(list, '/households', value).entries()) {
    if (isFull(list)) return ids;
    const path = pointer('/households', index);
    const record = readRecord(list, path, item, HOUSEHOLD_FIELDS);
    if (record === undefined) continue;
    readNewId(list, path, record['id'], { ids, index });
    const rank = readInteger(list, `${path}/rank`, record['rank'], POSITIVE);
    const rankClass = readInteger(list, `${path}/class`, record['class'], POSITIVE);
    readInteger(list, `${path}/load`, record['load'], NOT_NEGATIVE);
    if (rank !== undefined) ranked.push({ path, rank, class: rankClass });
    readCurrent(list, path, record['current'], { dwellings, holders });
  }
  checkRanks(list, ranked);
  return ids;
}

/** Reads the id of an element of an array and refuses one that an earlier element has. */
export function readNewId(
  list: FaultList,
  path: string,
  value: unknown,
  seen: { readonly ids: Map<string, number>; readonly index: number },
): void {
  const id = readId(list, `${path}/id`, value);
  if (id === undefined) return;
  const earlier = seen.ids.get(id);
  if (earlier === undefined) seen.ids.set(id, seen.index);
  else addFault(list, `${path}/id`, 'duplicate-id', `${shown(id)} is the id of element ${earlier} too.`);
}

function readCurrent(
  list: FaultList,
  path: string,
  value: unknown,
  known: { readonly dwellings: ReadonlyMap<string, number>; readonly holders: Map<string, string> },
): void {
  if (value === null) return;
  const current = readKnownId(list, `${path}/current`, value, known.dwellings);
  if (current === undefined) return;
  const holder = known.holders.get(current);
  if (holder === undefined) known.holders.set(current, path);
  else addFault(list, `${path}/current`, 'dwelling-held-twice', `${holder} lives in ${shown(current)} too.`);
}

function checkRanks(list: FaultList, ranked: readonly Ranked[]): void {
  let before: Ranked | undefined;
  let worst: Ranked | undefined;
  for (const household of ranked.toSorted((a, b) => a.rank - b.rank)) {
    if (before?.rank === household.rank) {
      addFault(
        list,
        `${household.path}/rank`,
        'repeated-rank',
        `${before.path} has rank ${before.rank} too.`,
      );
    }
    if (household.class !== undefined && worst?.class !== undefined && household.class < worst.class) {
      const detail = `Class ${household.class} at rank ${household.rank}, but ${worst.path} with class ${worst.class} is ranked before.`;
      addFault(list, `${household.path}/class`, 'rank-contradicts-class', detail);
    }
    if (household.class !== undefined && household.class >= (worst?.class ?? 0)) worst = household;
    before = household;
  }
}
