import {
  DEFAULT_POLICY,
  type Place,
  type PlaceKind,
  type PolicyContent,
  plainDate,
  type Resident,
  type RoundDwelling,
  type RoundFacts,
  type RoundHousehold,
} from '@boligtrapp/domain';
import { someNeeds } from '@boligtrapp/testing';

/** The day of the meeting in {@link roundFacts}. */
export const MEETING_ON = plainDate('2026-12-01');

/** A place that is open, with 100 dwellings and no cap of its own. */
export function aRoundPlace(id: string, parentId: string | null, changes: Partial<Place> = {}): Place {
  const kinds: Readonly<Record<string, PlaceKind>> = { b: 'building', n: 'neighbourhood', d: 'district' };
  return {
    id,
    kind: kinds[id.slice(0, 1)] ?? 'building',
    name: `Place ${id}`,
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

/** Buildings b1 and b2 in neighbourhood n1, b3 in n2, both of district d1; b4 in n3 of d2. */
export const ROUND_PLACES: readonly Place[] = [
  aRoundPlace('b1', 'n1'),
  aRoundPlace('b2', 'n1'),
  aRoundPlace('b3', 'n2'),
  aRoundPlace('b4', 'n3'),
  aRoundPlace('d1', null),
  aRoundPlace('d2', null),
  aRoundPlace('n1', 'd1'),
  aRoundPlace('n2', 'd1'),
  aRoundPlace('n3', 'd2'),
];

/** A vacant dwelling of welfare level 1 with one bedroom. */
export function aRoundDwelling(
  id: string,
  buildingId: string,
  changes: Partial<RoundDwelling> = {},
): RoundDwelling {
  return {
    id,
    reference: `B-${id}`,
    buildingId,
    track: 'welfare',
    level: 1,
    programme: 'ladder',
    bedrooms: 1,
    areaM2: 50,
    floor: 1,
    hasLift: false,
    wheelchairAccessible: false,
    robust: false,
    ownEntrance: false,
    screened: false,
    schoolDistrict: null,
    vacancy: 'vacant',
    availableFrom: MEETING_ON,
    ...changes,
  };
}

/** A household of welfare level 1; from the queue unless it has a current dwelling. */
export function aRoundHousehold(
  id: string,
  rank: number,
  changes: Partial<RoundHousehold> = {},
): RoundHousehold {
  return {
    id,
    reference: `H-${id}`,
    rank,
    urgencyClass: 1,
    needPoints: 0,
    waitingSince: plainDate('2026-06-01'),
    track: 'welfare',
    level: 1,
    programme: 'ladder',
    needs: someNeeds(),
    currentDwellingId: null,
    ...changes,
  };
}

/** Someone of welfare level 1 who lives in a building. */
export function aRoundResident(
  householdId: string,
  buildingId: string,
  changes: Partial<Resident> = {},
): Resident {
  return { householdId, dwellingId: `of ${householdId}`, buildingId, track: 'welfare', level: 1, ...changes };
}

/** A policy without caps of its own, so that only the caps of the places count. */
export const UNCAPPED_POLICY: PolicyContent = {
  ...DEFAULT_POLICY,
  caps: {
    ...DEFAULT_POLICY.caps,
    neighbourhoodPointsPer100Dwellings: 1_000,
    districtPointsPer100Dwellings: 1_000,
  },
};

/** Facts of a round with nobody and nothing in it but the places. */
export function roundFacts(changes: Partial<RoundFacts> = {}): RoundFacts {
  return {
    format: 'boligtrapp-facts/1',
    meetingOn: MEETING_ON,
    horizonEndsOn: plainDate('2027-01-15'),
    tracks: ['welfare', 'care'],
    policy: { id: 'policy', hash: '0'.repeat(64), content: DEFAULT_POLICY },
    places: ROUND_PLACES,
    dwellings: [],
    households: [],
    residents: [],
    promised: [],
    keepApart: [],
    ...changes,
  };
}
