import { describe, expect, it } from 'vitest';
import { aDwelling, aHousehold, needsOf, someFacts } from '../../test/allocation/round-scene.ts';
import { DEFAULT_POLICY } from '../policy/default-policy.ts';
import { plainDate } from '../time/plain-date.ts';
import { createJudgingContext } from './judging-context.ts';
import type { RoundDwelling, RoundHousehold } from './round-facts.ts';
import { scoreParts, type WishCode } from './wishes.ts';

/** Powers of two, so that a part can be told from every other and from any sum of them. */
const WISHES = {
  wishedArea: 1,
  schoolContinuity: 2,
  nearSupport: 4,
  perSpareBedroom: 8,
  robustWhereWearExpected: 64,
  smallUnitWhereWished: 128,
  perMonthWaiting: 1_000,
};
const NOTHING = { ...DEFAULT_POLICY, wishes: WISHES, smallUnitBelowM2: 45 };

/** A household that wishes for nothing, has waited for no month, and needs two bedrooms fewer than the dwelling has. */
function pointsOf(
  household: Partial<RoundHousehold>,
  dwelling: Partial<RoundDwelling> = {},
): Readonly<Partial<Record<WishCode, number>>> {
  const one = aHousehold({ waitingSince: plainDate('2026-12-01'), ...household });
  const other = aDwelling({ bedrooms: 3, ...dwelling });
  const facts = someFacts({
    households: [one],
    dwellings: [other],
    policy: { id: 'policy', hash: '0'.repeat(64), content: NOTHING },
  });
  const parts = scoreParts(createJudgingContext(facts), one, other);
  expect(parts.map(({ code }) => code)).toEqual([
    'wished-area',
    'school-continuity',
    'near-support',
    'size-closeness',
    'robust',
    'small-unit',
    'waiting-time',
  ]);
  return Object.fromEntries(
    parts.filter(({ points }) => points !== 0).map(({ code, points }) => [code, points]),
  );
}

describe('what is wished', () => {
  it('gives nothing where nothing is', () => {
    expect(pointsOf({})).toEqual({});
    expect(
      pointsOf(
        {},
        { robust: true, areaM2: 20, schoolDistrict: null, wheelchairAccessible: true, ownEntrance: true },
      ),
    ).toEqual({});
  });

  it('counts an area that is wished, and one where support is, each by itself', () => {
    const here = ['neighbourhood-9', 'neighbourhood-1'];
    expect(pointsOf({ needs: needsOf({ wishedNeighbourhoodIds: here }) })).toEqual({ 'wished-area': 1 });
    expect(pointsOf({ needs: needsOf({ supportNeighbourhoodIds: here }) })).toEqual({ 'near-support': 4 });
    const elsewhere = ['neighbourhood-2', 'building-1', 'district-1'];
    expect(
      pointsOf({ needs: needsOf({ wishedNeighbourhoodIds: elsewhere, supportNeighbourhoodIds: elsewhere }) }),
    ).toEqual({});
  });

  it.each([
    ['School 1', 'School 1', { 'school-continuity': 2 }],
    ['School 1', 'School 2', {}],
    ['School 1', null, {}],
    [null, 'School 1', {}],
    [null, null, {}],
  ] as const)('a school of %s and a dwelling of %s: %j', (schoolDistrict, offered, expected) => {
    const children = { count: 1, schoolDistrict, mustStayInSchoolDistrict: false };
    expect(pointsOf({ needs: needsOf({ children }) }, { schoolDistrict: offered })).toEqual(expected);
  });

  it.each([
    [1, { 'size-closeness': 16 }],
    [2, { 'size-closeness': 8 }],
    [3, {}],
    [4, {}],
    [10, {}],
  ] as const)('%i bedrooms where one is needed: %j', (bedrooms, expected) => {
    expect(pointsOf({ needs: needsOf({ bedrooms: { min: 1, max: 10 } }) }, { bedrooms })).toEqual(expected);
  });

  it('counts a robust build where wear is expected', () => {
    expect(pointsOf({ needs: needsOf({ expectsWear: true }) }, { robust: true })).toEqual({ robust: 64 });
    expect(pointsOf({ needs: needsOf({ expectsWear: true }) })).toEqual({});
  });

  it('counts a small unit where one is preferred, below the area of the policy', () => {
    const needs = needsOf({ prefersSmallUnit: true });
    expect(pointsOf({ needs }, { areaM2: 44 })).toEqual({ 'small-unit': 128 });
    expect(pointsOf({ needs }, { areaM2: 45 })).toEqual({});
  });

  it.each([
    ['2026-11-01', 1],
    ['2026-11-02', 0],
    ['2025-12-01', 12],
    ['2021-12-01', 60],
    ['2021-11-01', 60],
    ['1990-01-01', 60],
    ['2026-12-02', 0],
    ['2030-01-01', 0],
  ])('waiting since %s counts %i months', (since, months) => {
    const expected = months === 0 ? {} : { 'waiting-time': months * 1_000 };
    expect(pointsOf({ waitingSince: plainDate(since) })).toEqual(expected);
  });
});
