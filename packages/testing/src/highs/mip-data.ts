import type { ModelData } from 'highs';
import type { Places } from './places.ts';
import { weightOf } from './verify-ending.ts';

/** A soft level that can be exceeded: its column counts the use above it. */
export interface ExcessColumn {
  readonly column: number;
  readonly soft: number;
  /** The most there can be: what lies between the soft level and the limit. */
  readonly most: number;
  /** Places and what each of them uses. */
  readonly uses: readonly (readonly [place: number, weight: number])[];
}

/** The whole problem as a MIP, with the numbers of its parts. Columns 0 up to `places` are the places themselves. */
export interface MipData {
  readonly data: ModelData;
  readonly excess: readonly ExcessColumn[];
  readonly rows: {
    /** Row of household h is h. */
    readonly classes: ReadonlyMap<number, number>;
    readonly misfit: number;
    readonly excess: number;
    readonly score: number;
  };
}

interface Row {
  readonly lower: number;
  readonly upper: number;
}

/** Rows as they are added, entries by column: HiGHS wants the matrix by columns. */
interface Sheet {
  readonly rows: Row[];
  readonly columns: number[][];
  readonly values: number[][];
}

/**
 * Writes the rules down: one place for a household (a mover exactly one), one household in a dwelling, limits of
 * resources with a column for what is above a soft level, who is kept apart; and free rows for the number served of
 * each class and for misfit, excess and score, to be fixed between stages.
 */
export function writeMip(places: Places): MipData {
  const count = places.household.length;
  const sheet: Sheet = {
    rows: [],
    columns: Array.from({ length: count }, () => []),
    values: Array.from({ length: count }, () => []),
  };
  for (const [household] of places.households.entries()) {
    addRow(sheet, { lower: places.stay[household]! >= 0 ? 1 : 0, upper: 1 });
  }
  const firstDwelling = sheet.rows.length;
  for (const _ of places.dwellings) addRow(sheet, { lower: 0, upper: 1 });
  for (let place = 0; place < count; place += 1) {
    enter(sheet, places.household[place]!, place, 1);
    enter(sheet, firstDwelling + places.dwelling[place]!, place, 1);
  }
  const excess = addResources(sheet, places);
  addApart(sheet, places);
  const rows = addTotals(sheet, places, excess);
  return { data: toModelData(sheet, count, excess), excess, rows };
}

function addResources(sheet: Sheet, places: Places): ExcessColumn[] {
  const excess: ExcessColumn[] = [];
  const placesOf = Map.groupBy(places.dwelling.keys(), (place) => places.dwellings[places.dwelling[place]!]!);
  for (const resource of places.problem.resources) {
    const uses = resource.dwellings.flatMap((id) =>
      (placesOf.get(id) ?? []).flatMap((place) => {
        const weight = weightOf(places, resource, places.household[place]!);
        return weight > 0 ? [[place, weight] as const] : [];
      }),
    );
    const today = uses.reduce((sum, [place, weight]) => sum + (places.isStay[place] === 1 ? weight : 0), 0);
    const limit = Math.max(resource.capacity, today);
    const soft = Math.min(resource.soft ?? limit, limit);
    if (uses.length === 0 && soft >= 0) continue;
    // One row for both: use - excess <= soft, and the excess at most what lies between the soft level and the limit.
    const row = addRow(sheet, { lower: -Infinity, upper: soft });
    for (const [place, weight] of uses) enter(sheet, row, place, weight);
    if (soft === limit) continue;
    const column = sheet.columns.push([row]) - 1;
    sheet.values.push([-1]);
    excess.push({ column, soft, most: limit - soft, uses });
  }
  return excess;
}

