import * as fc from 'fast-check';
import type {
  KeepApartPair,
  RoundDwelling,
  RoundFacts,
  RoundHousehold,
} from '../../src/allocation/round-facts.ts';
import type { AssessmentNeeds } from '../../src/assessment/assessment-needs.ts';
import { CERTAINTIES } from '../../src/forecast/certainty.ts';
import { LEVELS, PROGRAMMES, STAFFINGS, TRACKS } from '../../src/ladder/ladder.ts';
import type { Resident } from '../../src/neighbourhood/load.ts';
import { PLACE_STATUSES, type Place } from '../../src/neighbourhood/place.ts';
import { DEFAULT_POLICY } from '../../src/policy/default-policy.ts';
import type { PolicyContent } from '../../src/policy/policy-content.ts';
import { addDays } from '../../src/time/calendar-arithmetic.ts';
import { plainDate } from '../../src/time/plain-date.ts';
import { PLACES, someFacts } from './round-scene.ts';

const MEETING = plainDate('2026-12-01');
const BUILDINGS = PLACES.filter(({ kind }) => kind === 'building').map(({ id }) => id);
const AREAS = PLACES.filter(({ kind }) => kind === 'neighbourhood').map(({ id }) => id);
const SCHOOLS = ['School 1', 'School 2', null] as const;

/** A figure or a yes that is rare, so that most rules pass and many pairs fit. */
function rarely(): fc.Arbitrary<boolean> {
  return fc.integer({ min: 0, max: 5 }).map((number) => number === 0);
}

const level = fc.constantFrom(...LEVELS);
const areas = fc.subarray(AREAS);
const mostlyLadder = fc.oneof(
  { weight: 5, arbitrary: fc.constant('ladder' as const) },
  fc.constantFrom(...PROGRAMMES),
);
const mostlyWelfare = fc.oneof(
  { weight: 3, arbitrary: fc.constant('welfare' as const) },
  fc.constantFrom(...TRACKS),
);

function arbitraryNeeds(): fc.Arbitrary<AssessmentNeeds> {
  return fc.record({
    acceptableLevels: fc.array(
      level.map((accepted) => ({ level: accepted, reason: 'above-safety' as const })),
      { maxLength: 3 },
    ),
    bedrooms: fc
      .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 3 }))
      .map(([min, more]) => ({ min, max: min + more })),
    wheelchair: rarely(),
    highestFloorWithoutLift: fc.option(fc.integer({ min: 0, max: 3 })),
    screened: rarely(),
    ownEntrance: rarely(),
    leastStaffing: fc.oneof(
      { weight: 4, arbitrary: fc.constant('none' as const) },
      fc.constantFrom(...STAFFINGS),
    ),
    followUpHoursPerWeek: fc.constant(0),
    expectsWear: fc.boolean(),
    prefersSmallUnit: fc.boolean(),
    children: fc.option(
      fc.record(
        {
          count: fc.integer({ min: 1, max: 4 }),
          schoolDistrict: fc.constantFrom(...SCHOOLS),
          mustStayInSchoolDistrict: rarely(),
          unfitLevels: fc.subarray([...LEVELS], { maxLength: 2 }),
          unfitBuildingIds: fc.subarray([...BUILDINGS], { maxLength: 1 }),
        },
        { requiredKeys: ['count', 'schoolDistrict', 'mustStayInSchoolDistrict'] },
      ),
    ),
    wishedNeighbourhoodIds: areas,
    requiredNeighbourhoodIds: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, areas),
    supportNeighbourhoodIds: areas,
  });
}

function arbitraryPlaces(): fc.Arbitrary<readonly Place[]> {
  return fc.tuple(
    ...PLACES.map((place) =>
      fc
        .record({
          status: fc.oneof(
            { weight: 4, arbitrary: fc.constant('open' as const) },
            fc.constantFrom(...PLACE_STATUSES),
          ),
          highest: fc.option(fc.constantFrom(0 as const, ...LEVELS)),
          dwellingCount: fc.integer({ min: 0, max: 400 }),
          ownCapPoints: fc.option(fc.integer({ min: 0, max: 30 })),
          unfitForChildren: rarely(),
          staffing: fc.constantFrom(...STAFFINGS),
        })
        .map(({ highest, ...changes }): Place => {
          const isBuilding = place.kind === 'building';
          return {
            ...place,
            ...changes,
            highestLevelAllowed: changes.status === 'spared' ? highest : null,
            unfitForChildren: isBuilding && changes.unfitForChildren,
            staffing: isBuilding ? changes.staffing : 'none',
          };
        }),
    ),
  );
}

const ALWAYS_OF_A_DWELLING = [
  'id',
  'reference',
  'buildingId',
  'track',
  'level',
  'programme',
  'bedrooms',
  'areaM2',
  'floor',
  'hasLift',
  'wheelchairAccessible',
  'robust',
  'ownEntrance',
  'screened',
  'schoolDistrict',
  'vacancy',
  'availableFrom',
] as const;

