import {
  ACCEPTABLE_LEVEL_REASONS,
  type AssessmentNeeds,
  DEFAULT_POLICY,
  LEVELS,
  plainDate,
} from '@boligtrapp/domain';
import { someNeeds } from '@boligtrapp/testing';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DomainError } from '../errors/domain-error.ts';
import { checkAssessment } from './check-assessment.ts';
import type { RegisterAssessment } from './register-assessment.ts';

const TODAY = plainDate('2026-11-23');

function anAssessment(changes: Partial<RegisterAssessment> = {}): RegisterAssessment {
  return {
    householdId: 'h1',
    track: 'care',
    level: 3,
    programme: 'ladder',
    needs: someNeeds(),
    urgencyClass: 4,
    needPoints: 0,
    needPointsParts: [],
    waitingSince: TODAY,
    readyToMove: false,
    assessedOn: TODAY,
    validUntil: plainDate('2026-11-24'),
    ...changes,
  };
}

/** What the assessment is refused for, or undefined. */
function refusalOf(assessment: RegisterAssessment, policy = DEFAULT_POLICY): DomainError | undefined {
  try {
    checkAssessment(assessment, policy, TODAY);
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

test('an assessment on the last allowed day of each kind is let through', () => {
  expect(refusalOf(anAssessment())).toBeUndefined();
});

test.for([
  [
    { assessedOn: plainDate('2026-11-24'), validUntil: plainDate('2027-01-01') },
    'record.date-in-the-future',
    'assessedOn',
  ],
  [{ waitingSince: plainDate('2026-11-24') }, 'record.date-in-the-future', 'waitingSince'],
  [{ validUntil: TODAY }, 'record.range-reversed', 'validUntil'],
  [{ urgencyClass: 5 }, 'assessment.urgency-class-unknown', 'urgencyClass'],
  [{ needPoints: 1 }, 'assessment.points-differ', 'needPoints'],
  [{ needs: someNeeds({ bedrooms: { min: 2, max: 1 } }) }, 'record.range-reversed', 'needs/bedrooms/max'],
] as const)('%o is refused with %s at %s', ([changes, code, field]) => {
  expect(refusalOf(anAssessment(changes))).toMatchObject({ code, details: { field } });
});

const acceptable = fc.record({
  level: fc.constantFrom(...LEVELS),
  reason: fc.constantFrom(...ACCEPTABLE_LEVEL_REASONS),
});

test('an acceptable level is let through exactly when it is one step away, with a reason of its side', () => {
  fc.assert(
    fc.property(fc.constantFrom(...LEVELS), acceptable, (level, entry) => {
      const isAbove = entry.level === level + 1 && entry.reason.startsWith('above');
      const isBelow = entry.level === level - 1 && entry.reason.startsWith('below');
      const needs = someNeeds({ acceptableLevels: [entry] });
      expect(refusalOf(anAssessment({ level, needs })) === undefined).toBe(isAbove || isBelow);
    }),
  );
});

test.for([
  [
    'repeated',
    [
      { level: 4, reason: 'above-safety' },
      { level: 4, reason: 'above-nothing-suitable-free' },
    ],
    1,
  ],
  [
    'not-one-above-or-below',
    [
      { level: 2, reason: 'below-own-wish-and-mastery' },
      { level: 5, reason: 'above-safety' },
    ],
    1,
  ],
  ['not-one-above-or-below', [{ level: 3, reason: 'above-safety' }], 0],
  ['reason-of-the-other-side', [{ level: 2, reason: 'above-safety' }], 0],
] satisfies readonly (readonly [string, AssessmentNeeds['acceptableLevels'], number])[])(
  'the fault %s is told of %o at %i',
  ([fault, acceptableLevels, index]) => {
    expect(refusalOf(anAssessment({ needs: someNeeds({ acceptableLevels }) }))).toMatchObject({
      details: { field: `needs/acceptableLevels/${index}`, facts: { fault } },
    });
  },
);

test.for([
  ['above', { allowsOneAbove: false, allowsOneBelow: true }, { level: 4, reason: 'above-safety' }],
  [
    'below',
    { allowsOneAbove: true, allowsOneBelow: false },
    { level: 2, reason: 'below-own-wish-and-mastery' },
  ],
] as const)('a policy that does not allow one %s refuses that and not the other', ([, levelFit, entry]) => {
  const policy = { ...DEFAULT_POLICY, levelFit };
  const other =
    entry.level === 4
      ? ({ level: 2, reason: 'below-own-wish-and-mastery' } as const)
      : ({ level: 4, reason: 'above-safety' } as const);
  const refusal = refusalOf(anAssessment({ needs: someNeeds({ acceptableLevels: [other, entry] }) }), policy);
  expect(refusal).toMatchObject({
    details: { field: 'needs/acceptableLevels/1', facts: { fault: 'policy-does-not-allow' } },
  });
});
