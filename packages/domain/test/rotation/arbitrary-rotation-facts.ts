import * as fc from 'fast-check';
import { LEASE_DEPOSIT_KINDS, type LeaseDeposit } from '../../src/lease/lease-deposit.ts';
import { RENT_SETTING_KINDS, type RentSetting } from '../../src/lease/rent-setting.ts';
import type {
  FollowUpFacts,
  OccupancyRequestFacts,
  RotationFacts,
} from '../../src/rotation/rotation-facts.ts';
import { addDays, addMonthsClamped } from '../../src/time/calendar-arithmetic.ts';
import type { PlainDateString } from '../../src/time/plain-date.ts';
import { arbitraryLeaseAndDate } from '../lease/arbitrary-leases.ts';
import { arbitraryDateNear } from '../time/arbitrary-dates.ts';

function nullable<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.option(arbitrary, { freq: 2 });
}

/** Settings of a rent as a register may hold them, by their first day, around the days on which `on` turns. */
function arbitraryRents(start: PlainDateString, on: PlainDateString): fc.Arbitrary<readonly RentSetting[]> {
  const from = fc.oneof(
    arbitraryDateNear(addMonthsClamped(on, -12), 2),
    arbitraryDateNear(addMonthsClamped(on, -11), 2),
    arbitraryDateNear(addMonthsClamped(on, -30), 2),
    arbitraryDateNear(on, 900),
  );
  const later = fc
    .record({
      kind: fc.constantFrom(...RENT_SETTING_KINDS.slice(1)),
      from,
      orePerMonth: fc.integer({ min: 0, max: 2_000_000 }),
      daysOfNotice: fc.integer({ min: 28, max: 190 }),
    })
    .map(
      ({ daysOfNotice, ...setting }): RentSetting => ({
        ...setting,
        noticeSentOn: setting.kind === 'agreed' ? null : addDays(setting.from, -daysOfNotice),
      }),
    );
  const first: RentSetting = { kind: 'initial', from: start, orePerMonth: 900_000, noticeSentOn: null };
  return fc
    .array(later, { maxLength: 3 })
    .map((others) => [first, ...others].toSorted((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from))));
}

function arbitraryDeposit(on: PlainDateString): fc.Arbitrary<LeaseDeposit> {
  return fc
    .record({
      kind: fc.constantFrom(...LEASE_DEPOSIT_KINDS),
      amountOre: fc.integer({ min: 1, max: 8_000_000 }),
      isSeparate: fc.boolean(),
      givenOn: arbitraryDateNear(on, 200),
      daysHeld: nullable(fc.integer({ min: 1, max: 400 })),
    })
    .map(({ isSeparate, daysHeld, ...deposit }) => ({
      ...deposit,
      isOnSeparateAccount: deposit.kind === 'deposit' ? isSeparate : null,
      releasedOn: daysHeld === null ? null : addDays(deposit.givenOn, daysHeld),
    }));
}

function arbitraryFollowUp(on: PlainDateString, id: string): fc.Arbitrary<FollowUpFacts> {
  return fc.record({
    id: fc.constant(id),
    dueOn: arbitraryDateNear(on, 30),
    settledOn: nullable(arbitraryDateNear(on, 5)),
  });
}

function arbitraryRequest(on: PlainDateString, id: string): fc.Arbitrary<OccupancyRequestFacts> {
  return fc
    .record({
      receivedOn: arbitraryDateNear(on, 45),
      daysToAnswer: nullable(fc.integer({ min: 0, max: 60 })),
      answer: fc.constantFrom('approved', 'refused'),
    })
    .map(({ receivedOn, daysToAnswer, answer }) => ({
      id,
      receivedOn,
      answeredOn: daysToAnswer === null ? null : addDays(receivedOn, daysToAnswer),
      answer: daysToAnswer === null ? null : answer,
    }));
}

/** Everything that a night may find recorded about a lease, sound or not, and the date of the night. */
export function arbitraryFactsAndDate(): fc.Arbitrary<readonly [RotationFacts, PlainDateString]> {
  return arbitraryLeaseAndDate().chain(([lease, on]) =>
    fc.tuple(
      fc.record({
        lease: fc.constant(lease),
        noTerminationInfoGivenOn: nullable(arbitraryDateNear(on, 3)),
        reviewedOn: nullable(arbitraryDateNear(on, 3)),
        rents: arbitraryRents(lease.start, on),
        deposits: fc.array(arbitraryDeposit(on), { maxLength: 3 }),
        followUps: fc
          .array(fc.constant(null), { maxLength: 2 })
          .chain((list) => fc.tuple(...list.map((_, index) => arbitraryFollowUp(on, `follow-up-${index}`)))),
        occupancyRequests: fc
          .array(fc.constant(null), { maxLength: 2 })
          .chain((list) => fc.tuple(...list.map((_, index) => arbitraryRequest(on, `request-${index}`)))),
      }),
      fc.constant(on),
    ),
  );
}
