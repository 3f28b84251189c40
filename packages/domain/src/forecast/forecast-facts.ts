import type { Level, Programme, Track } from '../ladder/ladder.ts';
import type { LeaseOptions } from '../lease/evaluate-lease.ts';
import type { LeaseFacts } from '../lease/lease-facts.ts';
import type { PlainDateString } from '../time/plain-date.ts';
import type { DwellingUse } from './dwelling-uses.ts';

/** What the newest decision about a tenancy says of how it goes on. */
export type TenancyDecision = 'renewed' | 'moved' | 'private-rental' | 'startlan' | 'ended';

/** The last lease of a dwelling that has begun, and what is known of its end. */
export interface OutlookLease {
  readonly facts: LeaseFacts;
  /** Whether it was closed because the tenant leaves: renewed or taken over, the home goes on. */
  readonly isClosedForLeaving: boolean;
  /** Of a review; null where none was decided. */
  readonly decision: TenancyDecision | null;
  /**
   * From when the tenant can move into another dwelling whose offer was accepted; null where there is none. A dwelling
   * whose own day is not known counts as one that can be moved into at once.
   */
  readonly nextHomeFrom: PlainDateString | null;
}

/** What a forecast knows about one dwelling. */
export interface DwellingOutlook {
  readonly dwellingId: string;
  readonly reference: string;
  readonly track: Track;
  readonly level: Level;
  readonly programme: Programme;
  readonly uses: readonly DwellingUse[];
  /** Null where it was never let. */
  readonly lease: OutlookLease | null;
  /** Whether it is given to somebody who does not live there yet: it is not free for anybody else. */
  readonly isPromised: boolean;
  /** First day on which the municipality no longer leases it in; null where that does not happen. */
  readonly leasedInUntil: PlainDateString | null;
}

/** Everything that a forecast rests on. */
export interface ForecastFacts {
  readonly dwellings: readonly DwellingOutlook[];
  /** The municipality's choices in what the law makes of a request to move. */
  readonly leaseOptions: LeaseOptions;
  /** Months of a new lease. */
  readonly termMonths: number;
  /** A day through which a vacancy must be in use as a dwelling without a break; null for none. */
  readonly usedThrough: PlainDateString | null;
}
