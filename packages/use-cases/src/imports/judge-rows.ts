import { type ImportFormat, listExternalIds } from '@boligtrapp/database';
import {
  columnFinder,
  decideImportRow,
  IMPORT_COLUMNS,
  type ImportDecision,
  type ImportFault,
  type ImportSubject,
  isRejected,
  type RawRow,
  readImportRow,
  type StoredValues,
} from '@boligtrapp/domain';
import { DWELLING_REGISTER } from './dwelling-register.ts';
import { asParent, PLACE_REGISTER } from './place-register.ts';
import { type RegisterScope, rejecting, type SubjectRegister } from './subject-register.ts';

/** The registers by their subject. */
export const REGISTERS: Readonly<Record<ImportSubject, SubjectRegister>> = {
  dwellings: DWELLING_REGISTER,
  places: PLACE_REGISTER,
};

/** A file whose rows are judged. */
export interface JudgedFile {
  readonly subject: ImportSubject;
  readonly format: ImportFormat;
  readonly sourceSystem: string | null;
}

/** A row with what it would do to the register as it is now. */
export interface JudgedRow {
  readonly number: number;
  readonly label: string;
  readonly values: Readonly<Record<string, string | number | boolean>>;
  readonly decision: ImportDecision;
  readonly stored: StoredValues | undefined;
  readonly objectId: string | null;
  readonly version: number | null;
}

/** Judges the rows of a file, lot by lot from the first one on: a row knows those above it. */
export interface RowJudge {
  /** @param scope the transaction in which the register is read. */
  readonly judge: (
    scope: Pick<RegisterScope, 'tx' | 'municipalityId' | 'ids' | 'lock'>,
    rows: readonly RawRow[],
  ) => Promise<readonly JudgedRow[]>;
}

/** A judge of one file. */
export function createRowJudge(file: JudgedFile): RowJudge {
  const columns = IMPORT_COLUMNS[file.subject];
  const register = REGISTERS[file.subject];
  const findColumn = columnFinder(columns);
  const seenKeys = new Set<string>();
  const madeKeys = new Set<string>();
  const warnedOf = new Set<string>();
  return {
    judge: async (scope, rows) => {
      const read = rows.map((row) => {
        const { values, faults } = readImportRow(row, findColumn);
        return { row, ...dropWithoutSystem(file, values, onceEach(warnedOf, faults)) };
      });
      const links = await linksOf({ ...scope, seenKeys, madeKeys }, file, read);
      const asked = read.map(({ values }) => ({ values, linkedId: links.get(externalIdOf(values)) ?? null }));
      const found = await register.find({ ...scope, seenKeys, madeKeys }, asked);
      const idsOfFound = await externalIdsOf(
        scope,
        file,
        found.flatMap(({ objectId }) => objectId ?? []),
      );
      return read.map(({ row, values, faults }, index): JudgedRow => {
        const { stored, objectId, version, faults: more } = found[index] ?? NOTHING;
        const known = idsOfFound.get(objectId ?? '') ?? null;
        const all = [
          ...faults,
          ...more,
          ...twiceFaults(seenKeys, register.keyOf(values), externalIdOf(values)),
          ...linkFaults(externalIdOf(values), known),
        ];
        const held = stored === undefined ? undefined : { ...stored, externalId: known };
        const decision = decideImportRow(columns, { values, faults: all }, held);
        if (decision.kind === 'new') for (const key of asParent(values)) madeKeys.add(key);
        const label = register.labelOf(values);
        return { number: row.number, label, values, decision, stored: held, objectId, version };
      });
    },
  };
}

const NOTHING = { stored: undefined, objectId: null, version: null, faults: [] };

function externalIdOf(values: Readonly<Record<string, unknown>>): string {
  const { externalId } = values;
  return typeof externalId === 'string' ? externalId : '';
}

/** A column that nobody knows is warned of once, not in each row. */
function onceEach(warnedOf: Set<string>, faults: readonly ImportFault[]): readonly ImportFault[] {
  return faults.filter(({ code, column }) => {
    if (code !== 'column-unknown' || column === null) return true;
    const isFirst = !warnedOf.has(column);
    warnedOf.add(column);
    return isFirst;
  });
}

/** An id of a system that nobody has named says nothing. */
function dropWithoutSystem(
  { sourceSystem }: JudgedFile,
  values: JudgedRow['values'],
  faults: readonly ImportFault[],
): { readonly values: JudgedRow['values']; readonly faults: readonly ImportFault[] } {
  if (sourceSystem !== null || values['externalId'] === undefined) return { values, faults };
  const { externalId: _externalId, ...rest } = values;
  const warning: ImportFault = { column: 'externalId', code: 'external-id-without-system', severity: 'warn' };
  return { values: rest, faults: [...faults, warning] };
}

async function linksOf(
  { tx, municipalityId }: RegisterScope,
  { subject, sourceSystem }: JudgedFile,
  rows: readonly { readonly values: JudgedRow['values'] }[],
): Promise<ReadonlyMap<string, string>> {
  if (sourceSystem === null) return new Map();
  const externalIds = rows.map(({ values }) => externalIdOf(values)).filter((id) => id !== '');
  const found = await listExternalIds(tx, { municipalityId, subject, sourceSystem }, { externalIds });
  return new Map(found.map(({ externalId, objectId }) => [externalId, objectId]));
}

async function externalIdsOf(
  { tx, municipalityId }: Pick<RegisterScope, 'tx' | 'municipalityId'>,
  { subject, sourceSystem }: JudgedFile,
  objectIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (sourceSystem === null) return new Map();
  const found = await listExternalIds(tx, { municipalityId, subject, sourceSystem }, { objectIds });
  return new Map(found.map(({ externalId, objectId }) => [objectId, externalId]));
}

/** Two rows about the same: the first one counts. */
function twiceFaults(seen: Set<string>, key: string | undefined, externalId: string): readonly ImportFault[] {
  const names = [
    ...(key === undefined ? [] : [`key ${key}`]),
    ...(externalId === '' ? [] : [`id ${externalId}`]),
  ];
  const isTwice = names.some((name) => seen.has(name));
  for (const name of names) seen.add(name);
  return isTwice ? [rejecting(null, 'row-twice')] : [];
}

function linkFaults(given: string, known: string | null): readonly ImportFault[] {
  const isOfAnother = given !== '' && known !== null && known !== given;
  return isOfAnother ? [rejecting('externalId', 'external-id-of-another')] : [];
}

/** The first fault that tells of an identity number, if any. */
export function findIdentityNumber(
  rows: readonly JudgedRow[],
): { readonly row: number; readonly column: string | null } | undefined {
  for (const { number, decision } of rows) {
    const fault = decision.faults.find(({ code }) => code === 'identity-number');
    if (fault !== undefined && isRejected([fault])) return { row: number, column: fault.column };
  }
  return undefined;
}
