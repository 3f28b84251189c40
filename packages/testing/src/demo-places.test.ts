import {
  DEFAULT_POLICY,
  fullnessOf,
  indexPlaces,
  type PlaceKind,
  placeLoads,
  plainDate,
} from '@boligtrapp/domain';
import { describe, expect, test } from 'vitest';
import { demoPlaces, demoResidents, periodHolds } from './demo/demo-facts.ts';
import type { DemoMunicipality } from './demo/demo-municipality.ts';
import { generateDemo } from './demo/generate-demo.ts';

const ON = plainDate('2026-11-22');
const demo = generateDemo({ seed: 1, on: ON });
const { rows } = demo;

type Point = readonly [number, number];

/** The corners of a polygon without the repeated last one. */
function ringOf(shape: (typeof rows.neighbourhoods)[number]['shape']): readonly Point[] {
  return shape.coordinates[0]?.slice(0, -1) ?? [];
}

/** Twice the area of a triangle; positive when it turns left. */
function turn([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

function sidesOf(ring: readonly Point[]): readonly (readonly [Point, Point])[] {
  return ring.map((from, position) => [from, ring[(position + 1) % ring.length] ?? from]);
}

function cross([a, b]: readonly [Point, Point], [c, d]: readonly [Point, Point]): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

function fullness(of: DemoMunicipality, kind: PlaceKind): Record<string, number> {
  const loads = placeLoads(DEFAULT_POLICY, indexPlaces(demoPlaces(of, of.on)), demoResidents(of, of.on));
  const ofKind = [...loads.values()].filter(({ place }) => place.kind === kind);
  const groups = Map.groupBy(ofKind, (load) => fullnessOf(DEFAULT_POLICY, load));
  return Object.fromEntries([...groups].map(([name, list]) => [name, list.length]));
}

describe('the map', () => {
  test('has 60 neighbourhoods in 9 districts with some 55,000 dwellings', () => {
    expect([rows.districts.length, rows.neighbourhoods.length]).toEqual([9, 60]);
    expect(rows.neighbourhoods.reduce((sum, { dwelling_count }) => sum + dwelling_count, 0)).toBe(55_000);
    const numbers = rows.neighbourhoods.map(({ grunnkrets_number }) => grunnkrets_number);
    expect(numbers.filter((number) => !/^9001\d{4}$/.test(number))).toEqual([]);
    expect(new Set(numbers).size).toBe(60);
  });

  test('has closed rings that turn left and do not cross themselves', () => {
    for (const { shape, name } of rows.neighbourhoods) {
      expect(shape.coordinates[0]?.at(-1), name).toEqual(shape.coordinates[0]?.[0]);
      const ring = ringOf(shape);
      const sides = sidesOf(ring);
      const area = sides.reduce((sum, [[ax, ay], [bx, by]]) => sum + ax * by - bx * ay, 0);
      expect(area, name).toBeGreaterThan(0);
      expect(
        sides.some((one) => sides.some((other) => cross(one, other))),
        name,
      ).toBe(false);
    }
  });

  test('has no overlaps and no gaps: inner sides are shared by two, the outer ones close the coast', () => {
    const sides = rows.neighbourhoods.flatMap(({ shape }) => sidesOf(ringOf(shape)));
    const written = new Set(sides.map(([from, to]) => `${from.join()} ${to.join()}`));
    expect(written.size).toBe(sides.length);
    const outer = sides.filter(([from, to]) => !written.has(`${to.join()} ${from.join()}`));
    // Two sides for each cell along the edge of ten by six cells.
    expect(outer.length).toBe(2 * 2 * (10 + 6));
    expect(sides.some((one) => sides.some((other) => cross(one, other)))).toBe(false);
  });
});

describe('the load', () => {
  test.for([
    [1, '2026-11-22'],
    [2, '2026-11-22'],
    [3, '2028-02-29'],
  ] as const)(
    'a handful of neighbourhoods is over its cap, some near it, most have room (seed %i)',
    ([seed, on]) => {
      const {
        over = 0,
        near = 0,
        full = 0,
        room = 0,
      } = fullness(generateDemo({ seed, on: plainDate(on) }), 'neighbourhood');
      expect(over).toBeGreaterThanOrEqual(2);
      expect(over).toBeLessThanOrEqual(6);
      expect(near + full).toBeGreaterThanOrEqual(4);
      expect(near + full).toBeLessThanOrEqual(12);
      expect(room).toBeGreaterThanOrEqual(44);
    },
  );

  test('a district is over its cap or near it, and a building with a cap of its own is', () => {
    const districts = fullness(demo, 'district');
    expect((districts['over'] ?? 0) + (districts['near'] ?? 0)).toBeGreaterThanOrEqual(1);
    expect(districts['room']).toBeGreaterThanOrEqual(5);
    expect(fullness(demo, 'building')['over']).toBeGreaterThanOrEqual(1);
    expect(rows.place_caps.length).toBe(6);
  });

  test('the stock is spread unevenly: the fullest tenth of the neighbourhoods holds a fifth of it', () => {
    const places = new Map(rows.buildings.map(({ id, neighbourhood_id }) => [id, neighbourhood_id]));
    const counts = Map.groupBy(rows.dwellings, ({ building_id }) => places.get(building_id));
    const sizes = [...counts.values()].map((list) => list.length).toSorted((a, b) => b - a);
    const fullest = sizes.slice(0, 6).reduce((sum, size) => sum + size, 0);
    expect(fullest).toBeGreaterThan(rows.dwellings.length / 5);
  });
});

describe('the statuses', () => {
  const today = rows.place_statuses.filter(({ valid_during }) => periodHolds(valid_during, ON));

  test('neighbourhoods and buildings are spared at different levels or under caution', () => {
    const kinds = today.map(
      (row) =>
        `${row.building_id === null ? 'neighbourhood' : 'building'} ${row.status} ${row.highest_level_allowed ?? '-'}`,
    );
    expect(new Set(kinds)).toEqual(
      new Set([
        'neighbourhood spared 0',
        'neighbourhood spared 1',
        'neighbourhood spared 2',
        'neighbourhood caution -',
        'building spared 0',
        'building spared 1',
        'building spared 2',
        'building caution -',
      ]),
    );
  });

  test('each has a reason and a role that owns it; some are past their review, one is over', () => {
    expect(today.filter(({ reason, owner }) => reason === '' || !owner.startsWith('demo-'))).toEqual([]);
    const overdue = today.filter(({ review_on }) => review_on < ON).length;
    expect(overdue).toBeGreaterThanOrEqual(2);
    expect(overdue).toBeLessThan(today.length / 2);
    expect(rows.place_statuses.length - today.length).toBe(1);
  });

  test('a spared neighbourhood holds no building of a higher level than 2', () => {
    const spared = new Set(
      today.filter(({ status }) => status === 'spared').map((row) => row.neighbourhood_id),
    );
    const buildings = new Set(
      rows.buildings.filter(({ neighbourhood_id }) => spared.has(neighbourhood_id)).map(({ id }) => id),
    );
    expect(
      rows.dwellings.filter(({ building_id, level }) => buildings.has(building_id) && level > 2),
    ).toEqual([]);
  });
});
