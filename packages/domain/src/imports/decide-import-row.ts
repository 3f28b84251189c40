import type { ImportColumn, ImportFault, ImportValues } from './import-column.ts';

/** The thing that a row is about as it is in the register, by the names of the columns. */
export type StoredValues = Readonly<Record<string, string | number | boolean | null>>;

/** What a row would do. */
export type ImportDecision =
  | { readonly kind: 'new'; readonly faults: readonly ImportFault[] }
  | {
      readonly kind: 'changed';
      /** Names of the columns whose values differ, in the order of the columns; at least one. */
      readonly columns: readonly string[];
      readonly faults: readonly ImportFault[];
    }
  | { readonly kind: 'unchanged'; readonly faults: readonly ImportFault[] }
  | { readonly kind: 'rejected'; readonly faults: readonly ImportFault[] };

/**
 * What a row does to the register: it makes something new where `stored` is undefined, else it changes what it names
 * and differs in. What it does not name stays. A row with a fault that rejects does nothing at all; all of its faults
 * are named, not the first one only.
 */
export function decideImportRow(
  columns: readonly ImportColumn[],
  { values, faults: before }: { readonly values: ImportValues; readonly faults: readonly ImportFault[] },
  stored: StoredValues | undefined,
): ImportDecision {
  if (stored === undefined) {
    const missing = columns
      .filter(({ name, isNeededForNew }) => isNeededForNew?.(values) === true && values[name] === undefined)
      // A cell that could not be read is there, and its fault is named already.
      .filter(({ name }) => !before.some(({ column }) => column === name))
      .map(({ name }): ImportFault => ({ column: name, code: 'needed', severity: 'reject' }));
    const faults = [...before, ...missing];
    return isRejected(faults) ? { kind: 'rejected', faults } : { kind: 'new', faults };
  }
  const differing = columns.filter(
    ({ name }) => values[name] !== undefined && Object.hasOwn(stored, name) && values[name] !== stored[name],
  );
  const fixed = differing
    .filter(({ onceStored }) => onceStored === 'fixed')
    .map(({ name }): ImportFault => ({ column: name, code: 'not-changeable', severity: 'reject' }));
  const faults = [...before, ...fixed];
  if (isRejected(faults)) return { kind: 'rejected', faults };
  const changed = differing.filter(({ onceStored }) => onceStored === undefined).map(({ name }) => name);
  return changed.length === 0 ? { kind: 'unchanged', faults } : { kind: 'changed', columns: changed, faults };
}

/** Whether one of the faults keeps the row out. */
export function isRejected(faults: readonly ImportFault[]): boolean {
  return faults.some(({ severity }) => severity === 'reject');
}
