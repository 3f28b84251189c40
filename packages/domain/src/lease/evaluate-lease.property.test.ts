import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryLease, arbitraryLeaseAndDate } from '../../test/lease/arbitrary-leases.ts';
import { walkLease } from '../../test/lease/walked-lease.ts';
import { arbitraryDate } from '../../test/time/arbitrary-dates.ts';
import { walkFrom, walkMonths, written } from '../../test/time/walked-calendar.ts';
import { addDays, dayAfter } from '../time/calendar-arithmetic.ts';
import { earlierOf, type PlainDateString, plainDate } from '../time/plain-date.ts';
import { DEFAULT_LEASE_OPTIONS, evaluateLease, type LeaseOptions } from './evaluate-lease.ts';
import type { LeaseFacts } from './lease-facts.ts';
import { LEASE_STATES, type LeaseState, type LeaseStatus } from './lease-status.ts';
import { conversionDateOf, lastSafeDayOf } from './statutory-periods.ts';

const arbitraryOptions: fc.Arbitrary<LeaseOptions> = fc.record({
  acceptEarlyRequests: fc.boolean(),
  reviewWindowMonths: fc.oneof(fc.constant(9), fc.integer({ min: 0, max: 40 })),
});

describe('the deadline of a term', () => {
  test('is the day a walk of three months reaches; the day after is the conversion', () => {
    fc.assert(
      fc.property(arbitraryDate(), (lastDay) => {
        const safeDay = lastSafeDayOf(lastDay);
        expect(safeDay).toBe(written(walkMonths(walkFrom(lastDay), 3)));
        expect(conversionDateOf(lastDay)).toBe(dayAfter(safeDay));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the state of a lease', () => {
  test('is what living through the lease day by day gives', () => {
    fc.assert(
      fc.property(arbitraryLeaseAndDate(), arbitraryOptions, ([lease, on], options) => {
        const { id, ...status } = evaluateLease(lease, on, options);
        expect(id).toBe(lease.id);
        expect(status).toEqual(walkLease(lease, on, options));
      }),
      { numRuns: 3000 },
    );
  });

  test('does not depend on anything dated later than the day it is looked at', () => {
    fc.assert(
      fc.property(arbitraryLeaseAndDate(), fc.integer({ min: 1, max: 400 }), ([lease, on], days) => {
        const move = (date: PlainDateString): PlainDateString =>
          date > on ? addDays(on, 1 + (days % 97)) : date;
        const moveOrNull = (date: PlainDateString | null): PlainDateString | null =>
          date === null ? null : move(date);
        const otherFuture: LeaseFacts = {
          ...lease,
          signedAt: move(lease.signedAt),
          exceptionsInfoGivenAt: moveOrNull(lease.exceptionsInfoGivenAt),
          moveRequests: lease.moveRequests.filter(({ sentAt }) => sentAt <= on),
          vacatedOn: lease.vacatedOn !== null && lease.vacatedOn > on ? null : lease.vacatedOn,
          shortTerm: lease.shortTerm && {
            ...lease.shortTerm,
            reasonGivenAt: moveOrNull(lease.shortTerm.reasonGivenAt),
          },
        };
        expect(evaluateLease(otherFuture, on)).toEqual(evaluateLease(lease, on));
      }),
      { numRuns: 1500 },
    );
  });

  test('accepting early requests only ever turns holdover or conversion into a request that counts', () => {
    fc.assert(
      fc.property(arbitraryLeaseAndDate(), ([lease, on]) => {
        const strict = evaluateLease(lease, on);
        const lenient = evaluateLease(lease, on, { ...DEFAULT_LEASE_OPTIONS, acceptEarlyRequests: true });
        if (lenient.state !== strict.state) {
          expect([lenient.state, strict.earlyRequest]).toEqual(['move-requested', true]);
          expect(['holdover', 'holdover-over-three-months']).toContain(
            strict.indefiniteBecause ?? strict.state,
          );
        }
        expect(lenient.lastSafeDay).toBe(strict.lastSafeDay);
      }),
      { numRuns: 1500 },
    );
  });
});

/** Which states the next day can bring, for a lease signed and informed about by its first day. */
const NEXT_DAY: Readonly<Record<LeaseState, readonly LeaseState[]>> = {
  upcoming: ['upcoming', 'active', 'review-window', 'indefinite', 'vacated'],
  active: ['active', 'review-window', 'vacated'],
  'review-window': ['review-window', 'holdover', 'move-requested', 'vacated'],
  holdover: ['holdover', 'move-requested', 'indefinite', 'vacated'],
  'move-requested': ['move-requested', 'vacated'],
  indefinite: ['indefinite', 'vacated'],
  vacated: ['vacated'],
};

function isLawfulStep(before: LeaseStatus, today: LeaseStatus, day: PlainDateString): boolean {
  if (before.state === 'holdover' && today.state === 'holdover') {
    return today.daysLeft === before.daysLeft - 1;
  }
  if (before.state === 'holdover' && today.state === 'indefinite') {
    return before.daysLeft === 0 && today.conversionDate === day;
  }
  if (before.state === 'indefinite' && today.state === 'indefinite') {
    return today.indefiniteBecause === before.indefiniteBecause;
  }
  return NEXT_DAY[before.state].includes(today.state);
}

function settledByStart(lease: LeaseFacts): LeaseFacts {
  const atStart = (date: PlainDateString | null): PlainDateString | null =>
    date === null ? null : earlierOf(date, lease.start);
  return {
    ...lease,
    signedAt: earlierOf(lease.signedAt, lease.start),
    exceptionsInfoGivenAt: atStart(lease.exceptionsInfoGivenAt),
    shortTerm: lease.shortTerm && {
      ...lease.shortTerm,
      reasonGivenAt: atStart(lease.shortTerm.reasonGivenAt),
    },
  };
}

describe('the course of a lease', () => {
  test('has one state each day and never goes back', () => {
    const seen = new Set<LeaseState>();
    fc.assert(
      fc.property(arbitraryLease().map(settledByStart), arbitraryOptions, (lease, options) => {
        const from = addDays(lease.start, -10);
        const through = addDays(lease.lastDay ?? lease.start, 200);
        const wrong: string[] = [];
        let before = evaluateLease(lease, from, options);
        for (let day = dayAfter(from); day <= through; day = dayAfter(day)) {
          const today = evaluateLease(lease, day, options);
          if (!isLawfulStep(before, today, day)) {
            wrong.push(`${day}: ${before.state} to ${today.state}`);
          }
          seen.add(today.state);
          before = today;
        }
        expect(wrong).toEqual([]);
      }),
      { numRuns: 60 },
    );
    expect([...seen].toSorted()).toEqual([...LEASE_STATES].toSorted());
  });
});

describe('the review window', () => {
  const lease: LeaseFacts = {
    id: 'lease',
    start: plainDate('2024-03-01'),
    lastDay: plainDate('2027-02-28'),
    regime: 'ordinary',
    shortTerm: null,
    signedAt: plainDate('2024-02-20'),
    exceptionsInfoGivenAt: null,
    previousShortTermsSameParties: 0,
    moveRequests: [],
    vacatedOn: null,
  };
  const stateOn = (date: string, reviewWindowMonths: number): LeaseState =>
    evaluateLease(lease, plainDate(date), { acceptEarlyRequests: false, reviewWindowMonths }).state;

  test.each([
    ['2026-05-27', 9, 'active'],
    ['2026-05-28', 9, 'review-window'],
    ['2027-02-28', 9, 'review-window'],
    ['2026-08-27', 6, 'active'],
    ['2026-08-28', 6, 'review-window'],
    ['2027-02-27', 0, 'active'],
    ['2027-02-28', 0, 'review-window'],
    ['2024-03-01', 48, 'review-window'],
    ['2024-02-29', 48, 'upcoming'],
  ])('on %s with %i months: %s', (date, months, state) => {
    expect(stateOn(date, months)).toBe(state);
  });

  test('opens on the last day of a month that is too short', () => {
    const toNovember = { ...lease, start: plainDate('2024-12-01'), lastDay: plainDate('2027-11-30') };
    expect(evaluateLease(toNovember, plainDate('2027-02-27')).state).toBe('active');
    expect(evaluateLease(toNovember, plainDate('2027-02-28')).state).toBe('review-window');
  });
});
