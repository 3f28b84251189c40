import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aDwelling,
  aHousehold,
  aResident,
  failedBits,
  needsOf,
  placesWith,
  someFacts,
} from '../../test/allocation/round-scene.ts';
import { plainDate } from '../time/plain-date.ts';
import { explainPair, failedRuleCodes, judgeRound } from './judge.ts';
import { createJudgingContext } from './judging-context.ts';
import type { RoundDwelling, RoundFacts, RoundHousehold } from './round-facts.ts';
import { RULES, type RuleCode, type VerdictFigure } from './rules.ts';

/** Bits are stored: this list is appended to, and never changed otherwise. */
const CODES_BY_BIT: readonly RuleCode[] = [
  'track',
  'level',
  'programme',
  'bedrooms',
  'wheelchair',
  'floor-access',
  'screened',
  'own-entrance',
  'staffing',
  'fit-for-children',
  'school-district',
  'required-area',
  'place-spared',
  'kept-apart',
  'free-in-time',
  'lease-term',
];

const CHILDREN = { count: 1, schoolDistrict: 'School 1', mustStayInSchoolDistrict: false };

/** A family for whom every rule has something to say, and a dwelling that passes them all. */
const FITTING = someFacts({
  households: [aHousehold({ needs: needsOf({ children: CHILDREN }) })],
});

type Break = (facts: RoundFacts) => RoundFacts;

function onDwelling(changes: Partial<RoundDwelling>): Break {
  return (facts) => ({ ...facts, dwellings: facts.dwellings.map((one) => ({ ...one, ...changes })) });
}

function onNeeds(change: (needs: RoundHousehold['needs']) => Partial<RoundHousehold['needs']>): Break {
  return (facts) => ({
    ...facts,
    households: facts.households.map((one) => ({ ...one, needs: { ...one.needs, ...change(one.needs) } })),
  });
}

function onPlace(id: string, changes: Partial<RoundFacts['places'][number]>): Break {
  return (facts) => ({
    ...facts,
    places: facts.places.map((place) => (place.id === id ? { ...place, ...changes } : place)),
  });
}

/** What breaks each rule and no other, with the value and the limit that the verdict then shows. */
const BREAKS: Readonly<
  Record<RuleCode, { readonly change: Break; readonly value: VerdictFigure; readonly limit: VerdictFigure }>
> = {
  track: { change: onDwelling({ track: 'care' }), value: 'care', limit: 'welfare' },
  level: { change: onDwelling({ level: 4 }), value: 4, limit: [2] },
  programme: { change: onDwelling({ programme: 'youth' }), value: 'youth', limit: 'ladder' },
  bedrooms: { change: onDwelling({ bedrooms: 3 }), value: 3, limit: [1, 2] },
  wheelchair: { change: onNeeds(() => ({ wheelchair: true })), value: false, limit: true },
  'floor-access': { change: onNeeds(() => ({ highestFloorWithoutLift: 0 })), value: 1, limit: 0 },
  screened: { change: onNeeds(() => ({ screened: true })), value: false, limit: true },
  'own-entrance': { change: onNeeds(() => ({ ownEntrance: true })), value: false, limit: true },
  staffing: {
    change: onNeeds(() => ({ leastStaffing: 'ambulant' })),
    value: 'none',
    limit: 'ambulant',
  },
  'fit-for-children': {
    change: onPlace('building-1', { unfitForChildren: true }),
    value: false,
    limit: true,
  },
  'school-district': {
    change: onNeeds(() => ({
      children: { count: 1, schoolDistrict: 'School 2', mustStayInSchoolDistrict: true },
    })),
    value: 'School 1',
    limit: 'School 2',
  },
  'required-area': {
    change: onNeeds(() => ({ requiredNeighbourhoodIds: ['neighbourhood-2', 'neighbourhood-3'] })),
    value: 'neighbourhood-1',
    limit: ['neighbourhood-2', 'neighbourhood-3'],
  },
  'place-spared': {
    change: onPlace('neighbourhood-1', { status: 'spared', highestLevelAllowed: 1 }),
    value: 2,
    limit: 1,
  },
  'kept-apart': {
    change: (facts) => ({
      ...facts,
      keepApart: [{ a: 'household-1', b: 'other', scope: 'building' }],
      residents: [aResident('other', 'building-1')],
    }),
    value: 'not-suitable-here',
    limit: 'suitable',
  },
  'free-in-time': {
    change: onDwelling({ availableFrom: plainDate('2027-01-16') }),
    value: '2027-01-16',
    limit: '2027-01-15',
  },
  'lease-term': {
    change: onDwelling({ leasedInUntil: plainDate('2029-11-30') }),
    value: '2029-11-30',
    limit: '2029-11-30',
  },
};

