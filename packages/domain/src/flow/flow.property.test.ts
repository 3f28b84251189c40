import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryTenancies, aTenancy, DAY } from '../../test/flow/arbitrary-tenancies.ts';
import { addDays, daysBetween } from '../time/calendar-arithmetic.ts';
import { type PlainDateString, plainDate } from '../time/plain-date.ts';
import { countFlow, countTenants, type FlowOfYear, yearsUntil } from './count-flow.ts';
import { longStays } from './long-stays.ts';
import { lowestLevelShares } from './lowest-level.ts';
import { directionOf, type FlowTenancy, PASSAGES, type Passage, type Stay, staysOf } from './stays.ts';

const sumOf = (passages: Readonly<Record<Passage, number>>): number =>
  PASSAGES.reduce((sum, passage) => sum + passages[passage], 0);

/** Where the household sleeps in the night to `day`, by its leases as they stand on `known`. */
function homeOn(tenancies: readonly FlowTenancy[], householdId: string, day: PlainDateString): string | null {
  const lease = tenancies.find(
    (one) =>
      one.householdId === householdId && one.startsOn <= day && (one.closedOn === null || one.closedOn > day),
  );
  return lease === undefined ? null : `${lease.programme} ${lease.track} ${lease.level}`;
}

function flowOf(tenancies: readonly FlowTenancy[], years = 8): readonly FlowOfYear[] {
  return countFlow(staysOf(tenancies, DAY), yearsUntil(DAY, years), DAY);
}

/** The household's own days without gaps, as the stays have them. */
function daysOf(stays: readonly Stay[]): number {
  return stays.reduce((sum, { from, to }) => sum + daysBetween(from, to ?? DAY), 0);
}

function withoutTenancies(stays: readonly Stay[]): readonly Omit<Stay, 'lastTenancy'>[] {
  return stays.map(({ householdId, from, to, sojourns }) => ({ householdId, from, to, sojourns }));
}

describe('stays', () => {
  it('hold every day of every lease that has begun, once, and no other', () => {
    fc.assert(
      fc.property(arbitraryTenancies(), (tenancies) => {
        const known = tenancies.filter(({ startsOn }) => startsOn <= DAY);
        const leased = known.reduce((sum, { startsOn, closedOn }) => {
          return sum + daysBetween(startsOn, closedOn !== null && closedOn <= DAY ? closedOn : DAY);
        }, 0);
        expect(daysOf(staysOf(tenancies, DAY))).toBe(leased);
      }),
    );
  });

  it('end where a day lies between two leases, and only there; sojourns follow each other without a gap', () => {
    fc.assert(
      fc.property(arbitraryTenancies(), (tenancies) => {
        for (const { householdId, from, to, sojourns } of staysOf(tenancies, DAY)) {
          expect(homeOn(tenancies, householdId, addDays(from, -1))).toBeNull();
          if (to !== null) expect(homeOn(tenancies, householdId, to)).toBeNull();
          expect(sojourns.at(0)?.from).toBe(from);
          expect(sojourns.at(-1)?.to).toBe(to);
          for (const [index, sojourn] of sojourns.entries()) {
            const step = `${sojourn.programme} ${sojourn.track} ${sojourn.level}`;
            expect(homeOn(tenancies, householdId, sojourn.from)).toBe(step);
            const next = sojourns[index + 1];
            if (next === undefined) continue;
            expect(next.from).toBe(sojourn.to);
            expect(sojourn.departure).toBe(directionOf(sojourn, next));
            expect(next.arrival).toBe(sojourn.departure);
          }
        }
      }),
    );
  });

  it('are the same in any order of the leases, and when a lease is cut in two by a renewal', () => {
    fc.assert(
      fc.property(arbitraryTenancies(), (tenancies) => {
        const stays = staysOf(tenancies, DAY);
        expect(staysOf(tenancies.toReversed(), DAY)).toEqual(stays);
        const renewed = tenancies.flatMap((lease): readonly FlowTenancy[] => {
          const middle = addDays(lease.startsOn, 1);
          if (middle > DAY || (lease.closedOn !== null && lease.closedOn <= middle)) return [lease];
          return [
            { ...lease, leaseId: `${lease.leaseId}-0`, closedOn: middle, closedBecause: 'renewed' },
            { ...lease, startsOn: middle },
          ];
        });
        expect(withoutTenancies(staysOf(renewed, DAY))).toEqual(withoutTenancies(stays));
      }),
    );
  });

  it('know nothing of what lies ahead', () => {
    fc.assert(
      fc.property(arbitraryTenancies(), (tenancies) => {
        const happened = tenancies
          .filter(({ startsOn }) => startsOn <= DAY)
          .map((lease) =>
            lease.closedOn !== null && lease.closedOn > DAY
              ? { ...lease, closedOn: null, closedBecause: null }
              : lease,
          );
        expect(staysOf(happened, DAY)).toEqual(staysOf(tenancies, DAY));
      }),
    );
  });
});

