import * as fc from 'fast-check';
import type { FlowTenancy } from '../../src/flow/stays.ts';
import { LEVELS, PROGRAMMES, TRACKS } from '../../src/ladder/ladder.ts';
import { addDays } from '../../src/time/calendar-arithmetic.ts';
import { plainDate } from '../../src/time/plain-date.ts';

/** The day of the counting. */
export const DAY = plainDate('2026-11-23');

/** A lease of household `h` in dwelling `d` on welfare level 1, from 1 January 2020. */
export function aTenancy(changes: Partial<FlowTenancy> = {}): FlowTenancy {
  return {
    leaseId: 'l',
    householdId: 'h',
    dwellingId: 'd',
    programme: 'ladder',
    track: 'welfare',
    level: 1,
    startsOn: plainDate('2020-01-01'),
    closedOn: null,
    closedBecause: null,
    ...changes,
  };
}

const FIRST = plainDate('2019-06-01');

const oneLease = fc.record({
  gap: fc.constantFrom(0, 0, 0, 1, 40),
  days: fc.integer({ min: 1, max: 900 }),
  level: fc.constantFrom(...LEVELS),
  track: fc.constantFrom(TRACKS[0], TRACKS[0], TRACKS[1]),
  programme: fc.constantFrom(PROGRAMMES[0], PROGRAMMES[0], PROGRAMMES[2]),
  closedBecause: fc.constantFrom('vacated' as const, 'renewed' as const),
});

/** Leases of a few households, one after the other, some of which lie ahead of {@link DAY}. */
export function arbitraryTenancies(): fc.Arbitrary<readonly FlowTenancy[]> {
  const household = fc.record({
    offset: fc.integer({ min: 0, max: 1_500 }),
    leases: fc.array(oneLease, { minLength: 1, maxLength: 5 }),
    isLastOpen: fc.boolean(),
  });
  return fc.array(household, { maxLength: 6 }).map((households) =>
    households.flatMap(({ offset, leases, isLastOpen }, index) => {
      let day = addDays(FIRST, offset);
      return leases.map(({ gap, days, closedBecause, ...step }, position) => {
        const startsOn = addDays(day, gap);
        day = addDays(startsOn, days);
        const isOpen = isLastOpen && position === leases.length - 1;
        return {
          ...step,
          leaseId: `l${index}-${position}`,
          householdId: `h${index}`,
          dwellingId: `d${index}-${position}`,
          startsOn,
          closedOn: isOpen ? null : day,
          closedBecause: isOpen ? null : closedBecause,
        };
      });
    }),
  );
}
