import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../time/calendar-arithmetic.ts';
import { plainDate } from '../time/plain-date.ts';
import { isDayOff } from '../time/working-days.ts';
import { appealDeadline, appealTimeliness } from './appeal-deadline.ts';

describe('the deadline of an appeal', () => {
  // LOV-1967-02-10 § 29
  it.each([
    ['a plain one', '2026-11-23', '2026-12-14'],
    ['on a Saturday, to the Monday after', '2026-11-21', '2026-12-14'],
    ['on Christmas Day, to the first working day', '2026-12-04', '2026-12-28'],
    ['on Maundy Thursday, past Easter', '2027-03-04', '2027-03-30'],
    ['on 17 May', '2027-04-26', '2027-05-18'],
  ])('%s: notice on %s, last day %s', (_what, notice, deadline) => {
    expect(appealDeadline(plainDate(notice))).toBe(deadline);
  });

  it('is a working day, three weeks on at least and never a day further than it must be', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), (days) => {
        const notice = addDays(plainDate('2000-01-01'), days);
        const deadline = appealDeadline(notice);
        expect(isDayOff(deadline)).toBe(false);
        for (let day = 21; day < daysBetween(notice, deadline); day += 1) {
          expect(isDayOff(addDays(notice, day))).toBe(true);
        }
      }),
    );
  });
});

describe('an appeal', () => {
  const dates = {
    decidedOn: plainDate('2026-11-20'),
    deadlineOn: plainDate('2026-12-14'),
    sentOn: null,
    arrivedOn: plainDate('2026-12-14'),
  };

  // LOV-1967-02-10 § 30
  it('is in time on the last day, and when it was posted by then', () => {
    expect(appealTimeliness(dates).isLate).toBe(false);
    expect(appealTimeliness({ ...dates, arrivedOn: plainDate('2026-12-15') }).isLate).toBe(true);
    const posted = { ...dates, arrivedOn: plainDate('2026-12-17'), sentOn: plainDate('2026-12-14') };
    expect(appealTimeliness(posted).isLate).toBe(false);
  });

  // LOV-1967-02-10 § 31
  it('is beyond hearing when a year has passed since the decision', () => {
    expect(appealTimeliness({ ...dates, arrivedOn: plainDate('2027-11-20') })).toEqual({
      isLate: true,
      lastAdmissibleOn: '2027-11-20',
      isAfterOneYear: false,
    });
    expect(appealTimeliness({ ...dates, arrivedOn: plainDate('2027-11-21') }).isAfterOneYear).toBe(true);
  });
});
