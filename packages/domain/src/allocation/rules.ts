import { isTermHeld } from '../forecast/lease-in.ts';
import { isStaffedEnough } from '../ladder/ladder.ts';
import { lastDayOfTerm } from '../lease/offered-lease.ts';
import type { Place } from '../neighbourhood/place.ts';
import { DEFAULT_POLICY } from '../policy/default-policy.ts';
import type { PolicyContent } from '../policy/policy-content.ts';
import type { JudgingContext } from './judging-context.ts';
import type { RoundDwelling, RoundHousehold } from './round-facts.ts';

/** A value or limit as it is shown beside a verdict. */
export type VerdictFigure = string | number | boolean | readonly (string | number)[] | null;

/** A hard rule: a pair that fails one is never proposed. */
export interface Rule {
  readonly code: RuleCode;
  readonly passes: (context: JudgingContext, household: RoundHousehold, dwelling: RoundDwelling) => boolean;
  /** What the dwelling has (`value`) and what the rule asks for (`limit`). Names no other household. */
  readonly explain: (
    context: JudgingContext,
    household: RoundHousehold,
    dwelling: RoundDwelling,
  ) => { readonly value: VerdictFigure; readonly limit: VerdictFigure };
}

/** The codes of the hard rules. */
export type RuleCode =
  | 'track'
  | 'level'
  | 'programme'
  | 'bedrooms'
  | 'wheelchair'
  | 'floor-access'
  | 'screened'
  | 'own-entrance'
  | 'staffing'
  | 'fit-for-children'
  | 'school-district'
  | 'required-area'
  | 'place-spared'
  | 'kept-apart'
  | 'free-in-time'
  | 'lease-term';

/**
 * The hard rules. The position of a rule is its bit in a stored verdict: a new rule is added at the end, and none
 * is ever moved or removed.
 *
 * @law LOV-1999-03-26-17 § 1-8
 */
export const RULES: readonly Rule[] = [
  {
    code: 'track',
    passes: (_, household, dwelling) => dwelling.track === household.track,
    explain: (_, household, dwelling) => ({ value: dwelling.track, limit: household.track }),
  },
  {
    code: 'level',
    passes: (context, household, dwelling) => acceptedLevels(context, household).includes(dwelling.level),
    explain: (context, household, dwelling) => ({
      value: dwelling.level,
      limit: acceptedLevels(context, household),
    }),
  },
  {
    code: 'programme',
    passes: (_, household, dwelling) => dwelling.programme === household.programme,
    explain: (_, household, dwelling) => ({ value: dwelling.programme, limit: household.programme }),
  },
  {
    code: 'bedrooms',
    passes: (_, { needs }, dwelling) =>
      dwelling.bedrooms >= needs.bedrooms.min && dwelling.bedrooms <= needs.bedrooms.max,
    explain: (_, { needs }, dwelling) => ({
      value: dwelling.bedrooms,
      limit: [needs.bedrooms.min, needs.bedrooms.max],
    }),
  },
  {
    code: 'wheelchair',
    passes: (_, { needs }, dwelling) => !needs.wheelchair || dwelling.wheelchairAccessible,
    explain: (_, { needs }, dwelling) => ({ value: dwelling.wheelchairAccessible, limit: needs.wheelchair }),
  },
  {
    code: 'floor-access',
    passes: (_, { needs }, dwelling) =>
      needs.highestFloorWithoutLift === null ||
      dwelling.hasLift ||
      dwelling.floor <= needs.highestFloorWithoutLift,
    explain: (_, { needs }, dwelling) => ({
      value: dwelling.hasLift ? 'lift' : dwelling.floor,
      limit: needs.highestFloorWithoutLift,
    }),
  },
  {
    code: 'screened',
    passes: (_, { needs }, dwelling) => !needs.screened || dwelling.screened,
    explain: (_, { needs }, dwelling) => ({ value: dwelling.screened, limit: needs.screened }),
  },
  {
    code: 'own-entrance',
    passes: (_, { needs }, dwelling) => !needs.ownEntrance || dwelling.ownEntrance,
    explain: (_, { needs }, dwelling) => ({ value: dwelling.ownEntrance, limit: needs.ownEntrance }),
  },
  {
    code: 'staffing',
    passes: (context, { needs }, dwelling) =>
      isStaffedEnough(buildingOf(context, dwelling).staffing, needs.leastStaffing),
    explain: (context, { needs }, dwelling) => ({
      value: buildingOf(context, dwelling).staffing,
      limit: needs.leastStaffing,
    }),
  },
  {
    code: 'fit-for-children',
    passes: (context, { needs }, dwelling) =>
      needs.children === null || isFitForChildren(context, needs.children, dwelling),
    explain: (context, { needs }, dwelling) => ({
      value: isFitForChildren(context, needs.children, dwelling),
      limit: needs.children !== null,
    }),
  },
  {
    code: 'school-district',
    // Where either district is unknown, nobody can say that the condition is met.
    passes: (_, { needs: { children } }, dwelling) =>
      children === null ||
      !children.mustStayInSchoolDistrict ||
      (children.schoolDistrict !== null && dwelling.schoolDistrict === children.schoolDistrict),
    explain: (_, { needs: { children } }, dwelling) => ({
      value: dwelling.schoolDistrict,
      limit: children?.mustStayInSchoolDistrict === true ? children.schoolDistrict : null,
    }),
  },
  {
    code: 'required-area',
    passes: (context, { needs }, dwelling) =>
      needs.requiredNeighbourhoodIds.length === 0 ||
      needs.requiredNeighbourhoodIds.includes(neighbourhoodIdOf(context, dwelling)),
    explain: (context, { needs }, dwelling) => ({
      value: neighbourhoodIdOf(context, dwelling),
      limit: needs.requiredNeighbourhoodIds,
    }),
  },
  {
    code: 'place-spared',
    passes: (context, household, dwelling) => household.level <= highestLevelAllowed(context, dwelling),
    explain: (context, household, dwelling) => ({
      value: household.level,
      limit: highestLevelAllowed(context, dwelling),
    }),
  },
  {
    code: 'kept-apart',
    passes: (context, household, dwelling) => !isBarred(context, household, dwelling),
    // Neutral on purpose: neither the other household nor the reason is for the reader of a verdict.
    explain: (context, household, dwelling) => ({
      value: isBarred(context, household, dwelling) ? 'not-suitable-here' : 'suitable',
      limit: 'suitable',
    }),
  },
  {
    code: 'free-in-time',
    passes: (context, _, dwelling) => dwelling.availableFrom <= context.facts.horizonEndsOn,
    explain: (context, _, dwelling) => ({
      value: dwelling.availableFrom,
      limit: context.facts.horizonEndsOn,
    }),
  },
  {
    code: 'lease-term',
    passes: ({ policy }, _, { leasedInUntil = null, availableFrom }) =>
      isTermHeld(leasedInUntil, availableFrom, termMonthsOf(policy)),
    explain: ({ policy }, _, dwelling) => ({
      value: dwelling.leasedInUntil ?? null,
      limit: lastDayOfTerm(dwelling.availableFrom, termMonthsOf(policy)),
    }),
  },
];

