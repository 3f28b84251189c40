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

/**
 * What a household needs of a dwelling (from the kartlegging). Function only: no diagnosis, and nothing that
 * husleieloven § 1-8 forbids to weigh.
 */
export interface AssessmentNeeds {
  /** Levels accepted beside the assessed one, each with its reason; one above or one below at most. */
  readonly acceptableLevels: readonly { readonly level: Level; readonly reason: AcceptableLevelReason }[];
  /** Fewest and most bedrooms, both inclusive. */
  readonly bedrooms: { readonly min: number; readonly max: number };
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
  } | null;
  readonly wishedNeighbourhoodIds: readonly string[];
  /** The only neighbourhoods that will do; empty when any will. */
  readonly requiredNeighbourhoodIds: readonly string[];
  /** Where work, school or support is; nearness gives points, nothing more. */
  readonly supportNeighbourhoodIds: readonly string[];
}