describe('the flow of any leases', () => {
  it('adds up: who was there, plus who came, minus who left, is who is there, and one year begins as the other ended', () => {
    fc.assert(
      fc.property(arbitraryTenancies(), (tenancies) => {
        const flow = flowOf(tenancies);
        for (const { before, arrived, left, after } of flow)
          expect(before + sumOf(arrived) - sumOf(left)).toBe(after);
        for (const [index, year] of flow.entries()) {
          const next = flow[index + 1];
          if (next === undefined || next.year !== year.year + 1) continue;
          expect(next.before).toBe(year.after);
        }
      }),
    );
  });

  it('lets nobody vanish between the steps: each way is gone as often as it is come', () => {
    fc.assert(
      fc.property(arbitraryTenancies(), (tenancies) => {
        const flow = flowOf(tenancies);
        for (const year of yearsUntil(DAY, 8)) {
          const ofYear = flow.filter((one) => one.year === year);
          for (const way of ['up', 'down', 'across'] as const) {
            const count = (side: 'arrived' | 'left'): number =>
              ofYear.reduce((sum, one) => sum + one[side][way], 0);
            expect(count('arrived')).toBe(count('left'));
          }
        }
        for (const { level, arrived, left } of flow) {
          if (level === 1) expect(arrived.up + left.down).toBe(0);
          if (level === 5) expect(arrived.down + left.up).toBe(0);
        }
      }),
    );
  });

  it('is what looking at every household day by day gives', () => {
    fc.assert(
      fc.property(arbitraryTenancies(), (tenancies) => {
        const households = [...new Set(tenancies.map(({ householdId }) => householdId))];
        const counts = new Map<string, number>();
        const year = '2026';
        for (const householdId of households) {
          for (let day = plainDate(`${year}-01-01`); day <= DAY; day = addDays(day, 1)) {
            const [was, is] = [
              homeOn(tenancies, householdId, addDays(day, -1)),
              homeOn(tenancies, householdId, day),
            ];
            if (was === is) continue;
            if (was !== null) counts.set(`${was} left`, (counts.get(`${was} left`) ?? 0) + 1);
            if (is !== null) counts.set(`${is} arrived`, (counts.get(`${is} arrived`) ?? 0) + 1);
          }
        }
        const counted = flowOf(tenancies, 1).flatMap(({ programme, track, level, arrived, left }) => {
          const step = `${programme} ${track} ${level}`;
          return [
            [`${step} arrived`, sumOf(arrived)],
            [`${step} left`, sumOf(left)],
          ] as const;
        });
        expect(new Map(counted.filter(([, count]) => count > 0))).toEqual(counts);
      }),
      { numRuns: 60 },
    );
  });

  it('counts who lives on a step today as the last year ends with', () => {
    fc.assert(
      fc.property(arbitraryTenancies(), (tenancies) => {
        const today = countTenants(staysOf(tenancies, DAY), DAY);
        const ends = flowOf(tenancies, 1).filter(({ after }) => after > 0);
        expect(today.map(({ tenants }) => tenants)).toEqual(ends.map(({ after }) => after));
        const tenants = today.reduce((sum, step) => sum + step.tenants, 0);
        const homes = tenancies.filter(
          ({ startsOn, closedOn }) => startsOn <= DAY && (closedOn === null || closedOn > DAY),
        );
        expect(tenants).toBe(homes.length);
      }),
    );
  });
});

