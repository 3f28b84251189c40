// Answers about dates as JSON, for comparing them between time zones. Run: TZ=… node answers-in-this-zone.ts
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { evaluateLease } from '../../src/lease/evaluate-lease.ts';
import { occupancyAnswerDueOn } from '../../src/lease/occupancy-request.ts';
import { minimumTermEnd, noticeEndOf } from '../../src/lease/statutory-periods.ts';
import { findFlags } from '../../src/rotation/find-flags.ts';
import {
  addDays,
  addMonthsClamped,
  addYearsClamped,
  ageOn,
  dayAfter,
  daysBetween,
  lastOfMonth,
} from '../../src/time/calendar-arithmetic.ts';
import { plainDate } from '../../src/time/plain-date.ts';
import { monthsBetween } from '../../src/time/whole-months.ts';
import { nextWorkingDay } from '../../src/time/working-days.ts';
import { arbitraryLeaseAndDate } from '../lease/arbitrary-leases.ts';
import { walkLease } from '../lease/walked-lease.ts';
import { arbitraryFactsAndDate } from '../rotation/arbitrary-rotation-facts.ts';
import { OPTIONS } from '../rotation/facts-of.ts';
import { arbitraryDate } from './arbitrary-dates.ts';
import { nextDay, walkFrom, walkMonths, written } from './walked-calendar.ts';

/** What the two nights of the clock change, a leap day, the ends of months and a week 53 give. */
function namedAnswers(): Readonly<Record<string, string | number>> {
  const at = plainDate;
  return {
    'the day after the night of summer time': dayAfter(at('2027-03-28')),
    'days over the night of summer time': daysBetween(at('2027-03-27'), at('2027-03-29')),
    'the day after the night of winter time': dayAfter(at('2027-10-31')),
    'days over the night of winter time': daysBetween(at('2027-10-30'), at('2027-11-01')),
    'days over the night of summer time in New York': daysBetween(at('2027-03-13'), at('2027-03-15')),
    'days over the night of winter time in New York': daysBetween(at('2027-11-06'), at('2027-11-08')),
    'three months after 30 November': addMonthsClamped(at('2026-11-30'), 3),
    'three months after 30 November before a leap year': addMonthsClamped(at('2027-11-30'), 3),
    'a year after 29 February': addYearsClamped(at('2028-02-29'), 1),
    'four years after 29 February': addYearsClamped(at('2028-02-29'), 4),
    'nine months before 30 November': addMonthsClamped(at('2027-11-30'), -9),
    'the last of February 2100': lastOfMonth(at('2100-02-10')),
    'the last of February 2000': lastOfMonth(at('2000-02-10')),
    'the shortest term from 29 February': minimumTermEnd(at('2028-02-29')),
    'a week after the Monday of week 53': addDays(at('2026-12-28'), 7),
    'days in week 53': daysBetween(at('2026-12-28'), at('2027-01-04')),
    'the working day at the end of week 53': nextWorkingDay(at('2027-01-01')),
    'age of a leap child on 28 February': ageOn(at('2008-02-29'), at('2026-02-28')),
    'months from 31 January to 28 February': monthsBetween(at('2027-01-31'), at('2027-02-28')),
  };
}

/** Every day from 1970 through 2100, with what follows from it; one hash. */
function hashOfEveryDay(): string {
  const hash = createHash('sha256');
  for (let day = plainDate('1970-01-01'); day <= '2100-12-31'; day = dayAfter(day)) {
    hash.update(`${day} ${addMonthsClamped(day, 3)} ${addMonthsClamped(day, -9)} ${minimumTermEnd(day)} `);
    hash.update(
      `${noticeEndOf(day)} ${occupancyAnswerDueOn(day)} ${daysBetween(plainDate('1970-01-01'), day)}\n`,
    );
  }
  return hash.digest('hex');
}

/** What the law and a night say of the same arbitrary leases; one hash. */
function hashOfLeases(): string {
  const hash = createHash('sha256');
  for (const [facts, on] of fc.sample(arbitraryFactsAndDate(), { seed: 1970, numRuns: 3_000 })) {
    hash.update(JSON.stringify([evaluateLease(facts.lease, on), findFlags(facts, on, OPTIONS).flags]));
  }
  return hash.digest('hex');
}

function is(actual: unknown, expected: unknown): boolean {
  return JSON.stringify(actual) === JSON.stringify(expected);
}

/** Runs the properties; throws at the first that does not hold in this zone. */
function assertProperties(): void {
  fc.assert(
    fc.property(arbitraryDate(), fc.integer({ min: 0, max: 40 }), (date, months) => {
      const walked = walkFrom(date);
      return (
        is(dayAfter(date), written(nextDay(walked))) &&
        is(addMonthsClamped(date, months), written(walkMonths(walked, months)))
      );
    }),
    { numRuns: 2_000 },
  );
  fc.assert(
    fc.property(arbitraryLeaseAndDate(), fc.boolean(), ([lease, on], acceptEarlyRequests) => {
      const options = { acceptEarlyRequests, reviewWindowMonths: 9 };
      const status = evaluateLease(lease, on, options);
      const walked = walkLease(lease, on, options);
      return Object.entries(walked).every(([name, value]) => is(Reflect.get(status, name), value));
    }),
    { numRuns: 2_000 },
  );
}

/**
 * How it must not be done: the next day as 24 hours after the midnight of the local clock. In a zone with summer time the
 * night that has 25 hours leads to the same day again: that the answers differ proves that the zones are in force.
 */
function nextDaysByLocalClock(): readonly string[] {
  return ['2027-10-31', '2027-11-07'].map((date) => {
    const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
    const later = new Date(new Date(year, month - 1, day).getTime() + 24 * 60 * 60 * 1000);
    return written({ year: later.getFullYear(), month: later.getMonth() + 1, day: later.getDate() });
  });
}

assertProperties();
const answers = {
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  named: namedAnswers(),
  everyDay: hashOfEveryDay(),
  leases: hashOfLeases(),
  byLocalClock: nextDaysByLocalClock(),
};
process.stdout.write(JSON.stringify(answers));
