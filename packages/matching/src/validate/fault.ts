/** What is wrong at a place of a file. */
export type FaultCode =
  | 'not-an-object'
  | 'not-an-array'
  | 'unknown-field'
  | 'missing-field'
  | 'wrong-type'
  | 'wrong-value'
  | 'not-an-integer'
  | 'out-of-range'
  | 'malformed-id'
  | 'duplicate-id'
  | 'unknown-id'
  | 'duplicate-pair'
  | 'repeated-rank'
  | 'rank-contradicts-class'
  | 'dwelling-held-twice'
  | 'kept-apart-from-itself';

/** One fault; `path` is a JSON pointer into the file, `detail` a short English text. */
export interface Fault {
  readonly path: string;
  readonly code: FaultCode;
  readonly detail: string;
}

/** So many faults are listed; a file with more is refused all the same. */
export const MAX_FAULTS = 100;

/** Collects the first hundred faults. */
export interface FaultList {
  readonly faults: Fault[];
}

/** An empty list. */
export function createFaultList(): FaultList {
  return { faults: [] };
}

/** Adds a fault unless a hundred are listed. */
export function addFault(list: FaultList, path: string, code: FaultCode, detail: string): void {
  if (list.faults.length < MAX_FAULTS) list.faults.push({ path, code, detail });
}

/** Whether more faults would be dropped, so that reading on is of no use. */
export function isFull(list: FaultList): boolean {
  return list.faults.length >= MAX_FAULTS;
}

/** A JSON pointer one step deeper. */
export function pointer(base: string, key: string | number): string {
  return `${base}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** A value as it may be shown in a fault: short, and never the whole of a large one. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  return Array.isArray(value) ? 'an array' : typeof value;
}