describe('the share on the lowest level', () => {
  it('is reached exactly where nobody is missing', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 0, max: 10_000 }), (tenants, target) => {
        const steps = tenants.map((count, index) => ({
          programme: 'ladder' as const,
          track: 'welfare' as const,
          level: ([1, 2, 3, 4, 5] as const)[index] ?? 5,
          tenants: count,
          meanStayDays: null,
        }));
        const [share] = lowestLevelShares(steps, {
          lowestLevelShareBasisPoints: { welfare: target, care: target },
          longStayYears: 10,
        });
        const all = tenants.reduce((sum, count) => sum + count, 0);
        expect(share?.tenants).toBe(all);
        const isReached = (onLowest: number): boolean => onLowest * 10_000 >= target * all;
        const missing = share?.missing ?? 0;
        expect(isReached((tenants[0] ?? 0) + missing)).toBe(true);
        if (missing > 0) expect(isReached((tenants[0] ?? 0) + missing - 1)).toBe(false);
        const shown = share?.shareBasisPoints ?? null;
        expect(shown === null).toBe(all === 0);
        if (shown !== null) expect(shown >= target).toBe(missing === 0);
      }),
    );
  });
});

describe('in figures', () => {
  const moves = [
    aTenancy({ level: 3, closedOn: plainDate('2025-03-01'), closedBecause: 'vacated' }),
    aTenancy({ leaseId: 'l2', dwellingId: 'd2', level: 2, startsOn: plainDate('2025-03-01') }),
  ];

  it('a move down is one that leaves a step and comes to the one below, with the days on the one that was left', () => {
    const flow = countFlow(staysOf(moves, DAY), [2025], DAY);
    expect(
      flow.map(({ level, before, arrived, left, after, meanStayDays }) => ({
        level,
        before,
        after,
        meanStayDays,
        arrived: arrived.down,
        left: left.down,
      })),
    ).toEqual([
      { level: 2, before: 0, after: 1, meanStayDays: null, arrived: 1, left: 0 },
      { level: 3, before: 1, after: 0, meanStayDays: 1886, arrived: 0, left: 1 },
    ]);
  });

  it('a home that is taken over is left and come to by takeover, and another that is let on by nobody is not', () => {
    const passedOn = [
      aTenancy({ closedOn: plainDate('2026-05-01'), closedBecause: 'party-changed' }),
      aTenancy({ leaseId: 'l2', householdId: 'heir', startsOn: plainDate('2026-05-01') }),
      aTenancy({ leaseId: 'l3', householdId: 'other', dwellingId: 'd3', startsOn: plainDate('2026-05-01') }),
    ];
    const [flow] = countFlow(staysOf(passedOn, DAY), [2026], DAY);
    expect(flow?.arrived).toEqual({ outside: 1, takeover: 1, up: 0, down: 0, across: 0 });
    expect(flow?.left).toEqual({ outside: 0, takeover: 1, up: 0, down: 0, across: 0 });
  });

  it('a stay is long from the day on which the years are full', () => {
    const stays = staysOf([aTenancy({ startsOn: plainDate('2016-11-24') })], DAY);
    expect(longStays(stays, 10, DAY)).toHaveLength(0);
    expect(longStays(stays, 10, addDays(DAY, 1))).toHaveLength(1);
    // Moves within do not begin a new stay; having left does end it.
    expect(longStays(staysOf(moves, DAY), 6, DAY)).toHaveLength(1);
    const gone = [aTenancy({ closedOn: DAY, closedBecause: 'vacated' })];
    expect(longStays(staysOf(gone, DAY), 6, DAY)).toHaveLength(0);
  });
});
