import { addDays, evaluateLease, LEASE_STATES, plainDate } from '@boligtrapp/domain';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { currentLeases, demoLeaseFacts, periodHolds } from './demo/demo-facts.ts';
import type { DemoRows } from './demo/demo-municipality.ts';
import { generateDemo } from './demo/generate-demo.ts';

/** Each run makes a whole municipality. */
const RUNS = 8;

const anyOptions = fc.record({
  seed: fc.nat({ max: 2 ** 32 - 1 }),
  index: fc.nat({ max: 99 }),
  on: fc.nat({ max: 6_000 }).map((days) => addDays(plainDate('2024-01-01'), days)),
});

interface Held {
  readonly starts_on: string;
  readonly closed_on: string | null;
}

/** Whether some later one begins before an earlier one was closed. */
function overlap(held: readonly Held[]): boolean {
  const sorted = held.toSorted((a, b) => (a.starts_on < b.starts_on ? -1 : 1));
  return sorted.some(({ starts_on }, position) => {
    const before = sorted[position - 1];
    return before !== undefined && (before.closed_on === null || before.closed_on > starts_on);
  });
}

function welfareOne(rows: DemoRows, on: string): { occupied: number; vacant: number; outOfUse: number } {
  const day = plainDate(on);
  const leases = currentLeases(rows, day);
  const inUse = new Set(
    rows.dwelling_periods
      .filter(({ role, valid_during }) => role === 'dwelling' && periodHolds(valid_during, day))
      .map(({ dwelling_id }) => dwelling_id),
  );
  const own = rows.dwellings.filter(
    (row) => row.programme === 'ladder' && row.track === 'welfare' && row.level === 1,
  );
  const occupied = own.filter(({ id }) => inUse.has(id) && leases.has(id)).length;
  const vacant = own.filter(({ id }) => inUse.has(id) && !leases.has(id)).length;
  return { occupied, vacant, outOfUse: own.filter(({ id }) => !inUse.has(id) && !leases.has(id)).length };
}

test('whatever the seed and the day: no lease overlaps, all states occur, the lowest step has its figures', () => {
  fc.assert(
    fc.property(anyOptions, (options) => {
      const demo = generateDemo(options);
      const { rows } = demo;
      const byDwelling = [...Map.groupBy(rows.leases, ({ dwelling_id }) => dwelling_id).values()];
      const byHousehold = [...Map.groupBy(rows.leases, ({ household_id }) => household_id).values()];
      expect(byDwelling.filter(overlap)).toEqual([]);
      expect(byHousehold.filter(overlap)).toEqual([]);
      const states = demoLeaseFacts(demo).map((lease) => evaluateLease(lease, options.on).state);
      expect(new Set(states)).toEqual(new Set(LEASE_STATES));
      expect(welfareOne(rows, options.on)).toEqual({ occupied: 598, vacant: 9, outOfUse: 13 });
      expect(rows.keep_apart.length).toBe(25);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});
