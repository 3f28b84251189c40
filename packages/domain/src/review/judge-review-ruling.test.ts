import { describe, expect, it } from 'vitest';
import { DEFAULT_ROTATION_WORK } from '../policy/default-rotation-policy.ts';
import { plainDate } from '../time/plain-date.ts';
import { departsFrom, findReviewRulingFault, type ReviewRuling } from './judge-review-ruling.ts';
import type { OutcomeWithTerms, ReviewFacts } from './review-facts.ts';

const { reviews: policy } = DEFAULT_ROTATION_WORK;
const FACTS: ReviewFacts = {
  home: { track: 'welfare', level: 2, programme: 'ladder', bedrooms: 2 },
  need: {
    track: 'welfare',
    level: 3,
    programme: 'ladder',
    acceptableLevels: [4],
    bedrooms: { min: 1, max: 2 },
  },
  stillQualifies: true,
  wish: 'stay',
  hasChildren: false,
  wasRenewedBefore: false,
  visits: null,
  arrears: null,
  conduct: null,
};
const RECOMMENDED: OutcomeWithTerms = { outcome: 'renewed', termMonths: 36, target: null };
const PLAIN: ReviewRuling = {
  outcome: 'renewed',
  termMonths: 36,
  target: null,
  reasonCode: null,
  reason: null,
};
const REASON = { reasonCode: 'other', reason: 'Because it was found otherwise.' } as const;

function faultOf(
  ruling: Partial<ReviewRuling>,
  changes: Partial<Parameters<typeof findReviewRulingFault>[1]> = {},
): string | null {
  const context = {
    facts: FACTS,
    recommendation: RECOMMENDED,
    policy,
    leaseState: 'review-window',
    renewsOn: plainDate('2027-01-01'),
    leasedInUntil: null,
  } as const;
  const fault = findReviewRulingFault({ ...PLAIN, ...ruling }, { ...context, ...changes });
  return fault !== null && 'field' in fault ? `${fault.code} ${fault.field}` : (fault?.code ?? null);
}

describe('a ruling', () => {
  it('to renew as recommended needs no reason, and may have one', () => {
    expect(faultOf({})).toBeNull();
    expect(faultOf(REASON)).toBeNull();
    expect(faultOf({ reason: REASON.reason })).toBe('incomplete reasonCode');
    expect(faultOf({ ...REASON, reason: 'too short' })).toBe('incomplete reason');
    expect(faultOf({ ...REASON, reason: ` ${'x'.repeat(19)} ` })).toBe('incomplete reason');
  });

  it('to renew ends before the municipality has to give the dwelling back', () => {
    // Three years from 2027-01-01 end on 2029-12-31.
    expect(faultOf({}, { leasedInUntil: plainDate('2030-01-01') })).toBeNull();
    expect(faultOf({}, { leasedInUntil: plainDate('2029-12-31') })).toBe('term-beyond-leased-in');
    const ended = { outcome: 'ended', termMonths: null, ...REASON } as const;
    expect(faultOf(ended, { leasedInUntil: plainDate('2027-01-02') })).toBeNull();
  });

  it('otherwise needs one, also where it is as recommended', () => {
    expect(faultOf({ termMonths: 60 })).toBe('incomplete reasonCode');
    expect(faultOf({ termMonths: 60, ...REASON })).toBeNull();
    const ended = { outcome: 'ended', termMonths: null, target: null } as const;
    expect(faultOf(ended, { recommendation: ended })).toBe('incomplete reasonCode');
    expect(faultOf({ ...ended, ...REASON })).toBeNull();
  });

  it('has what belongs to its outcome, and nothing else', () => {
    const target = { track: 'welfare', level: 3 } as const;
    expect(faultOf({ termMonths: null })).toBe('incomplete termMonths');
    expect(faultOf({ outcome: 'startlan', ...REASON })).toBe('incomplete termMonths');
    expect(faultOf({ target, ...REASON })).toBe('incomplete target');
    expect(faultOf({ outcome: 'moved', termMonths: null, ...REASON })).toBe('incomplete target');
    expect(faultOf({ outcome: 'moved', termMonths: null, target, ...REASON })).toBeNull();
  });

  it('moves to a step that the assessment names', () => {
    const moved = { outcome: 'moved', termMonths: null, ...REASON } as const;
    expect(faultOf({ ...moved, target: { track: 'welfare', level: 4 } })).toBeNull();
    expect(faultOf({ ...moved, target: { track: 'welfare', level: 2 } })).toBe('target-not-assessed');
    expect(faultOf({ ...moved, target: { track: 'care', level: 3 } })).toBe('target-not-assessed');
  });

  /** @law LOV-1999-03-26-17 § 9-3 (1) */
  it('renews for three years or more', () => {
    expect(faultOf({ termMonths: 35, ...REASON })).toBe('term-too-short');
  });

  /** @law LOV-1999-03-26-17 § 9-2 (3) */
  it('gives no new end to a lease that has none any more', () => {
    expect(faultOf({}, { leaseState: 'indefinite' })).toBe('lease-indefinite');
    const ended = { outcome: 'ended', termMonths: null, ...REASON } as const;
    expect(faultOf(ended, { leaseState: 'indefinite' })).toBeNull();
    expect(faultOf({}, { leaseState: 'holdover' })).toBeNull();
  });

  it('rests on no fact that the policy does not consider', () => {
    const ended = { outcome: 'ended', termMonths: null, reason: REASON.reason } as const;
    const blind = { policy: { ...policy, considers: ['visits'] } } as const;
    for (const reasonCode of ['rent', 'conduct'] as const) {
      expect(faultOf({ ...ended, reasonCode }, blind)).toBe('reason-not-considered');
      expect(faultOf({ ...ended, reasonCode })).toBeNull();
    }
  });
});

it('departs from what is recommended by outcome, term or step', () => {
  const moved = { outcome: 'moved', termMonths: null, target: { track: 'welfare', level: 3 } } as const;
  expect(departsFrom(PLAIN, RECOMMENDED)).toBe(false);
  expect(departsFrom({ ...PLAIN, termMonths: 48 }, RECOMMENDED)).toBe(true);
  expect(departsFrom(moved, RECOMMENDED)).toBe(true);
  expect(departsFrom(moved, moved)).toBe(false);
  expect(departsFrom({ ...moved, target: { track: 'welfare', level: 4 } }, moved)).toBe(true);
});