/** The verdict of one rule on the only pair of the facts. */
function verdictOf(facts: RoundFacts, code: RuleCode) {
  const [household = aHousehold()] = facts.households;
  const [dwelling = aDwelling()] = facts.dwellings;
  const { rules } = explainPair(createJudgingContext(facts), household, dwelling);
  return rules.find(({ rule }) => rule === code);
}

describe('the stored bits', () => {
  it('stand for these rules, in this order, and fit in an integer column', () => {
    expect(RULES.map(({ code }) => code)).toEqual(CODES_BY_BIT);
    expect(RULES.length).toBeLessThanOrEqual(31);
  });

  it('are none for a pair that fits', () => {
    expect(failedBits(FITTING)).toBe(0);
  });

  it.each(CODES_BY_BIT.map((code, bit) => [code, bit] as const))(
    'for a pair that fails %s alone are bit %i alone, with value and limit',
    (code, bit) => {
      const { change, value, limit } = BREAKS[code];
      const facts = change(FITTING);
      expect(failedBits(facts)).toBe(2 ** bit);
      expect(failedRuleCodes(2 ** bit)).toEqual([code]);
      expect(verdictOf(facts, code)).toEqual({ rule: code, passed: false, value, limit });
    },
  );

  it('of any set of failed rules are those of its rules, whatever else fails', () => {
    fc.assert(
      fc.property(fc.subarray([...CODES_BY_BIT]), (broken) => {
        const facts = broken.reduce((before, code) => BREAKS[code].change(before), FITTING);
        // Both breaks of the school district and the unfit building speak of the same children.
        const bits = broken.reduce((sum, code) => sum + 2 ** CODES_BY_BIT.indexOf(code), 0);
        expect(failedBits(facts)).toBe(bits);
        expect(failedRuleCodes(bits)).toEqual(CODES_BY_BIT.filter((code) => broken.includes(code)));
        const [household = aHousehold()] = facts.households;
        const [dwelling = aDwelling()] = facts.dwellings;
        const { rules, score } = explainPair(createJudgingContext(facts), household, dwelling);
        expect(rules.filter(({ passed }) => !passed).map(({ rule }) => rule)).toEqual(failedRuleCodes(bits));
        expect(score.length === 0).toBe(bits !== 0);
      }),
      { numRuns: 300 },
    );
  });

  it('come with misfit -1 and score 0, never with figures of a pair that fits', () => {
    for (const { change } of Object.values(BREAKS)) {
      expect(judgeRound(change(FITTING)).rows[0]?.verdicts[0]).toMatchObject({ misfit: -1, score: 0 });
    }
  });
});

/** Cases of one rule: what is so, what passes, and what the verdict shows. */
type Case = readonly [string, RuleCode, RoundFacts, boolean, VerdictFigure, VerdictFigure];

function pairOf(
  household: Partial<RoundHousehold>,
  dwelling: Partial<RoundDwelling>,
  rest: Partial<RoundFacts> = {},
): RoundFacts {
  return someFacts({ households: [aHousehold(household)], dwellings: [aDwelling(dwelling)], ...rest });
}

const mustStay = (schoolDistrict: string | null): Partial<RoundHousehold> => ({
  needs: needsOf({ children: { count: 2, schoolDistrict, mustStayInSchoolDistrict: true } }),
});

