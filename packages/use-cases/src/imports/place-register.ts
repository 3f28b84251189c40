import {
  insertPlace,
  listPlacesForImport,
  type NewPlace,
  type StoredPlace,
  updateImportedPlace,
} from '@boligtrapp/database';
import { type ImportFault, type ImportValues, isBuildingForm } from '@boligtrapp/domain';
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

/** Districts and buildings by their names, neighbourhoods by number and year. */
export const PLACE_REGISTER: SubjectRegister = {
  subject: 'places',
  keyOf,
  labelOf: ({ name }) => String(name ?? ''),
  find,
  store,
};

function keyOf(values: ImportValues): string | undefined {
  const { kind, name, grunnkretsNumber, grunnkretsVersionYear } = values;
  if (kind === 'neighbourhood') {
    if (grunnkretsNumber === undefined || grunnkretsVersionYear === undefined) return undefined;
    return `neighbourhood:${grunnkretsNumber}/${grunnkretsVersionYear}`;
  }
  return kind === undefined || name === undefined ? undefined : `${kind}:${name}`;
}

/** By what a place is known as the one that others lie in. */
function parentKeysOf(values: ImportValues): readonly string[] {
  const { kind, parent } = values;
  if (parent === undefined) return [];
  if (kind === 'neighbourhood') return [`district:${parent}`];
  return kind === 'building' ? [`neighbourhood:${parent}`] : [];
}

async function find(scope: RegisterScope, rows: readonly RowToFind[]): Promise<readonly FoundRow[]> {
  const places = await lookUp(scope, rows);
  const byId = new Map(places.map((place) => [place.id, place]));
  const byKey = new Map(places.map((place) => [keyOf(toValues(place)), place]));
  const parents = new Set(places.flatMap(asParent));
  // Rows of the same lot may lie in what a row above them makes.
  const made = new Set(scope.madeKeys);
  return rows.map(({ values, linkedId }): FoundRow => {
    const named = byKey.get(keyOf(values));
    const place = byId.get(linkedId ?? '') ?? named;
    const faults: ImportFault[] = [];
    if (place !== undefined && named !== undefined && named.id !== place.id) {
      faults.push(rejecting('externalId', 'external-id-of-another'));
    }
    if (place === undefined) {
      const isUnknown = parentKeysOf(values).some((key) => !parents.has(key) && !made.has(key));
      if (isUnknown) faults.push(rejecting('parent', 'parent-unknown'));
      else for (const key of asParent(values)) made.add(key);
      return { stored: undefined, objectId: null, version: null, faults };
    }
    return { stored: storedOf(place), objectId: place.id, version: null, faults };
  });
}

/** Keys under which a place is looked for by what lies in it. */
export function asParent(
  place: Pick<StoredPlace, 'kind' | 'name' | 'grunnkretsNumber'> | ImportValues,
): readonly string[] {
  if (place['kind'] === 'district') return [`district:${String(place['name'] ?? '')}`];
  if (place['kind'] !== 'neighbourhood') return [];
  return [`neighbourhood:${String(place['grunnkretsNumber'] ?? '')}`];
}

async function lookUp(
  { tx, municipalityId }: RegisterScope,
  rows: readonly Pick<RowToFind, 'values' | 'linkedId'>[],
): Promise<readonly StoredPlace[]> {
  const texts = (kind: string, name: string, of: string): readonly string[] =>
    rows.flatMap(({ values }) => {
      const value = values[name];
      return values['kind'] === kind && typeof value === 'string' && value !== of ? [value] : [];
    });
  return await listPlacesForImport(tx, municipalityId, {
    ids: rows.flatMap(({ linkedId }) => linkedId ?? []),
    districts: [...texts('district', 'name', ''), ...texts('neighbourhood', 'parent', '')],
    buildings: texts('building', 'name', ''),
    neighbourhoods: [...texts('neighbourhood', 'grunnkretsNumber', ''), ...texts('building', 'parent', '')],
  });
}

function toValues(place: StoredPlace): ImportValues {
  return Object.fromEntries(
    Object.entries(place).filter((entry): entry is [string, string | number | boolean] => entry[1] !== null),
  );
}

/** What files say of a place of its kind; nothing of the other kinds is compared. */
function storedOf({ id: _id, ...place }: StoredPlace): FoundRow['stored'] {
  return Object.fromEntries(Object.entries(place).filter(([, value]) => value !== null));
}

async function store(scope: RegisterScope, rows: readonly RowToStore[]): Promise<readonly AuditEntry[]> {
  const { tx, municipalityId } = scope;
  const entries: AuditEntry[] = [];
  for (const row of rows) {
    const { values, objectId, stored } = row;
    if (stored === undefined) {
      await insertPlace(tx, municipalityId, await toNewPlace(scope, row));
      const after = { kind: String(values['kind'] ?? ''), name: String(values['name'] ?? '') };
      entries.push({ action: 'place.registered', objectKind: 'place', objectId, after });
      continue;
    }
    const [place] = await listPlacesForImport(tx, municipalityId, { ...NO_NAMES, ids: [objectId] });
    if (place === undefined) throw new Error('a place that was found is gone');
    const { name, dwellingCount, unfitForChildren } = { ...place, ...values };
    await updateImportedPlace(tx, municipalityId, {
      ...place,
      name,
      dwellingCount: typeof dwellingCount === 'number' ? dwellingCount : null,
      unfitForChildren: typeof unfitForChildren === 'boolean' ? unfitForChildren : null,
    });
    entries.push({ action: 'place.changed', objectKind: 'place', objectId, ...auditedChange(row) });
  }
  return entries;
}

const NO_NAMES = { ids: [], districts: [], buildings: [], neighbourhoods: [] } as const;

async function toNewPlace(scope: RegisterScope, { values, objectId: id }: RowToStore): Promise<NewPlace> {
  const name = String(values['name'] ?? '');
  if (values['kind'] === 'district') return { kind: 'district', id, name };
  const parentId = await findParent(scope, values);
  if (values['kind'] === 'neighbourhood') {
    return {
      kind: 'neighbourhood',
      id,
      name,
      districtId: parentId,
      grunnkretsNumber: String(values['grunnkretsNumber'] ?? ''),
      grunnkretsVersionYear: Number(values['grunnkretsVersionYear'] ?? 0),
      dwellingCount: Number(values['dwellingCount'] ?? 0),
    };
  }
  const { form, unfitForChildren } = values;
  if (!isBuildingForm(form)) throw new Error('a building that was found good has no form');
  return {
    kind: 'building',
    id,
    name,
    neighbourhoodId: parentId,
    form,
    unfitForChildren: unfitForChildren === true,
  };
}

/** Of a number that there is in several years, the latest. */
async function findParent(scope: RegisterScope, values: ImportValues): Promise<string> {
  const [key] = parentKeysOf(values);
  const parents = (await lookUp(scope, [{ values, linkedId: null }]))
    .filter((place) => key !== undefined && asParent(place).includes(key))
    .toSorted((one, other) => (other.grunnkretsVersionYear ?? 0) - (one.grunnkretsVersionYear ?? 0));
  if (parents[0] === undefined) throw new Error('a place that was found good lies nowhere');
  return parents[0].id;
}
