import type { PolygonShape } from './place-rows.ts';
import { at, type Random } from './random.ts';

/** Neighbourhoods stand in a grid of this size; each is one cell. */
export const GRID = { columns: 10, rows: 6 } as const;

/**
 * South-west corner and size of a cell, in 1/100,000 degrees. It lies in open sea west of Norway: no real place is
 * shown as spared.
 */
const ORIGIN = { longitude: 200_000, latitude: 6_200_000 } as const;
const CELL = { longitude: 6_000, latitude: 3_000 } as const;
/** How far a corner is moved, in percent of a cell. Below 25, so that edges can never cross. */
const CORNER_JITTER = 20;
/** How far the middle of an edge is moved, in percent of a cell. */
const MIDDLE_JITTER = 8;

type Point = readonly [number, number];

interface Lines {
  readonly corner: (column: number, row: number) => Point;
  /** The middle of the edge from a corner to the next one east (or north). */
  readonly middle: (column: number, row: number, direction: 'east' | 'north') => Point;
}

function drawLines(random: Random): Lines {
  const width = GRID.columns + 1;
  const count = width * (GRID.rows + 1);
  const draw = (percent: number): Point[] =>
    Array.from(
      { length: count },
      () => [random.int(-percent, percent), random.int(-percent, percent)] as const,
    );
  const corners = draw(CORNER_JITTER);
  const middles = { east: draw(MIDDLE_JITTER), north: draw(MIDDLE_JITTER) };
  const corner = (column: number, row: number): Point => {
    const [dx, dy] = at(corners, row * width + column);
    return [column * 100 + dx, row * 100 + dy];
  };
  const middle: Lines['middle'] = (column, row, direction) => {
    const from = corner(column, row);
    const to = direction === 'east' ? corner(column + 1, row) : corner(column, row + 1);
    const [dx, dy] = at(middles[direction], row * width + column);
    return [Math.floor((from[0] + to[0]) / 2) + dx, Math.floor((from[1] + to[1]) / 2) + dy];
  };
  return { corner, middle };
}

/** From percent of a cell to degrees with five decimals (about one metre). */
function toDegrees([x, y]: Point): Point {
  return [
    (ORIGIN.longitude + (x * CELL.longitude) / 100) / 100_000,
    (ORIGIN.latitude + (y * CELL.latitude) / 100) / 100_000,
  ];
}

/**
 * One polygon for each cell of the grid, row by row from the south. Neighbours share their corners and the middles of
 * their edges, so the polygons neither overlap nor leave a gap.
 */
export function drawShapes(random: Random): PolygonShape[] {
  const { corner, middle } = drawLines(random);
  const shapes: PolygonShape[] = [];
  for (let row = 0; row < GRID.rows; row += 1) {
    for (let column = 0; column < GRID.columns; column += 1) {
      const ring = [
        corner(column, row),
        middle(column, row, 'east'),
        corner(column + 1, row),
        middle(column + 1, row, 'north'),
        corner(column + 1, row + 1),
        middle(column, row + 1, 'east'),
        corner(column, row + 1),
        middle(column, row, 'north'),
        corner(column, row),
      ];
      shapes.push({ type: 'Polygon', coordinates: [ring.map(toDegrees)] });
    }
  }
  return shapes;
}
