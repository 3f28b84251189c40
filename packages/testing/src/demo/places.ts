import type { DemoContext } from './demo-context.ts';
import { drawShapes, GRID } from './map-shapes.ts';
import { DISTRICT_NAMES } from './place-names.ts';
import type { DistrictRow, MunicipalityRow, NeighbourhoodRow } from './place-rows.ts';
import { at } from './random.ts';

/** The places of a demo municipality above the buildings. */
export interface DemoPlaces {
  readonly municipality: MunicipalityRow;
  readonly districts: readonly DistrictRow[];
  readonly neighbourhoods: readonly NeighbourhoodRow[];
  /** The school district of each neighbourhood; two for each district. */
  readonly schoolDistricts: ReadonlyMap<string, string>;
}

/** Numbers from 9001 on are not in use: those of Norwegian municipalities begin with 03 to 56. */
const FIRST_KOMMUNENUMMER = 9001;
/** All dwellings of the municipality, ordinary ones included. */
const TOTAL_DWELLINGS = 55_000;
/** Shown under the map: nobody shall take it for one of a real place. */
const SHAPE_SOURCE = 'Oppdiktet kart for demonstrasjonen';
const GRUNNKRETS_VERSION_YEAR = 2024;
/** Columns and rows of the grid that a district takes, by its place in the block of three by three. */
const DISTRICT_COLUMNS = [
  [0, 1, 2],
  [3, 4, 5, 6],
  [7, 8, 9],
] as const;
const ROWS_PER_DISTRICT = 2;

function cellsOf(district: number): number[] {
  const columns = at(DISTRICT_COLUMNS, district % 3);
  const firstRow = Math.floor(district / 3) * ROWS_PER_DISTRICT;
  return [firstRow, firstRow + 1].flatMap((row) => columns.map((column) => row * GRID.columns + column));
}

/** Shares `total` in proportion to `weights`, in whole numbers whose sum is exactly `total`. */
function share(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  let seen = 0;
  return weights.map((weight) => {
    const before = Math.floor((total * seen) / sum);
    seen += weight;
    return Math.floor((total * seen) / sum) - before;
  });
}

/** Districts, neighbourhoods with shapes and the school districts of the municipality. */
export function generatePlaces(context: DemoContext): DemoPlaces {
  const { municipalityId, index, nextId } = context;
  const random = context.randomFor('places');
  const kommunenummer = String(FIRST_KOMMUNENUMMER + index);
  const shapes = drawShapes(context.randomFor('shapes'));
  const counts = share(
    TOTAL_DWELLINGS,
    Array.from({ length: shapes.length }, () => random.int(50, 150)),
  );
  const districts = DISTRICT_NAMES.map(({ name }) => ({
    municipality_id: municipalityId,
    id: nextId(),
    name,
  }));
  const schoolDistricts = new Map<string, string>();
  const neighbourhoods = DISTRICT_NAMES.flatMap(({ neighbourhoods: names }, district) =>
    names.map((name, position): NeighbourhoodRow => {
      const id = nextId();
      const cell = at(cellsOf(district), position);
      const schoolAt = position < names.length / 2 ? 0 : names.length / 2;
      schoolDistricts.set(id, `${at(names, schoolAt)} skole`);
      return {
        municipality_id: municipalityId,
        id,
        district_id: at(districts, district).id,
        name,
        grunnkrets_number: `${kommunenummer}0${district + 1}0${position + 1}`,
        grunnkrets_version_year: GRUNNKRETS_VERSION_YEAR,
        dwelling_count: at(counts, cell),
        shape: at(shapes, cell),
        shape_source: SHAPE_SOURCE,
      };
    }),
  );
  const name = index === 0 ? 'Fjordvik' : `Fjordvik ${index + 1}`;
  return {
    municipality: {
      id: municipalityId,
      kommunenummer,
      name,
      // No organisation has a number that begins with 0.
      organisation_number: `00000${kommunenummer}`,
    },
    districts,
    neighbourhoods,
    schoolDistricts,
  };
}