function termMonthsOf(policy: PolicyContent): number {
  return policy.leaseTermMonths ?? DEFAULT_POLICY.leaseTermMonths;
}

function buildingOf(context: JudgingContext, dwelling: RoundDwelling): Place {
  const [building] = context.places.chainOf(dwelling.buildingId);
  if (building === undefined) throw new Error(`dwelling ${dwelling.id} stands in no building`);
  return building;
}

/** Whether the building takes children, and nothing in the assessment says that these must not live in it or on its level. */
function isFitForChildren(
  context: JudgingContext,
  children: RoundHousehold['needs']['children'],
  dwelling: RoundDwelling,
): boolean {
  const building = buildingOf(context, dwelling);
  const isUnfitHere =
    children?.unfitLevels?.includes(dwelling.level) === true ||
    children?.unfitBuildingIds?.includes(building.id) === true;
  return !building.unfitForChildren && !isUnfitHere;
}

/** The neighbourhood in which a dwelling lies. */
export function neighbourhoodIdOf(context: JudgingContext, dwelling: RoundDwelling): string {
  return buildingOf(context, dwelling).parentId ?? '';
}

function acceptedLevels({ policy }: JudgingContext, { level, needs }: RoundHousehold): readonly number[] {
  const beside = needs.acceptableLevels
    .map((accepted) => accepted.level)
    .filter(
      (accepted) =>
        (accepted === level + 1 && policy.levelFit.allowsOneAbove) ||
        (accepted === level - 1 && policy.levelFit.allowsOneBelow),
    );
  return [level, ...beside].toSorted((a, b) => a - b);
}

function highestLevelAllowed(context: JudgingContext, dwelling: RoundDwelling): number {
  const limits = context.places
    .chainOf(dwelling.buildingId)
    .map((place) => (place.status === 'spared' ? (place.highestLevelAllowed ?? 0) : 5));
  return Math.min(...limits);
}

function isBarred(context: JudgingContext, household: RoundHousehold, dwelling: RoundDwelling): boolean {
  const barred = context.barredPlaces.get(household.id);
  return (
    barred !== undefined && context.places.chainOf(dwelling.buildingId).some((place) => barred.has(place.id))
  );
}
