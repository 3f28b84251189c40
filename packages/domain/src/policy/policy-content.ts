import type { BedroomNormPolicy } from '../household/bedroom-norm.ts';

/** Five points, one per level from 1 to 5. */
export type PerLevel = readonly [number, number, number, number, number];

/**
 * The rules of a municipality that are its own to set, with a date and a source each (regelsett). What a law
 * fixes is not in here and cannot be configured away.
 */
export interface PolicyContent {
  readonly format: 'boligtrapp-policy/1';
  /** Load points of one household by track and level. Whole, 0 or more. */
  readonly loadWeights: { readonly welfare: PerLevel; readonly care: PerLevel };
  /**
   * Load points that an assessment may add to those of the level, with a reason; none where the policy does not say.
   * Carries its own unit and source.
   */
  readonly extraLoad?: { readonly mostPoints: number; readonly unit: string; readonly source: string };
  readonly caps: {
    /** Load points per 100 dwellings of a neighbourhood, ordinary dwellings included. */
    readonly neighbourhoodPointsPer100Dwellings: number;
    /** Load points per 100 dwellings of a district. */
    readonly districtPointsPer100Dwellings: number;
    /** Load points per unit of a building; null for no cap on buildings. */
    readonly buildingPointsPerUnit: number | null;
    /** Share of a cap that a place under caution keeps. */
    readonly cautionShareBasisPoints: number;
    /** Share of a cap from which more load is unwelcome. */
    readonly softShareBasisPoints: number;
  };
  readonly levelFit: {
    /** Whether an assessment may accept one level above need. */
    readonly allowsOneAbove: boolean;
    /** Whether an assessment may accept one level below need. */
    readonly allowsOneBelow: boolean;
  };
  readonly bedroomNorm: BedroomNormPolicy;
  /** Bedrooms above the norm that are still within it. */
  readonly spareBedrooms: number;
  /** What each urgency class means, the most urgent first. */
  readonly urgencyClasses: readonly string[];
  readonly queue: {
    /** Need points per whole month of waiting; 0 gives waiting no weight. */
    readonly pointsPerMonthWaiting: number;
    /** Points for waiting at most. */
    readonly mostPointsForWaiting: number;
  };
  /** Points for what is wished and not required. Whole, 0 or more. */
  readonly wishes: {
    readonly wishedArea: number;
    readonly schoolContinuity: number;
    readonly nearSupport: number;
    /** Taken off for each bedroom above the fewest needed. */
    readonly perSpareBedroom: number;
    readonly robustWhereWearExpected: number;
    readonly smallUnitWhereWished: number;
    readonly perMonthWaiting: number;
  };
  /** From which area on a unit is no longer small, in square metres (exclusive end of small). */
  readonly smallUnitBelowM2: number;
  readonly rotation: {
    /** Months before the last day from which a review is due. */
    readonly reviewWindowMonths: number;
    /** Months before the last day at which notices go out. */
    readonly noticeMonths: readonly number[];
    /** Days to the last safe day (inclusive) from which a flag is red. */
    readonly redWithinDays: number;
    /** Whether a move request sent before the last day counts (from 30 days before it). */
    readonly acceptsEarlyRequests: boolean;
  };
  readonly offers: { /** Days to answer, the day of sending not counted. */ readonly answerDays: number };
  readonly meetings: { readonly quorum: number };
  /** Where each group of figures comes from, by its name above. */
  readonly sources: Readonly<Record<PolicySourceKey, { readonly unit: string; readonly source: string }>>;
}

/** The groups of figures that need a source. */
export type PolicySourceKey =
  | 'loadWeights'
  | 'caps'
  | 'levelFit'
  | 'bedroomNorm'
  | 'spareBedrooms'
  | 'urgencyClasses'
  | 'queue'
  | 'wishes'
  | 'smallUnitBelowM2'
  | 'rotation'
  | 'offers'
  | 'meetings';
