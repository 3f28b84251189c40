import * as fc from 'fast-check';
import { LEASE_REGIMES, type LeaseFacts, SHORT_TERM_BASES } from '../../src/lease/lease-facts.ts';
import { addDays, addMonthsClamped, dayBefore } from '../../src/time/calendar-arithmetic.ts';
import type { PlainDateString } from '../../src/time/plain-date.ts';
import { arbitraryDate, arbitraryDateNear } from '../time/arbitrary-dates.ts';

function nullable<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.option(arbitrary, { freq: 3 });
}

/** Terms around one year, around three and of any length, and none. */
function arbitraryLastDay(start: PlainDateString): fc.Arbitrary<PlainDateString | null> {
  const around = (months: number): fc.Arbitrary<PlainDateString> =>
    arbitraryDateNear(dayBefore(addMonthsClamped(start, months)), 2);
  return fc.oneof(
    { weight: 5, arbitrary: around(36) },
    { weight: 3, arbitrary: around(12) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 2000 }).map((days) => addDays(start, days)) },
    { weight: 1, arbitrary: fc.constant(null) },
  );
}

/** Any facts of a lease, sound or not, as a register might hold them; dates keep close to where rules turn. */
export function arbitraryLease(): fc.Arbitrary<LeaseFacts> {
  return arbitraryDate()
    .chain((start) => fc.tuple(fc.constant(start), arbitraryLastDay(start), arbitraryDateNear(start, 4)))
    .chain(([start, lastDay, signedAt]) => {
      const end = lastDay ?? addMonthsClamped(start, 36);
      const requestDate = fc.oneof(
        arbitraryDateNear(end, 3),
        arbitraryDateNear(addDays(end, -30), 2),
        arbitraryDateNear(addMonthsClamped(end, 3), 2),
        arbitraryDateNear(end, 120),
      );
      return fc.record({
        id: fc.constant('lease'),
        start: fc.constant(start),
        lastDay: fc.constant(lastDay),
        regime: fc.constantFrom(...LEASE_REGIMES),
        shortTerm: nullable(
          fc.record({
            basis: fc.constantFrom(...SHORT_TERM_BASES),
            reasonGivenAt: nullable(arbitraryDateNear(signedAt, 2)),
            weighty: fc.boolean(),
          }),
        ),
        signedAt: fc.constant(signedAt),
        exceptionsInfoGivenAt: nullable(arbitraryDateNear(signedAt, 2)),
        previousShortTermsSameParties: fc.integer({ min: 0, max: 2 }),
        moveRequests: fc.array(
          requestDate.map((sentAt) => ({ sentAt })),
          { maxLength: 2 },
        ),
        vacatedOn: fc.option(arbitraryDateNear(end, 150), { freq: 2 }),
      });
    });
}

/** A lease with a date on which it is looked at: around its start, its last day, the deadlines, or any. */
export function arbitraryLeaseAndDate(): fc.Arbitrary<readonly [LeaseFacts, PlainDateString]> {
  return arbitraryLease().chain((lease) => {
    const end = lease.lastDay ?? addMonthsClamped(lease.start, 36);
    return fc.tuple(
      fc.constant(lease),
      fc.oneof(
        arbitraryDateNear(lease.start, 6),
        arbitraryDateNear(end, 5),
        arbitraryDateNear(addMonthsClamped(end, 3), 5),
        arbitraryDateNear(addMonthsClamped(end, -9), 3),
        arbitraryDateNear(end, 1500),
      ),
    );
  });
}
