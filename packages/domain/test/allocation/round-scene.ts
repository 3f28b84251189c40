import { judgePair } from '../../src/allocation/judge.ts';
import { createJudgingContext } from '../../src/allocation/judging-context.ts';
import type { RoundDwelling, RoundFacts, RoundHousehold } from '../../src/allocation/round-facts.ts';
import type { AssessmentNeeds } from '../../src/assessment/assessment-needs.ts';
import type { Resident } from '../../src/neighbourhood/load.ts';
import type { Place, PlaceKind } from '../../src/neighbourhood/place.ts';
import { DEFAULT_POLICY } from '../../src/policy/default-policy.ts';
import { plainDate } from '../../src/time/plain-date.ts';

/** Needs of one person that nearly any dwelling with a bedroom meets. */
export function needsOf(changes: Partial<AssessmentNeeds> = {}): AssessmentNeeds {
  return {
    acceptableLevels: [],
    bedrooms: { min: 1, max: 2 },
    wheelchair: false,
    highestFloorWithoutLift: null,
    screened: false,
    ownEntrance: false,
    leastStaffing: 'none',
    followUpHoursPerWeek: 0,
    expectsWear: false,
    prefersSmallUnit: false,
    children: null,
    wishedNeighbourhoodIds: [],
    requiredNeighbourhoodIds: [],
    supportNeighbourhoodIds: [],
    ...changes,
  };
}

/** A place that is open, carries 100 dwellings and has no cap of its own. */
export function aPlace(
  id: string,
  kind: PlaceKind,
  parentId: string | null,
  changes: Partial<Place> = {},
): Place {
  return {
    id,
    kind,
    name: `Name of ${id}`,
    parentId,
    status: 'open',
    highestLevelAllowed: null,
    dwellingCount: 100,
    ownCapPoints: null,
    unfitForChildren: false,
    staffing: 'none',
    ...changes,
  };
}

/** Two buildings in one neighbourhood, one in another of the same district, and one in another district. */
export const PLACES: readonly Place[] = [
  aPlace('building-1', 'building', 'neighbourhood-1'),
  aPlace('building-2', 'building', 'neighbourhood-1'),
  aPlace('building-3', 'building', 'neighbourhood-2'),
  aPlace('building-4', 'building', 'neighbourhood-3'),
  aPlace('district-1', 'district', null),
  aPlace('district-2', 'district', null),
  aPlace('neighbourhood-1', 'neighbourhood', 'district-1'),
  aPlace('neighbourhood-2', 'neighbourhood', 'district-1'),
  aPlace('neighbourhood-3', 'neighbourhood', 'district-2'),
];

/** {@link PLACES} with one of them changed. */
export function placesWith(id: string, changes: Partial<Place>): readonly Place[] {
  return PLACES.map((place) => (place.id === id ? { ...place, ...changes } : place));
}

/** A vacant dwelling of welfare level 2 on the ground floor of building-1. */
export function aDwelling(changes: Partial<RoundDwelling> = {}): RoundDwelling {
  return {
    id: 'dwelling-1',
    reference: 'B-1',
    buildingId: 'building-1',
    track: 'welfare',
    level: 2,
    programme: 'ladder',
    bedrooms: 1,
    areaM2: 50,
    floor: 1,
    hasLift: false,
    wheelchairAccessible: false,
    robust: false,
    ownEntrance: false,
    screened: false,
    schoolDistrict: 'School 1',
    vacancy: 'vacant',
    availableFrom: plainDate('2026-12-01'),
    ...changes,
  };
}

/** A household from the queue with need of welfare level 2, first in rank. */
export function aHousehold(changes: Partial<RoundHousehold> = {}): RoundHousehold {
  return {
    id: 'household-1',
    reference: 'H-1',
    rank: 1,
    urgencyClass: 1,
    needPoints: 0,
    waitingSince: plainDate('2026-01-15'),
    track: 'welfare',
    level: 2,
    programme: 'ladder',
    needs: needsOf(),
    currentDwellingId: null,
    ...changes,
  };
}

/** Someone of welfare level 2 who lives in `buildingId`. */
export function aResident(
  householdId: string,
  buildingId: string,
  changes: Partial<Resident> = {},
): Resident {
  return {
    householdId,
    dwellingId: `home of ${householdId}`,
    buildingId,
    track: 'welfare',
    level: 2,
    ...changes,
  };
}

/** Facts of a round of one household and one dwelling that fit, for a meeting on 2026-12-01. */
export function someFacts(changes: Partial<RoundFacts> = {}): RoundFacts {
  return {
    format: 'boligtrapp-facts/1',
    meetingOn: plainDate('2026-12-01'),
    horizonEndsOn: plainDate('2027-01-15'),
    tracks: ['welfare', 'care'],
    policy: { id: 'policy', hash: '0'.repeat(64), content: DEFAULT_POLICY },
    places: PLACES,
    dwellings: [aDwelling()],
    households: [aHousehold()],
    residents: [],
    keepApart: [],
    promised: [],
    ...changes,
  };
}

/** The failed rules of the first household for the first dwelling of the facts, as stored. */
export function failedBits(facts: RoundFacts): number {
  const [household] = facts.households;
  const [dwelling] = facts.dwellings;
  if (household === undefined || dwelling === undefined) throw new Error('the facts hold no pair');
  return judgePair(createJudgingContext(facts), household, dwelling).failedRules;
}
