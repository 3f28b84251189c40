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
import { checkAssessment, checkBedrooms } from './check-assessment.ts';
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

function allowing(mostExtraLoad: number): typeof DEFAULT_POLICY {
  return { ...DEFAULT_POLICY, mostExtraLoad };
}

test('extra load is let through up to the figure of the policy, and to none where that is nothing', () => {
  const needs = someNeeds({ loadProfile: { extraPoints: 3, reason: 'unrest-from-visitors' } });
  expect(refusalOf(anAssessment({ needs }), allowing(3))).toBeUndefined();
  const field = 'needs/loadProfile/extraPoints';
  const code = 'assessment.extra-load-refused';
  expect(refusalOf(anAssessment({ needs }), allowing(2))).toMatchObject({
    code,
    details: { field, facts: { most: 2 } },
  });
  expect(refusalOf(anAssessment({ needs }), allowing(0))).toMatchObject({
    code,
    details: { facts: { most: 0 } },
  });
});

test.for([
  [
    [
      { group: '0-5', count: 1 },
      { group: '13-17', count: 2 },
    ],
    true,
  ],
  [
    [
      { group: '0-5', count: 1 },
      { group: '13-17', count: 1 },
    ],
    false,
  ],
  [
    [
      { group: '6-12', count: 1 },
      { group: '6-12', count: 2 },
    ],
    false,
  ],
  [[], false],
] satisfies readonly (readonly [
  NonNullable<NonNullable<AssessmentNeeds['children']>['ageGroups']>,
  boolean,
])[])('the age groups %o of three children are let through: %s', ([ageGroups, isLetThrough]) => {
  const children = { count: 3, schoolDistrict: null, mustStayInSchoolDistrict: false, ageGroups };
  const refusal = refusalOf(anAssessment({ needs: someNeeds({ children }) }));
  expect(refusal?.code).toBe(isLetThrough ? undefined : 'assessment.children-contradictory');
});

function refused(min: number, max: number, norm: number | null, reason?: 'cannot-share'): boolean {
  const needs = { ...someNeeds({ bedrooms: { min, max } }), ...(reason && { bedroomsReason: reason }) };
  try {
    checkBedrooms(needs, norm === null ? null : { bedrooms: norm, uses: [] }, DEFAULT_POLICY);
    return false;
  } catch (error) {
    expect(error).toMatchObject({
      code: 'assessment.bedrooms-reason-missing',
      details: { facts: { norm, most: (norm ?? 0) + DEFAULT_POLICY.spareBedrooms } },
    });
    return true;
  }
}

test('bedrooms that differ from the norm need a reason, and those within it do not', () => {
  expect([refused(2, 2, 2), refused(2, 3, 2)]).toEqual([false, false]);
  expect([refused(1, 2, 2), refused(3, 3, 2), refused(2, 4, 2), refused(0, 0, 1)]).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect([refused(1, 2, 2, 'cannot-share'), refused(0, 5, null), refused(0, 5, 0)]).toEqual([
    false,
    false,
    false,
  ]);
});
