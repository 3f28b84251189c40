/**
 * Groups of a policy that the work between two leases rests on: review, follow-up, environment, forecast, notices,
 * flow. None of their figures is a legal limit; the law's own deadlines are not in here.
 */
export interface RotationWorkPolicy {
  readonly reviews: ReviewPolicy;
  readonly followUps: FollowUpPolicy;
  readonly environment: EnvironmentPolicy;
  /** One row per source that a forecast may rest on; a source without a row is not forecast from. */
  readonly forecast: readonly ForecastRule[];
  readonly notices: NoticePolicy;
  readonly flow: FlowPolicy;
}

/** Months of a new term (integer, at least 36), the first time a lease is renewed and from the second time on. */
export interface RenewalTerms {
  readonly first: number;
  readonly later: number;
}

/** How a review before the end of a lease is prepared. */
export interface ReviewPolicy {
  readonly renewalMonths: {
    readonly withChildren: RenewalTerms;
    readonly others: RenewalTerms;
  };
  /** Completed years up to which (inclusive) a member of the household counts as a child for the length of a renewal. */
  readonly childrenUpToAge: number;
  /** Which facts about the tenancy may be considered, beside the need and the tenant's own wish. */
  readonly considers: readonly ReviewFactKind[];
  /** Months back from the review (integer) from which visits, rent and conduct are considered. */
  readonly considersMonthsBack: number;
}

/** Facts about a tenancy that a municipality may let a review consider. */
export type ReviewFactKind = 'visits' | 'rent' | 'conduct';

/** When tenants are visited and their way on is planned. Months and days are integers. */
export interface FollowUpPolicy {
  /** Months after the first day of the lease at which the first visit is due. */
  readonly firstVisitAfterMonths: number;
  /** Months from one yearly visit to the next, counted from the first day of the lease. */
  readonly visitEveryMonths: number;
  /** Months after the first day of the lease at which the housing-career plan is due. */
  readonly careerPlanAfterMonths: number;
  /** Days after the due day from which a follow-up that is not done is overdue. */
  readonly overdueAfterDays: number;
}

/** When reports about an environment lead to a proposal to change the status of a place; a person decides. */
export interface EnvironmentPolicy {
  /** Months back (integer) in which incidents and reports count. */
  readonly countsMonthsBack: number;
  /** Points of one incident by its severity, 1 to 3. */
  readonly pointsPerSeverity: readonly [number, number, number];
  /** Points per building or neighbourhood from which caution is proposed. */
  readonly cautionFromPoints: number;
  /** Points from which it is proposed to spare the place; above the figure for caution. */
  readonly spareFromPoints: number;
}

/** Why a dwelling is expected to become vacant. */
export type ForecastSource =
  /** Moved out, or a day of moving out is agreed. */
  | 'ended'
  /** A decision or a request to move says that the tenant leaves. */
  | 'ending'
  /** The tenant is to move to another step. */
  | 'moving'
  /** In repair or another role until a day. */
  | 'refurbishment';

/** How sure a forecast is, the surest first. */
export type Certainty = 'certain' | 'likely' | 'possible';

/** How a municipality forecasts from one source. */
export interface ForecastRule {
  readonly source: ForecastSource;
  readonly certainty: Certainty;
  /** Days added to the day that the source names, for making the dwelling ready (integer, 0 or more). */
  readonly readyAfterDays: number;
}

/** When letters are prepared; a person sends them. */
export interface NoticePolicy {
  /** Months before the last day at which information about the end is prepared. */
  readonly informationMonthsBefore: number;
  /** Months before the last day at which an invitation to a talk is prepared. */
  readonly interviewMonthsBefore: number;
  /** Days before the last day at which a request to move is prepared where the tenant is to leave. */
  readonly requestDaysBefore: number;
  /** Days after the last day at which the second request to move is prepared, well within the three months. */
  readonly secondRequestDaysAfter: number;
}

/** What the flow on the ladders is measured against. */
export interface FlowPolicy {
  /** Share of the tenants of a track who live on its lowest level, in basis points: the target. */
  readonly lowestLevelShareBasisPoints: { readonly welfare: number; readonly care: number };
  /** Years of staying without a break from which a spell counts as long. */
  readonly longStayYears: number;
}
