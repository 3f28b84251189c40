import type { Level, Staffing } from '../ladder/ladder.ts';

/** Why a level beside the assessed one is acceptable; each side has its own reasons. */
export type AcceptableLevelReason =
  | 'above-safety'
  | 'above-nothing-suitable-free'
  | 'below-with-more-follow-up'
  | 'below-own-wish-and-mastery';

/** The codes of {@link AcceptableLevelReason}. */
export const ACCEPTABLE_LEVEL_REASONS = [
  'above-safety',
  'above-nothing-suitable-free',
  'below-with-more-follow-up',
  'below-own-wish-and-mastery',
] as const satisfies readonly AcceptableLevelReason[];

/** Why the bedrooms differ from the norm; what lies behind it stands in the case file. */
export const BEDROOMS_REASONS = [
  'child-part-time',
  'child-expected',
  'carer-stays-overnight',
  'equipment-needs-room',
  'cannot-share',
  'own-wish-fewer',
  'other-documented',
] as const;
/** One of {@link BEDROOMS_REASONS}. */
export type BedroomsReason = (typeof BEDROOMS_REASONS)[number];

/** Age groups of children, in completed years, both ends inclusive. */
export const CHILD_AGE_GROUPS = ['0-5', '6-12', '13-17'] as const;
/** One of {@link CHILD_AGE_GROUPS}. */
export type ChildAgeGroup = (typeof CHILD_AGE_GROUPS)[number];

/**
 * Why a household weighs more on its neighbours than its level says: conflict and service need only.
 *
 * @law LOV-1999-03-26-17 § 1-8
 */
export const EXTRA_LOAD_REASONS = ['conflict-risk', 'unrest-from-visitors', 'extensive-follow-up'] as const;
/** One of {@link EXTRA_LOAD_REASONS}. */
export type ExtraLoadReason = (typeof EXTRA_LOAD_REASONS)[number];

/**
 * What a household needs of a dwelling (from the kartlegging). Function only: no diagnosis, and nothing that
 * husleieloven § 1-8 forbids to weigh.
 */
export interface AssessmentNeeds {
  /** Levels accepted beside the assessed one, each with its reason; one above or one below at most. */
  readonly acceptableLevels: readonly { readonly level: Level; readonly reason: AcceptableLevelReason }[];
  /** Fewest and most bedrooms, both inclusive. */
  readonly bedrooms: { readonly min: number; readonly max: number };
  /** Why they differ from the municipality's norm; there when they do. */
  readonly bedroomsReason?: BedroomsReason;
  readonly wheelchair: boolean;
  /** Highest floor that can be reached without a lift (inclusive); null when stairs are no obstacle. */
  readonly highestFloorWithoutLift: number | null;
  readonly screened: boolean;
  readonly ownEntrance: boolean;
  readonly leastStaffing: Staffing;
  /** Hours of follow-up a week, whole. */
  readonly followUpHoursPerWeek: number;
  readonly expectsWear: boolean;
  readonly prefersSmallUnit: boolean;
  /** Null when no child lives in the household. */
  readonly children: {
    readonly count: number;
    readonly schoolDistrict: string | null;
    /** Whether the school district is a condition and not a wish. */
    readonly mustStayInSchoolDistrict: boolean;
    /** How many of each age group; they add up to `count`. Not recorded where it is left out. */
    readonly ageGroups?: readonly { readonly group: ChildAgeGroup; readonly count: number }[];
    /** Levels of dwellings in which the children must not live. */
    readonly unfitLevels?: readonly Level[];
    /** Buildings in which they must not live, beside those that are unfit for any child. */
    readonly unfitBuildingIds?: readonly string[];
  } | null;
  readonly wishedNeighbourhoodIds: readonly string[];
  /** The only neighbourhoods that will do; empty when any will. */
  readonly requiredNeighbourhoodIds: readonly string[];
  /** Where work, school or support is; nearness gives points, nothing more. */
  readonly supportNeighbourhoodIds: readonly string[];
  /** Load beyond that of the level, in whole points above 0, at most what the policy allows; none where left out. */
  readonly loadProfile?: { readonly extraPoints: number; readonly reason: ExtraLoadReason };
}
