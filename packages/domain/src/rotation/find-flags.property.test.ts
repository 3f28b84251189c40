import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryFactsAndDate } from '../../test/rotation/arbitrary-rotation-facts.ts';
import { isLastOfMonth, nextDay, walkFrom, walkMonths, written } from '../../test/time/walked-calendar.ts';
import type { LeaseFacts } from '../lease/lease-facts.ts';
import { addDays, dayAfter } from '../time/calendar-arithmetic.ts';
import type { PlainDateString } from '../time/plain-date.ts';
import { findFlags } from './find-flags.ts';
import type { RotationFacts, RotationOptions } from './rotation-facts.ts';
import { ROTATION_FLAG_KINDS, type RotationFlag, rotationUrgency } from './rotation-flag.ts';

const arbitraryOptions: fc.Arbitrary<RotationOptions> = fc.record({
  acceptEarlyRequests: fc.boolean(),
  reviewWindowMonths: fc.integer({ min: 0, max: 40 }),
  noticeMonths: fc.oneof(
    fc.constant([9, 6, 3, 1]),
    fc.array(fc.integer({ min: 1, max: 24 }), { maxLength: 4 }),
  ),
  followUpOverdueAfterDays: fc.integer({ min: 0, max: 30 }),
});

function keyOf({ subjectKind, subjectId, kind, dueOn }: RotationFlag): string {
  return `${subjectKind} ${subjectId} ${kind} ${dueOn}`;
}

/**
 * Whether the clock of the law runs for the tenant who still lives there, or has run out, from the facts alone: the
 * term is over and no request that counts was sent, or the term never stood.
 */
function isClockTouched(
  lease: LeaseFacts,
  on: PlainDateString,
  { options, termStands }: { readonly options: RotationOptions; readonly termStands: boolean },
): boolean {
  if (lease.vacatedOn !== null && lease.vacatedOn <= on) return false;
  if (on < lease.start || lease.lastDay === null) return false;
  if (!termStands) return true;
  const { lastDay } = lease;
  if (on <= lastDay) return false;
  const lastSafeDay = written(walkMonths(walkFrom(lastDay), 3));
  const firstCounting = options.acceptEarlyRequests ? addDays(lastDay, -30) : addDays(lastDay, 1);
  return !lease.moveRequests.some(
    ({ sentAt }) => sentAt <= on && firstCounting <= sentAt && sentAt <= lastSafeDay,
  );
}

/** The day with the number of `text`, or the last of its month, `months` months before. */
function walkedBefore(text: string, months: number): string {
  const end = walkFrom(text);
  const index = end.year * 12 + end.month - 1 - months;
  let day = { year: Math.floor(index / 12), month: (index % 12) + 1, day: 1 };
  while (day.day !== end.day && !isLastOfMonth(day)) day = nextDay(day);
  return written(day);
}

/** What is dated after `on`, moved to other days after it. */
function withOtherFuture(facts: RotationFacts, on: PlainDateString, days: number): RotationFacts {
  const move = (date: PlainDateString): PlainDateString => (date > on ? addDays(date, days) : date);
  const moveOrNull = (date: PlainDateString | null): PlainDateString | null =>
    date === null ? null : move(date);
  const { lease } = facts;
  return {
    lease: {
      ...lease,
      signedAt: move(lease.signedAt),
      exceptionsInfoGivenAt: moveOrNull(lease.exceptionsInfoGivenAt),
      moveRequests: lease.moveRequests.filter(({ sentAt }) => sentAt <= on),
      vacatedOn: moveOrNull(lease.vacatedOn),
      shortTerm: lease.shortTerm && {
        ...lease.shortTerm,
        reasonGivenAt: moveOrNull(lease.shortTerm.reasonGivenAt),
      },
    },
    noTerminationInfoGivenOn: moveOrNull(facts.noTerminationInfoGivenOn),
    reviewedOn: moveOrNull(facts.reviewedOn),
    rents: facts.rents.filter(({ from, noticeSentOn }) => (noticeSentOn ?? from) <= on),
    deposits: facts.deposits
      .filter(({ givenOn }) => givenOn <= on)
      .map((deposit) => ({ ...deposit, releasedOn: moveOrNull(deposit.releasedOn) })),
    followUps: facts.followUps.map((followUp) => ({
      ...followUp,
      settledOn: moveOrNull(followUp.settledOn),
    })),
    occupancyRequests: facts.occupancyRequests
      .filter(({ receivedOn }) => receivedOn <= on)
      .map((request) =>
        request.answeredOn !== null && request.answeredOn > on
          ? { ...request, answeredOn: null, answer: null }
          : request,
      ),
  };
}

