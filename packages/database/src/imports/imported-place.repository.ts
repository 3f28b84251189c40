import type { PlaceKind } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import type { DB } from '../schema.generated.ts';

/** A place of the register, as files name its properties; null for what is no property of its kind. */
export interface StoredPlace {
  readonly id: string;
  readonly kind: PlaceKind;
  readonly name: string;
  /** Name of the district of a neighbourhood; number of the neighbourhood of a building. */
  readonly parent: string | null;
  readonly grunnkretsNumber: string | null;
  readonly grunnkretsVersionYear: number | null;
  readonly dwellingCount: number | null;
  readonly form: string | null;
  readonly unfitForChildren: boolean | null;
}

/** What places are asked for by. */
export interface PlaceNames {
  readonly ids: readonly string[];
  readonly districts: readonly string[];
  readonly buildings: readonly string[];
  /** Numbers of neighbourhoods. */
  readonly neighbourhoods: readonly string[];
}

/** Places by id, name or number. */
export async function listPlacesForImport(
  tx: Tx,
  municipalityId: string,
  { ids, districts, buildings, neighbourhoods }: PlaceNames,
): Promise<readonly StoredPlace[]> {
  const { rows } = await sql<StoredPlace>`
    select d.id, 'district' as kind, d.name, null as parent, null as "grunnkretsNumber",
      null::smallint as "grunnkretsVersionYear", null::int as "dwellingCount", null as form, null::boolean as "unfitForChildren"
    from districts d where d.municipality_id = ${municipalityId}
      and (d.name = any (${[...districts]}::text[]) or d.id = any (${[...ids]}::uuid[]))
    union all
    select n.id, 'neighbourhood', n.name, d.name, n.grunnkrets_number, n.grunnkrets_version_year, n.dwelling_count, null, null
    from neighbourhoods n join districts d on d.municipality_id = n.municipality_id and d.id = n.district_id
    where n.municipality_id = ${municipalityId}
      and (n.grunnkrets_number = any (${[...neighbourhoods]}::text[]) or n.id = any (${[...ids]}::uuid[]))
    union all
    select b.id, 'building', b.name, n.grunnkrets_number, null, null, null, b.form, b.unfit_for_children
    from buildings b join neighbourhoods n on n.municipality_id = b.municipality_id and n.id = b.neighbourhood_id
    where b.municipality_id = ${municipalityId}
      and (b.name = any (${[...buildings]}::text[]) or b.id = any (${[...ids]}::uuid[]))`.execute(tx);
  return rows;
}

/** A place that is to be made. */
export type NewPlace =
  | { readonly kind: 'district'; readonly id: string; readonly name: string }
  | {
      readonly kind: 'neighbourhood';
      readonly id: string;
      readonly name: string;
      readonly districtId: string;
      readonly grunnkretsNumber: string;
      readonly grunnkretsVersionYear: number;
      readonly dwellingCount: number;
    }
  | {
      readonly kind: 'building';
      readonly id: string;
      readonly name: string;
      readonly neighbourhoodId: string;
      readonly form: BuildingForm;
      readonly unfitForChildren: boolean;
    };

/** Form of a building, as the database checks it. */
export type BuildingForm = DB['buildings']['form'];

/** Adds a place. */
export async function insertPlace(tx: Tx, municipalityId: string, place: NewPlace): Promise<void> {
  const row = { municipality_id: municipalityId, id: place.id, name: place.name };
  switch (place.kind) {
    case 'district':
      await tx.insertInto('districts').values(row).execute();
      return;
    case 'neighbourhood':
      await tx
        .insertInto('neighbourhoods')
        .values({
          ...row,
          district_id: place.districtId,
          grunnkrets_number: place.grunnkretsNumber,
          grunnkrets_version_year: place.grunnkretsVersionYear,
          dwelling_count: place.dwellingCount,
        })
        .execute();
      return;
    case 'building':
      await tx
        .insertInto('buildings')
        .values({
          ...row,
          neighbourhood_id: place.neighbourhoodId,
          form: place.form,
          unfit_for_children: place.unfitForChildren,
        })
        .execute();
  }
}

/** Stores what a file may change about a place. */
export async function updateImportedPlace(tx: Tx, municipalityId: string, place: StoredPlace): Promise<void> {
  const { id, name, dwellingCount, unfitForChildren } = place;
  switch (place.kind) {
    case 'district':
      await tx
        .updateTable('districts')
        .set({ name })
        .where('municipality_id', '=', municipalityId)
        .where('id', '=', id)
        .execute();
      return;
    case 'neighbourhood':
      await tx
        .updateTable('neighbourhoods')
        .set({ name, ...(dwellingCount === null ? {} : { dwelling_count: dwellingCount }) })
        .where('municipality_id', '=', municipalityId)
        .where('id', '=', id)
        .execute();
      return;
    case 'building':
      await tx
        .updateTable('buildings')
        .set({ name, ...(unfitForChildren === null ? {} : { unfit_for_children: unfitForChildren }) })
        .where('municipality_id', '=', municipalityId)
        .where('id', '=', id)
        .execute();
  }
}
