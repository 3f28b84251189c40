import { addFault, type FaultList, isFull, pointer, shown } from './fault.ts';
import {
  ANY_TOTAL,
  type FieldRules,
  type IntegerRange,
  readArray,
  readId,
  readInteger,
  readRecord,
} from './read-json.ts';

/** From 0, as far as integers are exact. */
export const COUNT: IntegerRange = { min: 0, max: Number.MAX_SAFE_INTEGER };

/** Rules for fields that must all be there. */
export function required(...names: readonly string[]): FieldRules {
  return Object.fromEntries(names.map((name) => [name, 'required' as const]));
}

/** Reads every item of the array in a field, until the list of faults is full. */
export function readEach(
  list: FaultList,
  path: string,
  value: unknown,
  readItem: (path: string, item: unknown) => void,
): void {
  for (const [index, item] of readArray(list, path, value).entries()) {
    if (isFull(list)) return;
    readItem(pointer(path, index), item);
  }
}

/** A list of ids. */
export function readIds(list: FaultList, path: string, value: unknown): void {
  readEach(list, path, value, (itemPath, item) => {
    readId(list, itemPath, item ?? null);
  });
}

/** A list of integers from 0. */
export function readCounts(list: FaultList, path: string, value: unknown): void {
  readEach(list, path, value, (itemPath, item) => {
    readInteger(list, itemPath, item ?? null, COUNT);
  });
}

/** An object of integers. */
export function readIntegers(
  list: FaultList,
  path: string,
  value: unknown,
  fields: { readonly names: readonly string[]; readonly range: IntegerRange },
): void {
  if (value === undefined) return;
  const record = readRecord(list, path, value, required(...fields.names));
  for (const name of fields.names) readInteger(list, pointer(path, name), record?.[name], fields.range);
}

/** A total or `null`. */
export function readIntegerOrNull(list: FaultList, path: string, value: unknown): void {
  if (value !== null) readInteger(list, path, value, ANY_TOTAL);
}

/** True or false. */
export function readBoolean(list: FaultList, path: string, value: unknown): void {
  if (value === undefined || typeof value === 'boolean') return;
  addFault(list, path, 'wrong-type', `Expected true or false, got ${shown(value)}.`);
}