const CASES: readonly Case[] = [
  ['the same track', 'track', pairOf({ track: 'care' }, { track: 'care' }), true, 'care', 'care'],
  ['another track', 'track', pairOf({ track: 'care' }, {}), false, 'welfare', 'care'],
  [
    'the programme itself',
    'programme',
    pairOf({ programme: 'housing-first' }, { programme: 'housing-first' }),
    true,
    'housing-first',
    'housing-first',
  ],
  [
    'a programme for the ladder',
    'programme',
    pairOf({}, { programme: 'housing-first' }),
    false,
    'housing-first',
    'ladder',
  ],
  ['the ladder for a programme', 'programme', pairOf({ programme: 'youth' }, {}), false, 'ladder', 'youth'],
  ['the fewest bedrooms', 'bedrooms', pairOf({}, { bedrooms: 1 }), true, 1, [1, 2]],
  ['the most bedrooms', 'bedrooms', pairOf({}, { bedrooms: 2 }), true, 2, [1, 2]],
  ['one too few', 'bedrooms', pairOf({}, { bedrooms: 0 }), false, 0, [1, 2]],
  ['one too many', 'bedrooms', pairOf({}, { bedrooms: 3 }), false, 3, [1, 2]],
  [
    'a wheelchair where it can go',
    'wheelchair',
    pairOf({ needs: needsOf({ wheelchair: true }) }, { wheelchairAccessible: true }),
    true,
    true,
    true,
  ],
  [
    'access that nobody asked for',
    'wheelchair',
    pairOf({}, { wheelchairAccessible: true }),
    true,
    true,
    false,
  ],
  [
    'the highest floor',
    'floor-access',
    pairOf({ needs: needsOf({ highestFloorWithoutLift: 2 }) }, { floor: 2 }),
    true,
    2,
    2,
  ],
  [
    'one floor higher',
    'floor-access',
    pairOf({ needs: needsOf({ highestFloorWithoutLift: 2 }) }, { floor: 3 }),
    false,
    3,
    2,
  ],
  [
    'a lift',
    'floor-access',
    pairOf({ needs: needsOf({ highestFloorWithoutLift: 0 }) }, { floor: 9, hasLift: true }),
    true,
    'lift',
    0,
  ],
  ['stairs that are no obstacle', 'floor-access', pairOf({}, { floor: 9 }), true, 9, null],
  [
    'a basement',
    'floor-access',
    pairOf({ needs: needsOf({ highestFloorWithoutLift: 0 }) }, { floor: -1 }),
    true,
    -1,
    0,
  ],
  [
    'a screened place',
    'screened',
    pairOf({ needs: needsOf({ screened: true }) }, { screened: true }),
    true,
    true,
    true,
  ],
  ['screening that nobody asked for', 'screened', pairOf({}, { screened: true }), true, true, false],
  [
    'an own entrance',
    'own-entrance',
    pairOf({ needs: needsOf({ ownEntrance: true }) }, { ownEntrance: true }),
    true,
    true,
    true,
  ],
  [
    'as much staff as needed',
    'staffing',
    pairOf(
      { needs: needsOf({ leastStaffing: 'ambulant' }) },
      {},
      { places: placesWith('building-1', { staffing: 'ambulant' }) },
    ),
    true,
    'ambulant',
    'ambulant',
  ],
  [
    'more staff than needed',
    'staffing',
    pairOf(
      { needs: needsOf({ leastStaffing: 'ambulant' }) },
      {},
      { places: placesWith('building-1', { staffing: 'round-the-clock' }) },
    ),
    true,
    'round-the-clock',
    'ambulant',
  ],
  [
    'one step less staff',
    'staffing',
    pairOf(
      { needs: needsOf({ leastStaffing: 'round-the-clock' }) },
      {},
      { places: placesWith('building-1', { staffing: 'day-and-evening' }) },
    ),
    false,
    'day-and-evening',
    'round-the-clock',
  ],
  [
    'staff of the next building',
    'staffing',
    pairOf(
      { needs: needsOf({ leastStaffing: 'ambulant' }) },
      {},
      { places: placesWith('building-2', { staffing: 'round-the-clock' }) },
    ),
    false,
    'none',
    'ambulant',
  ],
  [
    'no child in an unfit building',
    'fit-for-children',
    pairOf({}, {}, { places: placesWith('building-1', { unfitForChildren: true }) }),
    true,
    false,
    false,
  ],
  [
    'a level that is unfit for these children',
    'fit-for-children',
    pairOf({ needs: needsOf({ children: { ...CHILDREN, unfitLevels: [1, 2] } }) }, { level: 2 }),
    false,
    false,
    true,
  ],
  [
    'another level than the unfit one',
    'fit-for-children',
    pairOf({ needs: needsOf({ children: { ...CHILDREN, unfitLevels: [3] } }) }, { level: 2 }),
    true,
    true,
    true,
  ],
  [
    'a building that is unfit for these children',
    'fit-for-children',
    pairOf({ needs: needsOf({ children: { ...CHILDREN, unfitBuildingIds: ['building-1'] } }) }, {}),
    false,
    false,
    true,
  ],
  ['a child in a fit building', 'fit-for-children', pairOf(mustStay('School 1'), {}), true, true, true],
  [
    'the school district that is a condition',
    'school-district',
    pairOf(mustStay('School 1'), {}),
    true,
    'School 1',
    'School 1',
  ],
  [
    'another district where it is a wish',
    'school-district',
    pairOf({ needs: needsOf({ children: CHILDREN }) }, { schoolDistrict: 'School 2' }),
    true,
    'School 2',
    null,
  ],
  [
    'a dwelling of unknown district',
    'school-district',
    pairOf(mustStay('School 1'), { schoolDistrict: null }),
    false,
    null,
    'School 1',
  ],
  ['a condition of unknown district', 'school-district', pairOf(mustStay(null), {}), false, 'School 1', null],
  [
    'two unknown districts, which are not the same one',
    'school-district',
    pairOf(mustStay(null), { schoolDistrict: null }),
    false,
    null,
    null,
  ],
  [
    'the required area',
    'required-area',
    pairOf({ needs: needsOf({ requiredNeighbourhoodIds: ['neighbourhood-2', 'neighbourhood-1'] }) }, {}),
    true,
    'neighbourhood-1',
    ['neighbourhood-2', 'neighbourhood-1'],
  ],
  [
    'no area required',
    'required-area',
    pairOf({}, { buildingId: 'building-4' }),
    true,
    'neighbourhood-3',
    [],
  ],
  [
    'free on the last day of the horizon',
    'free-in-time',
    pairOf({}, { availableFrom: plainDate('2027-01-15') }),
    true,
    '2027-01-15',
    '2027-01-15',
  ],
  [
    'free on the day after it',
    'free-in-time',
    pairOf({}, { availableFrom: plainDate('2027-01-16') }),
    false,
    '2027-01-16',
    '2027-01-15',
  ],
  [
    'of a dwelling that the municipality has without an end',
    'lease-term',
    pairOf({}, {}),
    true,
    null,
    '2029-11-30',
  ],
  [
    'that ends on the last day on which the municipality has the dwelling',
    'lease-term',
    pairOf({}, { leasedInUntil: plainDate('2029-12-01') }),
    true,
    '2029-12-01',
    '2029-11-30',
  ],
  [
    'of a dwelling that is free a day later',
    'lease-term',
    pairOf({}, { leasedInUntil: plainDate('2029-12-01'), availableFrom: plainDate('2026-12-02') }),
    false,
    '2029-12-01',
    '2029-12-01',
  ],
];

describe('a rule', () => {
  it.each(CASES)('%s: %s', (...row) => {
    const [, code, facts, passed, value, limit] = row;
    expect(verdictOf(facts, code)).toEqual({ rule: code, passed, value, limit });
  });

  it('shows each rule once, in order', () => {
    const facts = someFacts();
    const { rules } = explainPair(createJudgingContext(facts), aHousehold(), aDwelling());
    expect(rules.map(({ rule }) => rule)).toEqual(CODES_BY_BIT);
  });

  it('refuses a dwelling that stands nowhere', () => {
    const facts = someFacts({ dwellings: [aDwelling({ buildingId: 'nowhere' })] });
    expect(() => failedBits(facts)).toThrow('unknown place nowhere');
  });
});
