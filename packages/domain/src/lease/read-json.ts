import { isPlainDate, type PlainDateString } from '../time/plain-date.ts';
import { type FaultLog, pointerTo } from './json-fault.ts';

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads one value at `pointer`; undefined means that a fault was logged. */
export type ReadValue<T> = (value: unknown, pointer: string, log: FaultLog) => T | undefined;

/** What an object's readers give together. */
export type ReadFields<R extends Readonly<Record<string, ReadValue<unknown>>>> = {
  readonly [K in keyof R]: R[K] extends ReadValue<infer T> ? T : never;
};

/**
 * Reads an object that has exactly the fields of `readers`: a missing, unknown or faulty field is logged. All
 * fields are read even after a fault, so that one run shows everything.
 */
export function readObject<R extends Readonly<Record<string, ReadValue<unknown>>>>(
  readers: R,
): ReadValue<ReadFields<R>> {
  return (value, pointer, log) => {
    if (!isRecord(value)) {
      return log.add(pointer, 'wrong-type', 'must be an object');
    }
    const before = log.total();
    for (const key of Object.keys(value)) {
      if (!Object.hasOwn(readers, key)) {
        log.add(pointerTo(pointer, key), 'unknown-field', 'is not a field of this format');
      }
    }
    const entries = Object.entries(readers).map(([key, read]) => {
      const place = pointerTo(pointer, key);
      return [
        key,
        Object.hasOwn(value, key)
          ? read(value[key], place, log)
          : log.add(place, 'missing-field', 'must be present'),
      ];
    });
    if (log.total() !== before) {
      return undefined;
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every reader gave its value, none logged a fault
    return Object.fromEntries(entries) as ReadFields<R>;
  };
}

/** Reads an array whose every element `read` accepts. */
export function readArray<T>(read: ReadValue<T>): ReadValue<readonly T[]> {
  return (value, pointer, log) => {
    if (!Array.isArray(value)) {
      return log.add(pointer, 'wrong-type', 'must be an array');
    }
    const elements: readonly unknown[] = value;
    const items: T[] = [];
    for (const [index, item] of elements.entries()) {
      const result = read(item, pointerTo(pointer, index), log);
      if (result !== undefined) {
        items.push(result);
      }
    }
    return items.length === elements.length ? items : undefined;
  };
}

/** Reads null, or what `read` accepts. */
export function readNullable<T>(read: ReadValue<T>): ReadValue<T | null> {
  return (value, pointer, log) => (value === null ? null : read(value, pointer, log));
}

/** Reads one of `allowed`. */
export function readOneOf<const T extends string>(allowed: readonly T[]): ReadValue<T> {
  return (value, pointer, log) =>
    allowed.find((text) => text === value) ??
    log.add(pointer, 'not-allowed', `must be one of ${allowed.map((text) => `"${text}"`).join(', ')}`);
}

/** Reads a string with at least one character that is not blank. */
export function readText(value: unknown, pointer: string, log: FaultLog): string | undefined {
  return typeof value === 'string' && value.trim() !== ''
    ? value
    : log.add(pointer, 'wrong-type', 'must be a string that is not empty');
}

/** Reads true or false. */
export function readBoolean(value: unknown, pointer: string, log: FaultLog): boolean | undefined {
  return typeof value === 'boolean' ? value : log.add(pointer, 'wrong-type', 'must be true or false');
}

/** Reads an integer from 0. */
export function readCount(value: unknown, pointer: string, log: FaultLog): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? value
    : log.add(pointer, 'wrong-type', 'must be an integer, 0 or more');
}

/** Reads a civil date as {@link PlainDateString} describes. */
export function readDate(value: unknown, pointer: string, log: FaultLog): PlainDateString | undefined {
  if (typeof value !== 'string') {
    return log.add(pointer, 'wrong-type', 'must be a date of the form "YYYY-MM-DD"');
  }
  return isPlainDate(value)
    ? value
    : log.add(pointer, 'impossible-date', 'must be a date that exists, of the form "YYYY-MM-DD"');
}

/** Reads a text as {@link readText} does that was not read before by the same reader. */
export function readUniqueText(): ReadValue<string> {
  const firstPlace = new Map<string, string>();
  return (value, pointer, log) => {
    const text = readText(value, pointer, log);
    if (text === undefined) {
      return undefined;
    }
    const first = firstPlace.get(text);
    if (first !== undefined) {
      return log.add(pointer, 'duplicate-id', `must be unique; ${first} is the same`);
    }
    firstPlace.set(text, pointer);
    return text;
  };
}
