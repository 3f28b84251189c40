import type { AssessmentNeeds } from '../assessment/assessment-needs.ts';
import type { Level, Programme, Track } from '../ladder/ladder.ts';
import type { Resident } from '../neighbourhood/load.ts';
import type { Place } from '../neighbourhood/place.ts';
import type { PolicyContent } from '../policy/policy-content.ts';
import type { Certainty } from '../policy/rotation-policy.ts';
import type { PlainDateString } from '../time/plain-date.ts';

/** How a dwelling of a round comes to be free. */
export type Vacancy = 'vacant' | 'forecast' | 'home-of-mover';

/** A dwelling that may be allocated in a round. */
export interface RoundDwelling {
  readonly id: string;
  readonly reference: string;
  readonly buildingId: string;
  readonly track: Track;
  readonly level: Level;
  readonly programme: Programme;
  readonly bedrooms: number;
  readonly areaM2: number;
  readonly floor: number;
  readonly hasLift: boolean;
  readonly wheelchairAccessible: boolean;
  readonly robust: boolean;
  readonly ownEntrance: boolean;
  readonly screened: boolean;
  readonly schoolDistrict: string | null;
  readonly vacancy: Vacancy;
  /**
   * First day on which it can be moved into. For the home of a mover the day of the meeting if it is a dwelling then
   * and at the end of the horizon, else the day from which it is, or the day after the horizon: it cannot be offered.
   */
  readonly availableFrom: PlainDateString;
  /** How sure it is that it falls vacant; only of a forecast by the policy, which the round asked for. */
  readonly certainty?: Certainty;
  /** First day on which the municipality no longer leases it in; left out where that does not happen. */
  readonly leasedInUntil?: PlainDateString;
}

/** A household that the round may place: from the queue, or a tenant who may move. */
export interface RoundHousehold {
  readonly id: string;
  readonly reference: string;
  /** 1 is served first; a strict total order, ties already settled. */
  readonly rank: number;
  /** 1 is the most urgent; never contradicts the ranks. */
  readonly urgencyClass: number;
  readonly needPoints: number;
  readonly waitingSince: PlainDateString;
  readonly track: Track;
  readonly level: Level;
  readonly programme: Programme;
  readonly needs: AssessmentNeeds;
  /** Load points beyond those of the level; none where it is left out. */
  readonly extraLoad?: number;
  /** Where a tenant who may move lives now; null for a household from the queue. */
  readonly currentDwellingId: string | null;
}

/** Two households that must not end in the same place of the scope. The lower id is `a`. */
export interface KeepApartPair {
  readonly a: string;
  readonly b: string;
  readonly scope: 'building' | 'neighbourhood';
}

/**
 * Everything a round is computed from, frozen: the same facts give the same proposal on any day and machine.
 * All lists are sorted by id, households by rank.
 */
export interface RoundFacts {
  readonly format: 'boligtrapp-facts/1';
  readonly meetingOn: PlainDateString;
  /** Last day (inclusive) on which a dwelling may fall vacant and still be offered. */
  readonly horizonEndsOn: PlainDateString;
  readonly tracks: readonly Track[];
  /** The least sure class of forecast vacancies that takes part; left out where none is forecast by the policy. */
  readonly forecastCertainty?: Certainty;
  readonly policy: { readonly id: string; readonly hash: string; readonly content: PolicyContent };
  readonly places: readonly Place[];
  readonly dwellings: readonly RoundDwelling[];
  readonly households: readonly RoundHousehold[];
  /** Every household with a home on the day of the meeting, movers included. */
  readonly residents: readonly Resident[];
  /**
   * Homes that others are promised and do not live in yet: a lease that begins later, an open offer, an accepted one
   * without its lease. They use up room like those who live there. Nobody where it is left out.
   */
  readonly promised?: readonly Resident[];
  readonly keepApart: readonly KeepApartPair[];
}