/** Two who are kept apart may not both end in a listed resource, unless both stay where they are. */
function addApart(sheet: Sheet, places: Places): void {
  const numbers = new Map(places.households.map(({ id }, household) => [id, household]));
  const resources = new Map(places.problem.resources.map(({ id, dwellings }) => [id, new Set(dwellings)]));
  for (const { a, b, resources: listed } of places.problem.apart) {
    for (const id of listed) {
      const inside = [a, b].map((household) =>
        placesInside(places, numbers.get(household)!, resources.get(id)!),
      );
      const [ofA, ofB] = [inside[0]!, inside[1]!];
      if (ofA.length === 0 || ofB.length === 0) continue;
      const moves = (list: readonly number[]): number[] => list.filter((place) => places.isStay[place] === 0);
      const bothLiveThere = moves(ofA).length < ofA.length && moves(ofB).length < ofB.length;
      const pairs = bothLiveThere
        ? [
            [...moves(ofA), ...ofB],
            [...ofA, ...moves(ofB)],
          ]
        : [[...ofA, ...ofB]];
      for (const together of pairs) {
        const row = addRow(sheet, { lower: -Infinity, upper: 1 });
        for (const place of together) enter(sheet, row, place, 1);
      }
    }
  }
}

function placesInside(places: Places, household: number, dwellings: ReadonlySet<string>): number[] {
  const inside: number[] = [];
  for (let place = places.first[household]!; place < places.first[household + 1]!; place += 1) {
    if (dwellings.has(places.dwellings[places.dwelling[place]!]!)) inside.push(place);
  }
  return inside;
}

function addTotals(sheet: Sheet, places: Places, excess: readonly ExcessColumn[]): MipData['rows'] {
  const free = { lower: -Infinity, upper: Infinity };
  const classes = new Map(places.households.map((household) => [household.class, 0]));
  for (const key of classes.keys()) classes.set(key, addRow(sheet, free));
  const [misfit, excessRow, score] = [addRow(sheet, free), addRow(sheet, free), addRow(sheet, free)];
  for (const [place, household] of places.household.entries()) {
    if (places.isStay[place] === 1) continue;
    enter(sheet, classes.get(places.households[household]!.class)!, place, 1);
    if (places.misfit[place] !== 0) enter(sheet, misfit, place, places.misfit[place]!);
    if (places.score[place] !== 0) enter(sheet, score, place, places.score[place]!);
  }
  for (const { column } of excess) enter(sheet, excessRow, column, 1);
  return { classes, misfit, excess: excessRow, score };
}

function addRow(sheet: Sheet, row: Row): number {
  return sheet.rows.push(row) - 1;
}

function enter(sheet: Sheet, row: number, column: number, value: number): void {
  sheet.columns[column]!.push(row);
  sheet.values[column]!.push(value);
}

function toModelData(sheet: Sheet, places: number, excess: readonly ExcessColumn[]): ModelData {
  const { rows, columns, values } = sheet;
  const starts = new Int32Array(columns.length + 1);
  for (const [column, entries] of columns.entries()) starts[column + 1] = starts[column]! + entries.length;
  const indices = new Int32Array(starts[columns.length]!);
  const figures = new Float64Array(indices.length);
  for (const [column, entries] of columns.entries()) {
    indices.set(entries, starts[column]);
    figures.set(values[column]!, starts[column]);
  }
  const colUpper = new Float64Array(columns.length).fill(1);
  for (const { column, most } of excess) colUpper[column] = most;
  const isPlace = (_: unknown, column: number): number => (column < places ? 1 : 0);
  return {
    numCols: columns.length,
    numRows: rows.length,
    colCost: new Float64Array(columns.length),
    colLower: new Float64Array(columns.length),
    colUpper,
    rowLower: Float64Array.from(rows, ({ lower }) => lower),
    rowUpper: Float64Array.from(rows, ({ upper }) => upper),
    matrix: {
      format: 'csc',
      numRows: rows.length,
      numCols: columns.length,
      starts,
      indices,
      values: figures,
    },
    integrality: Int32Array.from(columns, isPlace),
  };
}