describe('the findings of any night on any lease', () => {
  it('are red exactly when the clock of the law runs or has run out', () => {
    const outcomes = new Map<string, number>();
    fc.assert(
      fc.property(arbitraryFactsAndDate(), arbitraryOptions, ([facts, on], options) => {
        const { status, flags } = findFlags(facts, on, options);
        const isRed = flags.some(
          ({ kind, subjectKind }) => subjectKind === 'lease' && rotationUrgency(kind) === 'red',
        );
        const termStands = status.lastSafeDay !== null;
        expect(isRed).toBe(isClockTouched(facts.lease, on, { options, termStands }));
        outcomes.set(`${isRed}`, (outcomes.get(`${isRed}`) ?? 0) + 1);
      }),
      { numRuns: 3_000 },
    );
    expect(Math.min(outcomes.get('true') ?? 0, outcomes.get('false') ?? 0)).toBeGreaterThan(300);
  });

  it('are each one of a kind, in the order of urgency, of the lease or of what belongs to it', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(arbitraryFactsAndDate(), arbitraryOptions, ([facts, on], options) => {
        const { flags } = findFlags(facts, on, options);
        expect(new Set(flags.map(keyOf)).size).toBe(flags.length);
        const places = flags.map(({ kind }) => ROTATION_FLAG_KINDS.indexOf(kind));
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        const own = [...facts.followUps, ...facts.occupancyRequests].map(({ id }) => id);
        for (const { kind, leaseId, subjectKind, subjectId } of flags) {
          seen.add(kind);
          expect(leaseId).toBe(facts.lease.id);
          expect(subjectKind === 'lease' ? [facts.lease.id] : own).toContain(subjectId);
        }
      }),
      { numRuns: 3_000 },
    );
    const ofLeases = ROTATION_FLAG_KINDS.filter((kind) => kind !== 'place-status-overdue');
    expect([...seen].toSorted()).toEqual(ofLeases.toSorted());
  });

  it('have the days that a walk through the calendar gives, and steps that have come', () => {
    fc.assert(
      fc.property(arbitraryFactsAndDate(), arbitraryOptions, ([facts, on], options) => {
        const { status, flags } = findFlags(facts, on, options);
        const { lastDay } = facts.lease;
        for (const { kind, dueOn, step } of flags) {
          if (kind === 'notice-before-end') {
            expect(dueOn).toBe(walkedBefore(lastDay ?? '', step ?? 0));
            expect(facts.lease.start <= dueOn && dueOn <= on && on <= (lastDay ?? '')).toBe(true);
          }
          if (kind === 'last-safe-day-nears') {
            let day = walkFrom(dueOn);
            for (let left = step ?? 0; left > 0; left -= 1) day = nextDay(day);
            expect(written(day)).toBe(status.lastSafeDay);
            expect(dueOn <= on && on <= written(day)).toBe(true);
          }
          if (kind === 'follow-up-overdue') {
            expect(dueOn <= addDays(on, -options.followUpOverdueAfterDays)).toBe(true);
          }
          if (kind === 'silent-consent-soon') expect(on <= dueOn && dueOn <= addDays(on, 7)).toBe(true);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('do not depend on anything that came later', () => {
    fc.assert(
      fc.property(
        arbitraryFactsAndDate(),
        arbitraryOptions,
        fc.integer({ min: 1, max: 300 }),
        ([facts, on], options, days) => {
          expect(findFlags(withOtherFuture(facts, on, days), on, options)).toEqual(
            findFlags(facts, on, options),
          );
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

/** Leases that were signed, and their tenants told, by their first day. */
function settledByStart(facts: RotationFacts): RotationFacts {
  const { lease } = facts;
  const byStart = (date: PlainDateString): PlainDateString => (date < lease.start ? date : lease.start);
  const given = lease.exceptionsInfoGivenAt;
  return {
    ...facts,
    lease: {
      ...lease,
      signedAt: byStart(lease.signedAt),
      exceptionsInfoGivenAt: given === null ? null : byStart(given),
      shortTerm: lease.shortTerm && {
        ...lease.shortTerm,
        reasonGivenAt: lease.shortTerm.reasonGivenAt && byStart(lease.shortTerm.reasonGivenAt),
      },
    },
  };
}

/** The rent is set in the term and again once the lease is indefinite, but not while the tenant only stays on. */
const KINDS_THAT_MAY_COME_BACK = new Set([
  'rent-index-possible',
  'gjengs-leie-possible',
  'deposit-over-limit',
]);

describe('the nights of a lease', () => {
  it('find each finding in one stretch of nights, so that a night left out hides none that still holds', () => {
    fc.assert(
      fc.property(arbitraryFactsAndDate(), arbitraryOptions, ([facts, on], options) => {
        const settled = settledByStart(facts);
        const ended = new Set<string>();
        const cameBack: string[] = [];
        let before = new Set<string>();
        for (let day = addDays(on, -120); day <= addDays(on, 120); day = dayAfter(day)) {
          const { flags } = findFlags(settled, day, options);
          const today = new Set(flags.filter(({ kind }) => !KINDS_THAT_MAY_COME_BACK.has(kind)).map(keyOf));
          for (const key of before.difference(today)) ended.add(key);
          for (const key of today) if (ended.has(key)) cameBack.push(`${day} ${key}`);
          before = today;
        }
        expect(cameBack).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