function arbitraryDwelling(index: number): fc.Arbitrary<RoundDwelling> {
  const dwelling = {
    id: fc.constant(`dwelling-${index}`),
    reference: fc.constant(`B-${index}`),
    buildingId: fc.constantFrom(...BUILDINGS),
    track: mostlyWelfare,
    level,
    programme: mostlyLadder,
    bedrooms: fc.integer({ min: 0, max: 4 }),
    areaM2: fc.integer({ min: 20, max: 100 }),
    floor: fc.integer({ min: -1, max: 4 }),
    hasLift: fc.boolean(),
    wheelchairAccessible: fc.boolean(),
    robust: fc.boolean(),
    ownEntrance: fc.boolean(),
    screened: fc.boolean(),
    schoolDistrict: fc.constantFrom(...SCHOOLS),
    vacancy: fc.constantFrom('vacant' as const, 'forecast' as const),
    availableFrom: fc.integer({ min: 0, max: 36 }).map((days) => addDays(MEETING, days)),
    certainty: fc.constantFrom(...CERTAINTIES),
    // Three years and some days: on both sides of what a lease of the policy's length needs.
    leasedInUntil: fc.integer({ min: 1_085, max: 1_140 }).map((days) => addDays(MEETING, days)),
  };
  return fc.record(dwelling, { requiredKeys: [...ALWAYS_OF_A_DWELLING] });
}

const ALWAYS_OF_A_HOUSEHOLD = [
  'id',
  'reference',
  'rank',
  'urgencyClass',
  'needPoints',
  'waitingSince',
  'track',
  'level',
  'programme',
  'needs',
  'currentDwellingId',
] as const;

function arbitraryHousehold(index: number): fc.Arbitrary<RoundHousehold> {
  const household = {
    id: fc.constant(`household-${index}`),
    reference: fc.constant(`H-${index}`),
    rank: fc.constant(index + 1),
    urgencyClass: fc.constant(1),
    needPoints: fc.integer({ min: 0, max: 5 }),
    waitingSince: fc.integer({ min: -2500, max: 20 }).map((days) => addDays(MEETING, days)),
    track: mostlyWelfare,
    level,
    programme: mostlyLadder,
    needs: arbitraryNeeds(),
    currentDwellingId: fc.constant(null),
    extraLoad: fc.integer({ min: 1, max: 5 }),
  };
  return fc.record(household, { requiredKeys: [...ALWAYS_OF_A_HOUSEHOLD] });
}

function arbitraryResident(name: string): fc.Arbitrary<Resident> {
  return fc.record(
    {
      householdId: fc.constant(name),
      dwellingId: fc.constant(`home of ${name}`),
      buildingId: fc.constantFrom(...BUILDINGS),
      track: fc.constantFrom(...TRACKS),
      level,
      extraLoad: fc.integer({ min: 1, max: 5 }),
    },
    { requiredKeys: ['householdId', 'dwellingId', 'buildingId', 'track', 'level'] },
  );
}

/** A policy whose weights, caps, level fit and points differ from the default one. */
export function arbitraryPolicy(): fc.Arbitrary<PolicyContent> {
  const points = fc.integer({ min: 0, max: 40 });
  const weight = fc.integer({ min: 0, max: 9 });
  const perLevel = fc.tuple(weight, weight, weight, weight, weight);
  return fc
    .record({
      loadWeights: fc.record({ welfare: perLevel, care: perLevel }),
      caps: fc.record({
        neighbourhoodPointsPer100Dwellings: fc.integer({ min: 0, max: 20 }),
        districtPointsPer100Dwellings: fc.integer({ min: 0, max: 20 }),
        buildingPointsPerUnit: fc.option(fc.integer({ min: 0, max: 5 })),
        cautionShareBasisPoints: fc.integer({ min: 0, max: 10_000 }),
        softShareBasisPoints: fc.integer({ min: 0, max: 10_000 }),
      }),
      levelFit: fc.record({ allowsOneAbove: fc.boolean(), allowsOneBelow: fc.boolean() }),
      queue: fc.record({
        pointsPerMonthWaiting: fc.integer({ min: 0, max: 2 }),
        mostPointsForWaiting: fc.integer({ min: 0, max: 6 }),
      }),
      wishes: fc.record({
        wishedArea: points,
        schoolContinuity: points,
        nearSupport: points,
        perSpareBedroom: points,
        robustWhereWearExpected: points,
        smallUnitWhereWished: points,
        perMonthWaiting: points,
      }),
    })
    .map((changes) => ({ ...DEFAULT_POLICY, ...changes }));
}

/** Pairs of those who take part, of those who do not, and of one of each. */
function arbitraryKeepApart(): fc.Arbitrary<readonly KeepApartPair[]> {
  const names = ['household-0', 'household-1', 'household-2', 'resident-0', 'resident-1', 'stranger'];
  return fc.array(
    fc
      .record({
        two: fc.subarray(names, { minLength: 2, maxLength: 2 }),
        scope: fc.constantFrom('building' as const, 'neighbourhood' as const),
      })
      .map(({ two: [a = '', b = ''], scope }) => ({ a, b, scope })),
    { maxLength: 4 },
  );
}

/** From one to `most` of what `one` makes. */
function list<T>(one: (index: number) => fc.Arbitrary<T>, most: number): fc.Arbitrary<T[]> {
  return fc
    .integer({ min: 1, max: most })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => one(index))));
}

/** Facts of a round of up to five households and five dwellings, in which every rule passes and fails now and then. */
export function arbitraryFacts(): fc.Arbitrary<RoundFacts> {
  return fc
    .record({
      places: arbitraryPlaces(),
      dwellings: list(arbitraryDwelling, 5),
      households: list(arbitraryHousehold, 5),
      residents: list((index) => arbitraryResident(`resident-${index}`), 3),
      promised: list((index) => arbitraryResident(`resident-${index + 1}`), 2),
      keepApart: arbitraryKeepApart(),
      content: arbitraryPolicy(),
    })
    .map(({ content, ...facts }) =>
      someFacts({
        ...facts,
        horizonEndsOn: addDays(MEETING, 30),
        policy: { id: 'policy', hash: '0'.repeat(64), content },
      }),
    );
}
