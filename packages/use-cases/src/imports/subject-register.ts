import type { Tx } from '@boligtrapp/database';
import type { ImportFault, ImportSubject, ImportValues, StoredValues } from '@boligtrapp/domain';
import type { AuditEntry } from '../audit/append-audit-event.ts';
import type { IdSource } from '../ports/ports.ts';

/** Where and how rows are held against the register. */
export interface RegisterScope {
  readonly tx: Tx;
  readonly municipalityId: string;
  readonly ids: IdSource;
  /** Whether what is found is locked until the transaction ends. */
  readonly lock: boolean;
  /** Keys of the rows before, of this file: those that were rejected, too. */
  readonly seenKeys: Set<string>;
  /** Keys of what the file makes, in the rows before. */
  readonly madeKeys: Set<string>;
}

/** A row of which it is to be found what it is about. */
export interface RowToFind {
  readonly values: ImportValues;
  /** What the external id of the row stands for; null for none. */
  readonly linkedId: string | null;
}

/** What a row is about; `stored` is undefined for something new. */
export interface FoundRow {
  readonly stored: StoredValues | undefined;
  readonly objectId: string | null;
  readonly version: number | null;
  /** What it refers to and there is none of. */
  readonly faults: readonly ImportFault[];
}

/** A row that is stored. */
export interface RowToStore {
  readonly values: ImportValues;
  /** Of what is made or changed. */
  readonly objectId: string;
  /** Undefined for something new. */
  readonly stored: StoredValues | undefined;
  readonly version: number | null;
  readonly changedColumns: readonly string[];
}

/** What of a subject is known to the register, and how it gets there. */
export interface SubjectRegister {
  readonly subject: ImportSubject;
  /** By what a row is recognised where it has no external id; undefined where it does not say. */
  readonly keyOf: (values: ImportValues) => string | undefined;
  /** What people call it; empty where the row does not say. */
  readonly labelOf: (values: ImportValues) => string;
  /** What each row is about, in the order of the rows. */
  readonly find: (scope: RegisterScope, rows: readonly RowToFind[]) => Promise<readonly FoundRow[]>;
  /** Stores rows in their order; gives what goes into the trail. */
  readonly store: (scope: RegisterScope, rows: readonly RowToStore[]) => Promise<readonly AuditEntry[]>;
}

/** A fault that keeps a row out. */
export function rejecting(column: string | null, code: ImportFault['code']): ImportFault {
  return { column, code, severity: 'reject' };
}

/** Values of the columns that change, before and after, as the trail keeps them. */
export function auditedChange({
  values,
  stored = {},
  changedColumns,
}: Pick<RowToStore, 'values' | 'stored' | 'changedColumns'>): Pick<AuditEntry, 'before' | 'after'> {
  const pick = (from: StoredValues): Record<string, string | number | boolean | null> =>
    Object.fromEntries(changedColumns.map((column) => [column, from[column] ?? null]));
  return { before: pick(stored), after: pick(values) };
}
