import {
  addDays,
  evaluateLease,
  isShorterThanThreeYears,
  type LeaseStatus,
  plainDate,
} from '@boligtrapp/domain';
import { describe, expect, test } from 'vitest';
import { demoLeaseFacts } from './demo/demo-facts.ts';
import { generateDemo } from './demo/generate-demo.ts';
import { lastDayForSafeDay, threeYearsTo } from './demo/term-dates.ts';

const ON = plainDate('2026-11-22');
const demo = generateDemo({ seed: 1, on: ON });
const { leases } = demo.rows;
const facts = demoLeaseFacts(demo);
const statuses: readonly LeaseStatus[] = facts.map((lease) => evaluateLease(lease, ON));

function countOf(holds: (status: LeaseStatus) => boolean): number {
  return statuses.filter(holds).length;
}

describe('the legal states', () => {
  test('all occur, as often as planned', () => {
    const names = statuses.map(({ state, indefiniteBecause }) => indefiniteBecause ?? state);
    const groups = Map.groupBy(names, String);
    const {
      active = 0,
      'review-window': inWindow = 0,
      ...others
    } = Object.fromEntries([...groups].map(([name, list]) => [name, list.length]));
    expect(others).toEqual({
      upcoming: 4,
      holdover: 27,
      'move-requested': 9,
      vacated: 132,
      'no-end-date': 70,
      'short-term-without-basis': 7,
      'repeated-short-term': 2,
      'holdover-over-three-months': 16,
    });
    expect(active).toBeGreaterThan(600);
    // A quarter of a term of three years lies within nine months of its end.
    expect(inWindow).toBeGreaterThan(150);
  });

  test('in holdover, days left run from 0 to about 90', () => {
    const left = statuses.flatMap(({ daysLeft }) => (daysLeft === null ? [] : [daysLeft]));
    expect(Math.min(...left)).toBe(0);
    expect(Math.max(...left)).toBeGreaterThanOrEqual(88);
    expect(left.filter((days) => days <= 30).length).toBeGreaterThanOrEqual(10);
  });

  test('one in holdover has only an early request; one converts today; one request came too late', () => {
    expect(countOf(({ state, earlyRequest }) => state === 'holdover' && earlyRequest)).toBe(1);
    const convertsToday = statuses.filter(
      ({ conversionDate, indefiniteBecause }) =>
        conversionDate === ON && indefiniteBecause === 'holdover-over-three-months',
    );
    expect(convertsToday.length).toBe(1);
    const converted = new Set(
      statuses
        .filter((status) => status.indefiniteBecause === 'holdover-over-three-months')
        .map(({ id }) => id),
    );
    const asked = facts.filter(({ id, moveRequests }) => converted.has(id) && moveRequests.length > 0);
    expect(asked.length).toBe(1);
  });

  test('on a day after which no term converts, the nearest day is taken', () => {
    // No last day has its three months end on 31 May.
    expect(lastDayForSafeDay(plainDate('2027-05-31'))).toBe('2027-02-28');
    const other = generateDemo({ seed: 1, on: plainDate('2027-06-01') });
    const states = demoLeaseFacts(other).map((lease) => evaluateLease(lease, other.on));
    expect(states.filter(({ state }) => state === 'holdover').length).toBe(27);
    expect(states.filter((status) => status.indefiniteBecause === 'holdover-over-three-months').length).toBe(
      16,
    );
  });
});

describe('the dates', () => {
  test('a lease began on 29 February, and some ended with a month', () => {
    expect(leases.filter(({ starts_on }) => starts_on === '2024-02-29').length).toBeGreaterThanOrEqual(1);
    const monthEnds = leases.filter(
      ({ last_day }) => last_day !== null && addDays(last_day, 1).endsWith('-01'),
    );
    expect(monthEnds.length).toBeGreaterThan(300);
  });

  test('the leap day is there for whatever day the demo is made', () => {
    for (const [on, leapDay] of [
      ['2028-02-29', '2024-02-29'],
      ['2028-03-01', '2028-02-29'],
      ['2027-12-31', '2024-02-29'],
    ] as const) {
      const { rows } = generateDemo({ seed: 5, on: plainDate(on) });
      expect(
        rows.leases.some(({ starts_on }) => starts_on === leapDay),
        on,
      ).toBe(true);
    }
  });

  test('most terms are three years, most under § 11-1 with the information given by signing', () => {
    const fixed = leases.filter(({ last_day }) => last_day !== null);
    const short = fixed.filter(
      ({ starts_on, last_day }) => last_day !== null && isShorterThanThreeYears(starts_on, last_day),
    );
    expect(short.length).toBe(27);
    const publicly = leases.filter(({ regime }) => regime === 'public-11-1');
    expect(publicly.length).toBeGreaterThan(leases.length * 0.8);
    const untold = publicly.filter(
      (lease) => lease.exceptions_info_given_on === null || lease.exceptions_info_given_on > lease.signed_on,
    );
    expect(untold.length).toBe(2);
  });

  test('a term that ends on a day is long enough, around a leap day too', () => {
    for (const lastDay of ['2027-02-28', '2028-02-29', '2027-03-01', '2026-11-22']) {
      const { startsOn } = threeYearsTo(plainDate(lastDay));
      expect(isShorterThanThreeYears(startsOn, plainDate(lastDay)), lastDay).toBe(false);
      expect(isShorterThanThreeYears(addDays(startsOn, 2), plainDate(lastDay)), lastDay).toBe(true);
    }
  });

  test('nothing that is said to have happened lies in the future', () => {
    const early = leases.filter(({ signed_on, starts_on }) => signed_on > ON || signed_on > starts_on);
    expect(early).toEqual([]);
    expect(demo.rows.lease_notices.filter(({ sent_on }) => sent_on > ON)).toEqual([]);
  });
});

describe('the chains', () => {
  test('64 leases were renewed: the next one starts on the day the last was closed', () => {
    const renewed = leases.filter(({ closed_because }) => closed_because === 'renewed');
    const followed = renewed.filter((before) =>
      leases.some(
        (after) =>
          after.dwelling_id === before.dwelling_id &&
          after.household_id === before.household_id &&
          after.starts_on === before.closed_on &&
          after.allocation_kind === 'extension',
      ),
    );
    expect(renewed.length).toBe(64);
    expect(followed.length).toBe(64);
  });

  test('nine tenants have given notice and will be gone within two months', () => {
    const leaving = leases.filter(({ closed_on }) => closed_on !== null && closed_on > ON);
    expect(leaving.length).toBe(9);
    expect(leaving.filter(({ closed_on }) => closed_on === null || closed_on > addDays(ON, 62))).toEqual([]);
  });
});
