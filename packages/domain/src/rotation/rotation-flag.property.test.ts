import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryLeaseAndDate } from '../../test/lease/arbitrary-leases.ts';
import { walkFrom, walkMonths, written } from '../../test/time/walked-calendar.ts';
import { evaluateLease, type LeaseOptions } from '../lease/evaluate-lease.ts';
import type { LeaseFacts } from '../lease/lease-facts.ts';
import { addDays } from '../time/calendar-arithmetic.ts';
import type { PlainDateString } from '../time/plain-date.ts';
import { ROTATION_FLAG_KINDS, rotationFlags, rotationUrgency } from './rotation-flag.ts';

const arbitraryOptions: fc.Arbitrary<LeaseOptions> = fc.record({
  acceptEarlyRequests: fc.boolean(),
  reviewWindowMonths: fc.integer({ min: 0, max: 40 }),
});

/**
 * Whether the clock of the law runs for the tenant who still lives there, or has run out, from the facts alone:
 * the term is over and no request that counts was sent, or the term never stood.
 */
function isClockTouched(
  lease: LeaseFacts,
  on: PlainDateString,
  { options, termStands }: { readonly options: LeaseOptions; readonly termStands: boolean },
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

describe('the findings on any lease on any date', () => {
  it('are red exactly when the clock of the law runs or has run out', () => {
    const outcomes = new Map<string, number>();
    fc.assert(
      fc.property(arbitraryLeaseAndDate(), arbitraryOptions, ([lease, on], options) => {
        const status = evaluateLease(lease, on, options);
        const isRed = rotationFlags(lease, status).some(({ kind }) => rotationUrgency(kind) === 'red');
        const termStands = status.lastSafeDay !== null;
        expect(isRed).toBe(isClockTouched(lease, on, { options, termStands }));
        outcomes.set(`${isRed}`, (outcomes.get(`${isRed}`) ?? 0) + 1);
      }),
      { numRuns: 4_000 },
    );
    expect(Math.min(outcomes.get('true') ?? 0, outcomes.get('false') ?? 0)).toBeGreaterThan(400);
  });

  it('are one of a kind, in the order of urgency, with a day that the facts of the lease give', () => {
    fc.assert(
      fc.property(arbitraryLeaseAndDate(), arbitraryOptions, ([lease, on], options) => {
        const flags = rotationFlags(lease, evaluateLease(lease, on, options));
        const places = flags.map(({ kind }) => ROTATION_FLAG_KINDS.indexOf(kind));
        expect(places).toEqual([...new Set(places)].toSorted((a, b) => a - b));
        for (const { kind, dueOn } of flags) {
          if (kind === 'review-due') expect(dueOn >= on).toBe(true);
          if (kind === 'holdover' || kind === 'early-request-only') expect(dueOn >= on).toBe(true);
          if (kind === 'became-indefinite') expect(dueOn <= on).toBe(true);
          if (kind.endsWith('short-term') || kind.startsWith('short-term')) expect(dueOn).toBe(lease.start);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
