import * as fc from 'fast-check';
import { describe, it } from 'vitest';
import { LEVELS, PROGRAMMES, TRACKS } from '../ladder/ladder.ts';
import type { ReviewFactKind, ReviewPolicy } from '../policy/rotation-policy.ts';
import { plainDate } from '../time/plain-date.ts';
import { departsFrom, findReviewRulingFault } from './judge-review-ruling.ts';
import { recommendOutcome, renewalMonthsOf } from './recommend-outcome.ts';
import { RENT_ARREARS, REVIEW_WISHES, type ReviewFacts } from './review-facts.ts';

const level = fc.constantFrom(...LEVELS);
const track = fc.constantFrom(...TRACKS);
const programme = fc.constantFrom(...PROGRAMMES);
const count = fc.nat({ max: 9 });

const anyFacts: fc.Arbitrary<ReviewFacts> = fc.record({
  home: fc.record({ track, level, programme, bedrooms: fc.nat({ max: 6 }) }),
  need: fc.record({
    track,
    level,
    programme,
    acceptableLevels: fc.uniqueArray(level, { maxLength: 2 }),
    bedrooms: fc
      .tuple(fc.nat({ max: 4 }), fc.nat({ max: 3 }))
      .map(([min, more]) => ({ min, max: min + more })),
  }),
  stillQualifies: fc.boolean(),
  wish: fc.constantFrom(...REVIEW_WISHES),
  hasChildren: fc.boolean(),
  wasRenewedBefore: fc.boolean(),
  visits: fc.option(fc.record({ due: count, done: count })),
  arrears: fc.option(fc.constantFrom(...RENT_ARREARS)),
  conduct: fc.option(fc.tuple(count, count, count)),
});

const months = fc.integer({ min: 1, max: 240 });
const terms = fc.record({ first: months, later: months });
const anyPolicy: fc.Arbitrary<ReviewPolicy> = fc.record({
  renewalMonths: fc.record({ withChildren: terms, others: terms }),
  childrenUpToAge: fc.nat({ max: 18 }),
  considers: fc.subarray<ReviewFactKind>(['visits', 'rent', 'conduct']),
  considersMonthsBack: fc.integer({ min: 1, max: 120 }),
});

describe('every recommendation', () => {
  it('could be ruled as it is, where the lease is for a term', () => {
    fc.assert(
      fc.property(anyFacts, anyPolicy, (facts, policy) => {
        const recommendation = recommendOutcome(facts, policy);
        const { outcome, termMonths, target } = recommendation;
        const isRenewal = outcome === 'renewed';
        const reason = isRenewal ? null : 'Because of what was found in the review.';
        const ruling = {
          outcome,
          termMonths,
          target,
          reasonCode: isRenewal ? null : 'other',
          reason,
        } as const;
        const context = {
          facts,
          recommendation,
          policy,
          leaseState: 'review-window',
          renewsOn: plainDate('2027-01-01'),
          leasedInUntil: null,
        } as const;
        const fault = findReviewRulingFault(ruling, context);
        if (fault !== null || departsFrom(ruling, recommendation)) throw new Error(fault?.code ?? 'departs');
      }),
    );
  });

  it('does not follow from what the policy does not consider', () => {
    fc.assert(
      fc.property(anyFacts, anyPolicy, (facts, policy) => {
        const blind = { ...policy, considers: [] };
        const bare = { ...facts, visits: null, arrears: null, conduct: null };
        const [a, b] = [recommendOutcome(facts, blind), recommendOutcome(bare, policy)];
        if (JSON.stringify(a) !== JSON.stringify(b)) throw new Error('it followed');
      }),
    );
  });

  it('ends no tenancy for rent, visits or conduct', () => {
    fc.assert(
      fc.property(anyFacts, anyPolicy, (facts, policy) => {
        const kind = facts.stillQualifies ? recommendOutcome(facts, policy).outcome : 'renewed';
        if (kind === 'ended') throw new Error('ended');
      }),
    );
  });

  /** @law LOV-1999-03-26-17 § 1-8 */
  it('changes with children in nothing but a longer term', () => {
    fc.assert(
      fc.property(anyFacts, anyPolicy, (facts, policy) => {
        const [families, others] = [true, false].map((hasChildren) =>
          recommendOutcome({ ...facts, hasChildren }, policy),
        );
        if (families?.outcome !== others?.outcome) throw new Error('another outcome');
        if ((families?.termMonths ?? 0) < (others?.termMonths ?? 0)) throw new Error('a shorter term');
      }),
    );
  });

  /** @law LOV-1999-03-26-17 § 9-3 (1) */
  it('renews for three years at least', () => {
    fc.assert(
      fc.property(anyFacts, anyPolicy, (facts, policy) => {
        if (renewalMonthsOf(facts, policy) < 36) throw new Error('too short');
      }),
    );
  });
});
