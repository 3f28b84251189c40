import { describe, expect, it } from 'vitest';
import { DEFAULT_ROTATION_WORK } from '../policy/default-rotation-policy.ts';
import { recommendOutcome, renewalMonthsOf } from './recommend-outcome.ts';
import type { ReviewFacts, ReviewOutcome } from './review-facts.ts';

const { reviews: POLICY } = DEFAULT_ROTATION_WORK;

function facts(changes: Partial<ReviewFacts> = {}): ReviewFacts {
  return {
    home: { track: 'welfare', level: 2, programme: 'ladder', bedrooms: 2 },
    need: {
      track: 'welfare',
      level: 2,
      programme: 'ladder',
      acceptableLevels: [],
      bedrooms: { min: 1, max: 2 },
    },
    stillQualifies: true,
    wish: 'stay',
    hasChildren: false,
    wasRenewedBefore: false,
    visits: null,
    arrears: null,
    conduct: null,
    ...changes,
  };
}

const { home, need } = facts();

describe('what is recommended', () => {
  it.each<readonly [string, Partial<ReviewFacts>, ReviewOutcome]>([
    ['everything fits', {}, 'renewed'],
    ['the wish is not stated', { wish: 'not-stated' }, 'renewed'],
    ['the need is a step down', { need: { ...need, level: 1 } }, 'moved'],
    ['the need is a step up', { need: { ...need, level: 3 } }, 'moved'],
    ['the level is acceptable', { need: { ...need, level: 1, acceptableLevels: [2] } }, 'renewed'],
    ['the need is of the other track', { need: { ...need, track: 'care' } }, 'moved'],
    ['the need is of another programme', { need: { ...need, programme: 'youth' } }, 'moved'],
    [
      'Housing First is a home for good',
      {
        home: { ...home, programme: 'housing-first', level: 1 },
        need: { ...need, programme: 'housing-first', level: 4 },
      },
      'renewed',
    ],
    ['the dwelling is too small', { need: { ...need, bedrooms: { min: 3, max: 4 } } }, 'moved'],
    ['the dwelling is too large, and that is all', { home: { ...home, bedrooms: 4 } }, 'renewed'],
    [
      'the dwelling is too large, and the tenant wishes a smaller one',
      { home: { ...home, bedrooms: 4 }, wish: 'move-smaller' },
      'moved',
    ],
    ['a wish to move alone', { wish: 'move-area' }, 'renewed'],
    ['a wish to own', { wish: 'buy' }, 'startlan'],
    ['a wish to own, with serious arrears', { wish: 'buy', arrears: 'serious' }, 'renewed'],
    ['a wish to rent privately above the lowest level', { wish: 'private-rental' }, 'renewed'],
    [
      'a wish to rent privately on the lowest level',
      { wish: 'private-rental', home: { ...home, level: 1 }, need: { ...need, level: 1 } },
      'private-rental',
    ],
    ['the conditions have ended', { stillQualifies: false }, 'ended'],
    [
      'the conditions have ended, and the tenant rents',
      { stillQualifies: false, wish: 'private-rental' },
      'private-rental',
    ],
    ['the conditions have ended, and the tenant buys', { stillQualifies: false, wish: 'buy' }, 'startlan'],
    ['serious arrears', { arrears: 'serious' }, 'renewed'],
    ['grave incidents', { conduct: [0, 0, 3] }, 'renewed'],
  ])('%s', (_name, changes, outcome) => {
    expect(recommendOutcome(facts(changes), POLICY).outcome).toBe(outcome);
  });

  it('tells why, rule by rule, and what speaks against', () => {
    const { parts } = recommendOutcome(
      facts({ arrears: 'serious', conduct: [1, 0, 1], visits: { due: 3, done: 3 } }),
      POLICY,
    );
    expect(parts.map(({ speaks, outcome, statement }) => `${statement.code}: ${speaks} ${outcome}`)).toEqual([
      'review.conditions-met: against ended',
      'review.level-fits: for renewed',
      'review.size-fits: for renewed',
      'review.wish: for renewed',
      'review.rent: against renewed',
      'review.visits: for renewed',
      'review.conduct: against renewed',
      'review.term: notes renewed',
    ]);
  });

  it('says nothing of what the policy does not consider', () => {
    const all = facts({ arrears: 'serious', conduct: [9, 9, 9], visits: { due: 3, done: 0 }, wish: 'buy' });
    const { outcome, parts } = recommendOutcome(all, { ...POLICY, considers: [] });
    expect(outcome).toBe('startlan');
    expect(parts.map(({ statement }) => statement.code)).toEqual([
      'review.conditions-met',
      'review.level-fits',
      'review.size-fits',
      'review.wish',
      'review.term',
    ]);
  });
});

describe('the term of a renewal', () => {
  it('is of the policy: seven and five years for families, five and three for others', () => {
    const policy = {
      ...POLICY,
      renewalMonths: { withChildren: { first: 84, later: 60 }, others: { first: 60, later: 36 } },
    };
    const months = (hasChildren: boolean, wasRenewedBefore: boolean): number =>
      renewalMonthsOf({ hasChildren, wasRenewedBefore }, policy);
    expect([months(true, false), months(true, true), months(false, false), months(false, true)]).toEqual([
      84, 60, 60, 36,
    ]);
  });

  /** @law LOV-1999-03-26-17 § 9-3 (1) */
  it('is never under three years, whatever the policy says', () => {
    const short = { first: 12, later: 12 };
    const policy = { ...POLICY, renewalMonths: { withChildren: short, others: short } };
    expect(renewalMonthsOf({ hasChildren: true, wasRenewedBefore: true }, policy)).toBe(36);
  });
});
