import type { RoundDwelling, RoundFacts, RoundHousehold } from '../../src/allocation/round-facts.ts';
import type { RuleCode } from '../../src/allocation/rules.ts';
import { lastDayOfTerm } from '../../src/lease/offered-lease.ts';
import type { Place } from '../../src/neighbourhood/place.ts';

interface Pair {
  readonly facts: RoundFacts;
  readonly household: RoundHousehold;
  readonly dwelling: RoundDwelling;
}

const STAFF = { none: 0, ambulant: 1, 'day-and-evening': 2, 'round-the-clock': 3 };

/** When each rule fails, in the words of the design, written without a look at the rules of the product. */
const SENTENCES: Readonly<Record<RuleCode, (pair: Pair) => boolean>> = {
  track: ({ household, dwelling }) => household.track !== dwelling.track,
  programme: ({ household, dwelling }) => household.programme !== dwelling.programme,
  level: ({ facts, household, dwelling }) => {
    const { allowsOneAbove, allowsOneBelow } = facts.policy.content.levelFit;
    const step = dwelling.level - household.level;
    const isAccepted = household.needs.acceptableLevels.some(({ level }) => level === dwelling.level);
    const mayDiffer = (step === 1 && allowsOneAbove) || (step === -1 && allowsOneBelow);
    return step !== 0 && !(mayDiffer && isAccepted);
  },
  bedrooms: ({ household: { needs }, dwelling }) =>
    dwelling.bedrooms < needs.bedrooms.min || dwelling.bedrooms > needs.bedrooms.max,
  wheelchair: ({ household: { needs }, dwelling }) => needs.wheelchair && !dwelling.wheelchairAccessible,
  'floor-access': ({ household: { needs }, dwelling }) => {
    const highest = needs.highestFloorWithoutLift;
    return highest !== null && dwelling.floor > highest && !dwelling.hasLift;
  },
  screened: ({ household: { needs }, dwelling }) => needs.screened && !dwelling.screened,
  'own-entrance': ({ household: { needs }, dwelling }) => needs.ownEntrance && !dwelling.ownEntrance,
  staffing: ({ facts, household: { needs }, dwelling }) =>
    STAFF[placeOf(facts, dwelling.buildingId)?.staffing ?? 'none'] < STAFF[needs.leastStaffing],
  'fit-for-children': ({ facts, household: { needs }, dwelling }) =>
    needs.children !== null &&
    (placeOf(facts, dwelling.buildingId)?.unfitForChildren === true ||
      (needs.children.unfitLevels ?? []).some((unfit) => unfit === dwelling.level) ||
      (needs.children.unfitBuildingIds ?? []).some((unfit) => unfit === dwelling.buildingId)),
  'school-district': ({ household: { needs }, dwelling }) => {
    if (needs.children?.mustStayInSchoolDistrict !== true) return false;
    const { schoolDistrict } = needs.children;
    return schoolDistrict === null || schoolDistrict !== dwelling.schoolDistrict;
  },
  'required-area': ({ facts, household: { needs }, dwelling }) => {
    const required = needs.requiredNeighbourhoodIds;
    return required.length > 0 && !required.some((id) => id === areaOf(facts, dwelling.buildingId));
  },
  'place-spared': ({ facts, household, dwelling }) => {
    const area = areaOf(facts, dwelling.buildingId);
    const district = placeOf(facts, area)?.parentId ?? 'none';
    return [dwelling.buildingId, area, district].some((id) => {
      const place = placeOf(facts, id);
      const limit = place?.highestLevelAllowed ?? 0;
      return place?.status === 'spared' && household.level > limit;
    });
  },
  'kept-apart': ({ facts, household, dwelling }) => isTooNear(facts, household, dwelling),
  'free-in-time': ({ facts, dwelling }) => dwelling.availableFrom > facts.horizonEndsOn,
  'lease-term': ({ facts, dwelling }) =>
    dwelling.leasedInUntil !== undefined &&
    dwelling.leasedInUntil <=
      lastDayOfTerm(dwelling.availableFrom, facts.policy.content.leaseTermMonths ?? 36),
};

/** The rules that fail for a pair, as a caseworker would find them: one after the other, each place looked up anew. */
export function readRulesAloud(
  facts: RoundFacts,
  household: RoundHousehold,
  dwelling: RoundDwelling,
): ReadonlySet<string> {
  const sentences = Object.entries(SENTENCES);
  return new Set(
    sentences.filter(([, fails]) => fails({ facts, household, dwelling })).map(([code]) => code),
  );
}

function placeOf(facts: RoundFacts, id: string): Place | undefined {
  return facts.places.find((place) => place.id === id);
}

function areaOf(facts: RoundFacts, buildingId: string): string {
  return placeOf(facts, buildingId)?.parentId ?? 'none';
}

/** Whether someone the household is kept apart from lives, or will live, in the place of the dwelling and stays. */
function isTooNear(facts: RoundFacts, household: RoundHousehold, dwelling: RoundDwelling): boolean {
  return facts.keepApart.some((pair) => {
    if (pair.a !== household.id && pair.b !== household.id) return false;
    const other = pair.a === household.id ? pair.b : pair.a;
    if (facts.households.some(({ id }) => id === other)) return false;
    return [...facts.residents, ...(facts.promised ?? [])].some((resident) => {
      if (resident.householdId !== other) return false;
      if (pair.scope === 'building') return resident.buildingId === dwelling.buildingId;
      return areaOf(facts, resident.buildingId) === areaOf(facts, dwelling.buildingId);
    });
  });
}
