import { MAX_FIGURE } from '../problem.ts';
import { addFault, type FaultList, isFull, pointer, shown } from './fault.ts';

/** A JSON object whose fields are not known yet. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** Inclusive limits of an integer. */
export interface IntegerRange {
  readonly min: number;
  readonly max: number;
}

/** Limits that occur more than once. */
export const ANY_FIGURE: IntegerRange = { min: -MAX_FIGURE, max: MAX_FIGURE };
/** From 0. */
export const NOT_NEGATIVE: IntegerRange = { min: 0, max: MAX_FIGURE };
/** From 1. */
export const POSITIVE: IntegerRange = { min: 1, max: MAX_FIGURE };
/** Totals of a solution. */
export const ANY_TOTAL: IntegerRange = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };

/** Whether a value is a JSON object (not null, not an array). */
export function isJsonRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value may be an id: a string that is not empty and has no lone surrogate (it could not be hashed). */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.isWellFormed();
}

/** The fields of an object and whether each must be there. */
export type FieldRules = Readonly<Record<string, 'required' | 'optional'>>;

/** The object at a path with exactly the fields of the rules, or `undefined` where it is not even an object. */
export function readRecord(
  list: FaultList,
  path: string,
  value: unknown,
  rules: FieldRules,
): JsonRecord | undefined {
  if (!isJsonRecord(value)) {
    addFault(list, path, 'not-an-object', `Expected an object, got ${shown(value)}.`);
    return undefined;
  }
  for (const key of Object.keys(value)) {
    if (isFull(list)) return value;
    if (!Object.hasOwn(rules, key))
      addFault(list, pointer(path, key), 'unknown-field', 'This field is unknown.');
  }
  for (const [key, rule] of Object.entries(rules)) {
    if (rule === 'required' && value[key] === undefined) {
      addFault(list, pointer(path, key), 'missing-field', 'This field is missing.');
    }
  }
  return value;
}

/** The array in a field; a missing field was reported by `readRecord`, and counts as empty here. */
export function readArray(list: FaultList, path: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value !== undefined) addFault(list, path, 'not-an-array', `Expected an array, got ${shown(value)}.`);
  return [];
}

/** The integer in a field, or `undefined`; a missing field was reported by `readRecord`. */
export function readInteger(
  list: FaultList,
  path: string,
  value: unknown,
  range: IntegerRange,
): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'number') {
    addFault(list, path, 'wrong-type', `Expected an integer, got ${shown(value)}.`);
    return undefined;
  }
  if (!Number.isInteger(value)) {
    addFault(list, path, 'not-an-integer', `Expected an integer, got ${shown(value)}.`);
    return undefined;
  }
  if (value < range.min || value > range.max) {
    addFault(list, path, 'out-of-range', `${value} is not between ${range.min} and ${range.max}.`);
    return undefined;
  }
  return value;
}

/** The id in a field, or `undefined`; a missing field was reported by `readRecord`. */
export function readId(list: FaultList, path: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (isId(value)) return value;
  const code = typeof value === 'string' ? 'malformed-id' : 'wrong-type';
  addFault(list, path, code, `Expected an id (well-formed text, not empty), got ${shown(value)}.`);
  return undefined;
}

/** The id in a field if it is one of the known ones. */
export function readKnownId(
  list: FaultList,
  path: string,
  value: unknown,
  known: { has(id: string): boolean },
): string | undefined {
  const id = readId(list, path, value);
  if (id === undefined || known.has(id)) return id;
  addFault(list, path, 'unknown-id', `${shown(id)} is not in the file.`);
  return undefined;
}

/** A list of known ids without repetition. */
export function readKnownIds(
  list: FaultList,
  path: string,
  value: unknown,
  known: { has(id: string): boolean },
): void {
  const seen = new Set<string>();
  for (const [index, item] of readArray(list, path, value).entries()) {
    if (isFull(list)) return;
    const id = readKnownId(list, pointer(path, index), item, known);
    if (id === undefined) continue;
    if (seen.has(id)) addFault(list, pointer(path, index), 'duplicate-id', `${shown(id)} is listed twice.`);
    seen.add(id);
  }
}

/** A field that must have one of the given texts. */
export function readChoice(
  list: FaultList,
  path: string,
  value: unknown,
  choices: readonly string[],
): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && choices.includes(value)) return value;
  addFault(list, path, 'wrong-value', `Expected ${choices.join(' or ')}, got ${shown(value)}.`);
  return undefined;
}
