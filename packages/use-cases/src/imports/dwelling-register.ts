import {
  findBuildingIds,
  insertDwellings,
  listDwellingsForImport,
  type NewDwelling,
  type StoredDwelling,
  updateImportedDwelling,
} from '@boligtrapp/database';
import { type ImportFault, type ImportValues, type PlainDateString, plainDate } from '@boligtrapp/domain';
import type { AuditEntry } from '../audit/append-audit-event.ts';
import {
  auditedChange,
  type FoundRow,
  type RegisterScope,
  type RowToFind,
  type RowToStore,
  rejecting,
  type SubjectRegister,
} from './subject-register.ts';

/** Dwellings, by their reference. */
export const DWELLING_REGISTER: SubjectRegister = {
  subject: 'dwellings',
  keyOf: ({ reference }) => (reference === undefined ? undefined : String(reference)),
  labelOf: ({ reference }) => String(reference ?? ''),
  find,
  store,
};

async function find(scope: RegisterScope, rows: readonly RowToFind[]): Promise<readonly FoundRow[]> {
  const { tx, municipalityId, lock } = scope;
  const dwellings = await listDwellingsForImport(tx, municipalityId, {
    ids: rows.flatMap(({ linkedId }) => linkedId ?? []),
    references: rows.flatMap(({ values }) => textOf(values, 'reference') ?? []),
    lock,
  });
  const byId = new Map(dwellings.map((dwelling) => [dwelling.id, dwelling]));
  const byReference = new Map(dwellings.map((dwelling) => [dwelling.reference, dwelling]));
  const buildings = await findBuildingIds(tx, municipalityId, [
    ...new Set(rows.flatMap(({ values }) => textOf(values, 'building') ?? [])),
  ]);
  return rows.map(({ values, linkedId }): FoundRow => {
    const dwelling = byId.get(linkedId ?? '') ?? byReference.get(textOf(values, 'reference') ?? '');
    const leasedIn = leasedInFault(values, dwelling);
    if (dwelling === undefined) {
      const building = textOf(values, 'building');
      const isUnknown = building !== undefined && !buildings.has(building);
      const faults = [...(isUnknown ? [rejecting('building', 'building-unknown')] : []), ...leasedIn];
      return { stored: undefined, objectId: null, version: null, faults };
    }
    const { id, version, ...stored } = dwelling;
    return { stored, objectId: id, version, faults: leasedIn };
  });
}

function leasedInFault(values: ImportValues, stored: StoredDwelling | undefined): readonly ImportFault[] {
  const until = values['leasedInUntil'] ?? stored?.leasedInUntil ?? null;
  const form = values['ownerForm'] ?? stored?.ownerForm;
  const isContradictory = until !== null && form !== undefined && form !== 'leased-in';
  return isContradictory ? [rejecting('leasedInUntil', 'not-leased-in')] : [];
}

async function store(scope: RegisterScope, rows: readonly RowToStore[]): Promise<readonly AuditEntry[]> {
  const { tx, municipalityId, ids } = scope;
  const made = rows.filter(({ stored }) => stored === undefined);
  const buildings = await findBuildingIds(tx, municipalityId, [
    ...new Set(made.flatMap(({ values }) => textOf(values, 'building') ?? [])),
  ]);
  await insertDwellings(
    tx,
    municipalityId,
    made.map(({ values, objectId }): NewDwelling => {
      const buildingId = buildings.get(textOf(values, 'building') ?? '') ?? '';
      const from = dateOf(values, 'inUseFrom');
      const use = from === null ? null : { periodId: ids.next(), from };
      const { building: _building, ...dwelling } = toDwelling(values);
      return { ...dwelling, id: objectId, buildingId, use };
    }),
  );
  const entries: AuditEntry[] = [];
  for (const row of rows) {
    const { values, objectId, version, stored } = row;
    const common = { objectKind: 'dwelling', objectId };
    if (stored === undefined) {
      const { reference, track, level } = toDwelling(values);
      entries.push({ action: 'dwelling.registered', ...common, after: { reference, track, level } });
      continue;
    }
    const dwelling = toDwelling({ ...withoutEmpty(stored), ...values });
    await updateImportedDwelling(tx, municipalityId, { ...dwelling, id: objectId, version: version ?? 1 });
    entries.push({ action: 'dwelling.changed', ...common, ...auditedChange(row) });
  }
  return entries;
}

function withoutEmpty(stored: Readonly<Record<string, string | number | boolean | null>>): ImportValues {
  return Object.fromEntries(
    Object.entries(stored).filter((entry): entry is [string, string | number | boolean] => entry[1] !== null),
  );
}

/** The values of a row that was found good: of each column what its rule lets through. */
function toDwelling(values: ImportValues): Omit<StoredDwelling, 'id' | 'version'> {
  const text = (name: string): string => String(values[name] ?? '');
  const number = (name: string): number => Number(values[name] ?? 0);
  const is = (name: string): boolean => values[name] === true;
  const level = number('level');
  const ownerForm = text('ownerForm');
  return {
    reference: text('reference'),
    building: text('building'),
    track: text('track') === 'care' ? 'care' : 'welfare',
    level: level === 2 || level === 3 || level === 4 || level === 5 ? level : 1,
    programme: programmeOf(text('programme')),
    bedrooms: number('bedrooms'),
    areaM2: number('areaM2'),
    floor: number('floor'),
    hasLift: is('hasLift'),
    wheelchairAccessible: is('wheelchairAccessible'),
    robust: is('robust'),
    ownEntrance: is('ownEntrance'),
    screened: is('screened'),
    schoolDistrict: textOf(values, 'schoolDistrict') ?? null,
    bruksenhetsnummer: textOf(values, 'bruksenhetsnummer') ?? null,
    matrikkel: textOf(values, 'matrikkel') ?? null,
    ownerForm: ownerForm === 'leased-in' || ownerForm === 'allocation-right' ? ownerForm : 'owned',
    leasedInUntil: dateOf(values, 'leasedInUntil'),
  };
}

function programmeOf(name: string): StoredDwelling['programme'] {
  return name === 'housing-first' || name === 'youth' ? name : 'ladder';
}

function textOf(values: ImportValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

function dateOf(values: ImportValues, name: string): PlainDateString | null {
  const text = textOf(values, name);
  return text === undefined ? null : plainDate(text);
}
