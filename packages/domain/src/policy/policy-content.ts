import type { RuleCode } from '../allocation/rules.ts';
import type { BedroomNormPolicy } from '../household/bedroom-norm.ts';
import type { PlainDateString } from '../time/plain-date.ts';
import type { RotationWorkPolicy } from './rotation-policy.ts';

/** Five points, one per level from 1 to 5. */
export type PerLevel = readonly [number, number, number, number, number];

/**
 * The rules of a municipality that are its own to set, with a date and a source each (regelsett). What a law
 * fixes is not in here and cannot be configured away.
 */
export interface PolicyContent extends Partial<RotationWorkPolicy> {
  readonly format: 'boligtrapp-policy/1';
  /** Load points of one household by track and level. Whole, 0 or more. */
  readonly loadWeights: { readonly welfare: PerLevel; readonly care: PerLevel };
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
  /** What a refused offer leads to; see {@link RefusalConsequence}. */
  readonly refusals?: readonly RefusalConsequence[];
  /** Hard rules that the committee may waive, with a legal basis of the case. */
  readonly waivableRules?: readonly RuleCode[];
  /** Months of a new lease where nothing else has a basis. */
  readonly leaseTermMonths?: number;
  /** Load points that the load profile of an assessment may add to those of its level, at most. */
  readonly mostExtraLoad?: number;
  /** Where each group of figures comes from, by its name above. */
  readonly sources: PolicySources;
}

type Flat<T> = { readonly [Key in keyof T]: T[Key] };

/** The source of each group of figures. */
export type PolicySources = Flat<
  Record<PolicySourceKey, PolicySource> & Partial<Record<LaterPolicyKey, PolicySource>>
>;

/** Unit of a group of figures, where they come from, and why they are what they are. */
export interface PolicySource {
  readonly unit: string;
  readonly source: string;
  /** Sets from before reasons were asked for have none; none is approved without. */
  readonly reason?: string;
}

/**
 * One row of the table of refusals: what follows from the refusal of an offer. It is brought before a case officer,
 * who decides; nothing happens by itself, and no row takes the place in the queue away.
 */
export interface RefusalConsequence {
  /** First day on which the row holds (inclusive); null for any. */
  readonly validFrom: PlainDateString | null;
  /** First day on which it no longer holds (exclusive); null for none. */
  readonly validTo: PlainDateString | null;
  /** From which refusal of the household on, counted from 1. */
  readonly fromRefusal: number;
  /** `flag`: shown to the case officer. `review-need`: a new assessment is proposed, too. */
  readonly consequence: 'none' | 'flag' | 'review-need';
  /** The local decision or provision that the row rests on; null for none. */
  readonly legalBasis: string | null;
}

/** Groups that sets from before them lack; see `readPolicy`. */
export type LaterPolicyKey =
  | 'refusals'
  | 'waivableRules'
  | 'leaseTermMonths'
  | 'mostExtraLoad'
  | keyof RotationWorkPolicy;

/** A policy with every group. */
export type CompletePolicy = Omit<PolicyContent, LaterPolicyKey | 'sources'> & {
  readonly [Key in LaterPolicyKey]-?: NonNullable<PolicyContent[Key]>;
} & { readonly sources: Flat<Record<PolicySourceKey | LaterPolicyKey, PolicySource>> };

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
