import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../time/calendar-arithmetic.ts';
import { plainDate } from '../time/plain-date.ts';
import { type BedroomNormPolicy, bedroomNorm } from './bedroom-norm.ts';
import type { HouseholdMember } from './household.ts';

const ON = plainDate('2026-11-22');

const arbitraryPolicy: fc.Arbitrary<BedroomNormPolicy> = fc.record({
  ownRoomFromAge: fc.integer({ min: 0, max: 25 }),
  sharedAnySexBelowAge: fc.integer({ min: 0, max: 25 }),
  sexUsedForSharing: fc.boolean(),
  couplesShare: fc.boolean(),
  source: fc.constant('any'),
});

const arbitraryMembers: fc.Arbitrary<readonly HouseholdMember[]> = fc
  .array(
    fc.record({
      ageInDays: fc.integer({ min: -100, max: 30 * 365 }),
      sex: fc.constantFrom('female', 'male', null),
      partner: fc.option(fc.integer({ min: 0, max: 9 })),
    }),
    { maxLength: 10 },
  )
  .map((people) =>
    people.map(({ ageInDays, sex, partner }, index) => ({
      id: `m${index}`,
      birthDate: addDays(ON, -ageInDays),
      sex,
      partnerId: partner === null ? null : `m${partner}`,
    })),
  );

describe('the bedroom norm, by any policy', () => {
  test('gives every member who is born one room, and no room to more than two', () => {
    fc.assert(
      fc.property(arbitraryMembers, arbitraryPolicy, (members, policy) => {
        const { reasons } = bedroomNorm(members, policy, ON);
        const born = members.filter(({ birthDate }) => birthDate <= ON).map(({ id }) => id);
        expect(reasons.flatMap(({ memberIds }) => memberIds).toSorted()).toEqual(born.toSorted());
        expect(reasons.every(({ memberIds }) => memberIds.length <= 2)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('does not depend on the order of the members', () => {
    const shuffled = arbitraryMembers.chain((members) =>
      fc.tuple(
        fc.constant(members),
        fc.shuffledSubarray([...members], { minLength: members.length, maxLength: members.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, arbitraryPolicy, ([members, others], policy) => {
        expect(bedroomNorm(others, policy, ON)).toEqual(bedroomNorm(members, policy, ON));
      }),
      { numRuns: 500 },
    );
  });

  test('one more member never lowers the number, and raises it by at most one', () => {
    const withOneLess = arbitraryMembers
      .filter((members) => members.length > 0)
      .chain((members) => fc.tuple(fc.constant(members), fc.nat({ max: members.length - 1 })));
    fc.assert(
      fc.property(withOneLess, arbitraryPolicy, ([members, index], policy) => {
        const all = bedroomNorm(members, policy, ON).bedrooms;
        const less = bedroomNorm(members.toSpliced(index, 1), policy, ON).bedrooms;
        expect([0, 1]).toContain(all - less);
      }),
      { numRuns: 2000 },
    );
  });

  test('using sex never lowers the number', () => {
    fc.assert(
      fc.property(arbitraryMembers, arbitraryPolicy, (members, policy) => {
        const without = bedroomNorm(members, { ...policy, sexUsedForSharing: false }, ON).bedrooms;
        const using = bedroomNorm(members, { ...policy, sexUsedForSharing: true }, ON).bedrooms;
        expect(using).toBeGreaterThanOrEqual(without);
      }),
      { numRuns: 500 },
    );
  });
});
