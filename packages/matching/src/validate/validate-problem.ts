import type { Problem } from '../problem.ts';
import { addFault, createFaultList, type Fault, type FaultList, isFull, pointer, shown } from './fault.ts';
import {
  ANY_FIGURE,
  isJsonRecord,
  type JsonRecord,
  NOT_NEGATIVE,
  readArray,
  readChoice,
  readInteger,
  readKnownId,
  readKnownIds,
  readRecord,
} from './read-json.ts';
import { readHouseholds, readIdentified, readNewId } from './validate-households.ts';
import { readPairs } from './validate-pairs.ts';

/** A problem that keeps every rule of the format, or the first hundred faults. */
export type ParsedProblem =
  | { readonly ok: true; readonly problem: Problem }
  | { readonly ok: false; readonly faults: readonly Fault[] };

const PROBLEM_FIELDS = {
  format: 'required',
  servedRule: 'required',
  households: 'required',
  dwellings: 'required',
  pairs: 'required',
  resources: 'required',
  apart: 'required',
} as const;

const RESOURCE_FIELDS = {
  id: 'required',
  capacity: 'required',
  soft: 'optional',
  weight: 'required',
  dwellings: 'required',
} as const;

const APART_FIELDS = { a: 'required', b: 'required', resources: 'required' } as const;

/**
 * Checks parsed JSON against `boligtrapp-problem/1`. The value is not copied: a problem that is accepted is the
 * value itself. Takes time linear in its size (and one native sort of as many numbers as there are pairs).
 */
export function parseProblem(value: unknown): ParsedProblem {
  const list = createFaultList();
  return isProblem(list, value) ? { ok: true, problem: value } : { ok: false, faults: list.faults };
}

function isProblem(list: FaultList, value: unknown): value is Problem {
  const record = readRecord(list, '', value, PROBLEM_FIELDS);
  if (record !== undefined) readProblemFields(list, record);
  return list.faults.length === 0;
}

function readProblemFields(list: FaultList, record: JsonRecord): void {
  readChoice(list, '/format', record['format'], ['boligtrapp-problem/1']);
  readChoice(list, '/servedRule', record['servedRule'], ['strict-rank', 'most-per-class']);
  const dwellings = readIdentified(list, '/dwellings', record['dwellings']);
  const households = readHouseholds(list, record['households'], dwellings);
  const resources = readResources(list, record['resources'], { households, dwellings });
  readApart(list, record['apart'], households, resources);
  readPairs(list, record['pairs'], { households, dwellings });
}

function readResources(
  list: FaultList,
  value: unknown,
  known: {
    readonly households: ReadonlyMap<string, number>;
    readonly dwellings: ReadonlyMap<string, number>;
  },
): Map<string, number> {
  const ids = new Map<string, number>();
  for (const [index, item] of readArray(list, '/resources', value).entries()) {
    if (isFull(list)) return ids;
    const path = pointer('/resources', index);
    const record = readRecord(list, path, item, RESOURCE_FIELDS);
    if (record === undefined) continue;
    readNewId(list, path, record['id'], { ids, index });
    readInteger(list, `${path}/capacity`, record['capacity'], ANY_FIGURE);
    readInteger(list, `${path}/soft`, record['soft'], ANY_FIGURE);
    readWeight(list, `${path}/weight`, record['weight'], known.households);
    readKnownIds(list, `${path}/dwellings`, record['dwellings'], known.dwellings);
  }
  return ids;
}

function readWeight(
  list: FaultList,
  path: string,
  value: unknown,
  households: ReadonlyMap<string, number>,
): void {
  if (value === undefined || value === 'load' || value === 'one') return;
  if (!isJsonRecord(value)) {
    addFault(list, path, 'wrong-value', `Expected load, one or an object of figures, got ${shown(value)}.`);
    return;
  }
  for (const [id, weight] of Object.entries(value)) {
    if (isFull(list)) return;
    if (!households.has(id)) {
      addFault(list, pointer(path, id), 'unknown-id', `${shown(id)} is not in the file.`);
    }
    readInteger(list, pointer(path, id), weight === undefined ? Number.NaN : weight, NOT_NEGATIVE);
  }
}

/** The same two may be listed more than once: the lists of resources add up. */
function readApart(
  list: FaultList,
  value: unknown,
  households: ReadonlyMap<string, number>,
  resources: ReadonlyMap<string, number>,
): void {
  for (const [index, item] of readArray(list, '/apart', value).entries()) {
    if (isFull(list)) return;
    const path = pointer('/apart', index);
    const record = readRecord(list, path, item, APART_FIELDS);
    if (record === undefined) continue;
    const a = readKnownId(list, `${path}/a`, record['a'], households);
    const b = readKnownId(list, `${path}/b`, record['b'], households);
    if (a !== undefined && a === b) {
      addFault(list, `${path}/b`, 'kept-apart-from-itself', `${shown(b)} is both of the two.`);
    }
    readKnownIds(list, `${path}/resources`, record['resources'], resources);
  }
}
