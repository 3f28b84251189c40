import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_ROTATION_WORK } from '../policy/default-rotation-policy.ts';
import type { FollowUpPolicy } from '../policy/rotation-policy.ts';
import { addDays, addMonthsClamped, daysBetween } from '../time/calendar-arithmetic.ts';
import { type PlainDateString, plainDate } from '../time/plain-date.ts';
import {
  FOLLOW_UP_PLANNING_MONTHS,
  followUpsToPlan,
  isFollowUpOverdue,
  type PlannedFollowUp,
} from './follow-up-schedule.ts';

const POLICY = DEFAULT_ROTATION_WORK.followUps;
const BEGIN = plainDate('1970-01-01');
const day = fc
  .integer({ min: 0, max: daysBetween(BEGIN, plainDate('2100-12-31')) })
  .map((days) => addDays(BEGIN, days));
const policy: fc.Arbitrary<FollowUpPolicy> = fc.record({
  firstVisitAfterMonths: fc.integer({ min: 1, max: 12 }),
  visitEveryMonths: fc.integer({ min: 1, max: 36 }),
  careerPlanAfterMonths: fc.integer({ min: 1, max: 36 }),
  overdueAfterDays: fc.integer({ min: 1, max: 90 }),
});

function lines(planned: readonly PlannedFollowUp[]): readonly string[] {
  return planned.map(({ kind, dueOn }) => `${kind} ${dueOn}`).toSorted();
}

/** Every day of the stay, counted up from its first one, month by month. */
function byCounting(
  firstDay: PlainDateString,
  from: PlainDateString,
  figures: FollowUpPolicy,
  until: PlainDateString,
): readonly PlannedFollowUp[] {
  const found: PlannedFollowUp[] = [];
  for (let months = 1; addMonthsClamped(firstDay, months) <= until; months += 1) {
    const dueOn = addMonthsClamped(firstDay, months);
    if (months === figures.firstVisitAfterMonths) found.push({ kind: 'one-month-visit', dueOn });
    if (months === figures.careerPlanAfterMonths) found.push({ kind: 'career-plan', dueOn });
    if (months % figures.visitEveryMonths === 0) found.push({ kind: 'yearly-visit', dueOn });
  }
  return found.filter(({ dueOn }) => from <= dueOn);
}

describe('what a night plans for a stay', () => {
  it('is what counting up from its first day gives within three months, for any day from 1970 to 2100', () => {
    fc.assert(
      fc.property(day, fc.nat(3_000), fc.nat(3_000), policy, (firstDay, toLease, toNight, figures) => {
        const from = addDays(firstDay, toLease);
        const night = addDays(from, toNight);
        const earliest = addMonthsClamped(night, -FOLLOW_UP_PLANNING_MONTHS);
        const latest = addMonthsClamped(night, FOLLOW_UP_PLANNING_MONTHS);
        const expected = byCounting(firstDay, from, figures, latest).filter(({ dueOn }) => dueOn >= earliest);
        expect(lines(followUpsToPlan({ firstDay, from }, figures, night))).toEqual(lines(expected));
      }),
    );
  });

  it('leaves out nothing over all nights of a stay, in whatever order they are run', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 1, max: 800 }),
        fc.integer({ min: 1, max: 60 }),
        (firstDay, length, step) => {
          const lastNight = addDays(firstDay, length);
          const nights = [lastNight];
          for (let night = firstDay; night < lastNight; night = addDays(night, step)) nights.push(night);
          const planned = new Set(
            nights.flatMap((night) => lines(followUpsToPlan({ firstDay, from: firstDay }, POLICY, night))),
          );
          const until = addMonthsClamped(lastNight, FOLLOW_UP_PLANNING_MONTHS);
          expect([...planned].toSorted()).toEqual(lines(byCounting(firstDay, firstDay, POLICY, until)));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is the same for a renewed lease as if it had never been renewed', () => {
    fc.assert(
      fc.property(day, fc.nat(3_000), fc.nat(3_000), (firstDay, toRenewal, toNight) => {
        const from = addDays(firstDay, toRenewal);
        const night = addDays(from, toNight);
        const whole = followUpsToPlan({ firstDay, from: firstDay }, POLICY, night);
        expect(followUpsToPlan({ firstDay, from }, POLICY, night)).toEqual(
          whole.filter(({ dueOn }) => dueOn >= from),
        );
      }),
    );
  });

  it.each([
    ['2026-01-31', '2026-01-31', ['one-month-visit 2026-02-28']],
    ['2024-02-29', '2027-02-27', ['yearly-visit 2027-02-28']],
    ['2024-02-29', '2028-02-29', ['yearly-visit 2028-02-29']],
    ['2025-11-28', '2026-11-28', ['career-plan 2026-11-28', 'yearly-visit 2026-11-28']],
    ['2010-06-01', '2026-11-28', []],
  ])('of a stay from %s on the night of %s', (firstDay, night, expected) => {
    const stay = { firstDay: plainDate(firstDay), from: plainDate(firstDay) };
    expect(lines(followUpsToPlan(stay, POLICY, plainDate(night)))).toEqual(expected);
  });
});

it('is overdue from so many days after its due day on', () => {
  const dueOn = plainDate('2026-11-01');
  expect(isFollowUpOverdue(dueOn, POLICY, plainDate('2026-11-14'))).toBe(false);
  expect(isFollowUpOverdue(dueOn, POLICY, plainDate('2026-11-15'))).toBe(true);
});
