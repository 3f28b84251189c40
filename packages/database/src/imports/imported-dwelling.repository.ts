import type { PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import type { DwellingRow } from '../dwelling/dwelling.rows.ts';

/** A dwelling as files name its properties. */
export interface ImportedDwelling
  extends Pick<
    DwellingRow,
    | 'reference'
    | 'track'
    | 'level'
    | 'programme'
    | 'bedrooms'
    | 'areaM2'
    | 'floor'
    | 'hasLift'
    | 'wheelchairAccessible'
    | 'robust'
    | 'ownEntrance'
    | 'screened'
    | 'schoolDistrict'
    | 'bruksenhetsnummer'
    | 'matrikkel'
    | 'ownerForm'
    | 'leasedInUntil'
  > {
  /** Name of the building. */
  readonly building: string;
}

/** A dwelling of the register, as files name its properties. */
export interface StoredDwelling extends ImportedDwelling {
  readonly id: string;
  readonly version: number;
}

/** Dwellings by id or by reference; locked until the transaction ends where that is asked for. */
export async function listDwellingsForImport(
  tx: Tx,
  municipalityId: string,
  named: { readonly ids: readonly string[]; readonly references: readonly string[]; readonly lock: boolean },
): Promise<readonly StoredDwelling[]> {
  const { rows } = await sql<StoredDwelling>`
    select d.id, d.version, d.reference, b.name as building, d.track, d.level, d.programme, d.bedrooms,
      d.area_m2 as "areaM2", d.floor, d.has_lift as "hasLift", d.wheelchair_accessible as "wheelchairAccessible",
      d.robust, d.own_entrance as "ownEntrance", d.screened, d.school_district as "schoolDistrict",
      d.bruksenhetsnummer, d.matrikkel, d.owner_form as "ownerForm", d.leased_in_until as "leasedInUntil"
    from dwellings d join buildings b on b.municipality_id = d.municipality_id and b.id = d.building_id
    where d.municipality_id = ${municipalityId}
      and (d.reference = any (${[...named.references]}::text[]) or d.id = any (${[...named.ids]}::uuid[]))
    order by d.id ${named.lock ? sql`for update of d` : sql``}`.execute(tx);
  return rows;
}

/** Ids of buildings by their names; those that there are none of are left out. */
export async function findBuildingIds(
  tx: Tx,
  municipalityId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map();
  const rows = await tx
    .selectFrom('buildings')
    .where('municipality_id', '=', municipalityId)
    .where('name', 'in', names)
    .select(['id', 'name'])
    .execute();
  return new Map(rows.map(({ id, name }) => [name, id]));
}

/** A dwelling that is to be made, with the building it stands in. */
export interface NewDwelling extends Omit<ImportedDwelling, 'building'> {
  readonly id: string;
  readonly buildingId: string;
  /** First day on which it is used as a dwelling, and the id of that period; null where it is out of use. */
  readonly use: { readonly periodId: string; readonly from: PlainDateString } | null;
}

/** Adds dwellings, and from when on they are used as such. */
export async function insertDwellings(
  tx: Tx,
  municipalityId: string,
  dwellings: readonly NewDwelling[],
): Promise<void> {
  if (dwellings.length === 0) return;
  await tx
    .insertInto('dwellings')
    .values(
      dwellings.map((dwelling) => ({
        municipality_id: municipalityId,
        id: dwelling.id,
        reference: dwelling.reference,
        building_id: dwelling.buildingId,
        track: dwelling.track,
        level: dwelling.level,
        programme: dwelling.programme,
        ...changeable(dwelling),
      })),
    )
    .execute();
  const periods = dwellings.flatMap(({ id, use }) =>
    use === null
      ? []
      : [
          {
            municipality_id: municipalityId,
            id: use.periodId,
            dwelling_id: id,
            role: 'dwelling' as const,
            valid_during: `[${use.from},)`,
          },
        ],
  );
  if (periods.length > 0) await tx.insertInto('dwelling_periods').values(periods).execute();
}

/** Stores what a file may change about a dwelling that was locked before, under the next version. */
export async function updateImportedDwelling(
  tx: Tx,
  municipalityId: string,
  dwelling: StoredDwelling,
): Promise<void> {
  await tx
    .updateTable('dwellings')
    .set({ ...changeable(dwelling), version: dwelling.version + 1 })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', dwelling.id)
    .execute();
}

function changeable(dwelling: Omit<ImportedDwelling, 'building'>) {
  return {
    bedrooms: dwelling.bedrooms,
    area_m2: dwelling.areaM2,
    floor: dwelling.floor,
    has_lift: dwelling.hasLift,
    wheelchair_accessible: dwelling.wheelchairAccessible,
    robust: dwelling.robust,
    own_entrance: dwelling.ownEntrance,
    screened: dwelling.screened,
    school_district: dwelling.schoolDistrict,
    bruksenhetsnummer: dwelling.bruksenhetsnummer,
    matrikkel: dwelling.matrikkel,
    owner_form: dwelling.ownerForm,
    leased_in_until: dwelling.leasedInUntil,
  };
}
