import { monthsBetween } from '../time/whole-months.ts';
import type { JudgingContext } from './judging-context.ts';
import type { RoundDwelling, RoundHousehold } from './round-facts.ts';
import { neighbourhoodIdOf } from './rules.ts';

/** The codes of what is wished and not required. */
export type WishCode =
  | 'wished-area'
  | 'school-continuity'
  | 'near-support'
  | 'size-closeness'
  | 'robust'
  | 'small-unit'
  | 'waiting-time';

/** Points of one wish for a pair. */
export interface ScorePart {
  readonly code: WishCode;
  /** Whole points, 0 or more. */
  readonly points: number;
}

/** Waiting beyond this many months gives no more points. */
const MOST_MONTHS_COUNTED = 60;

/** The parts of a pair's score, in fixed order. Their sum is the score. */
export function scoreParts(
  context: JudgingContext,
  household: RoundHousehold,
  dwelling: RoundDwelling,
): readonly ScorePart[] {
  const { wishes, smallUnitBelowM2 } = context.policy;
  const { needs } = household;
  const neighbourhood = neighbourhoodIdOf(context, dwelling);
  const spare = dwelling.bedrooms - needs.bedrooms.min;
  const keepsSchool =
    needs.children !== null &&
    needs.children.schoolDistrict !== null &&
    needs.children.schoolDistrict === dwelling.schoolDistrict;
  return [
    points('wished-area', needs.wishedNeighbourhoodIds.includes(neighbourhood), wishes.wishedArea),
    points('school-continuity', keepsSchool, wishes.schoolContinuity),
    points('near-support', needs.supportNeighbourhoodIds.includes(neighbourhood), wishes.nearSupport),
    { code: 'size-closeness', points: Math.max(0, (MOST_SPARE_COUNTED - spare) * wishes.perSpareBedroom) },
    points('robust', needs.expectsWear && dwelling.robust, wishes.robustWhereWearExpected),
    points(
      'small-unit',
      needs.prefersSmallUnit && dwelling.areaM2 < smallUnitBelowM2,
      wishes.smallUnitWhereWished,
    ),
    { code: 'waiting-time', points: wishes.perMonthWaiting * monthsWaited(context, household) },
  ];
}

/** A dwelling with this many bedrooms to spare gets nothing for closeness. */
const MOST_SPARE_COUNTED = 2;

function points(code: WishCode, isFulfilled: boolean, whenFulfilled: number): ScorePart {
  return { code, points: isFulfilled ? whenFulfilled : 0 };
}

function monthsWaited({ facts }: JudgingContext, household: RoundHousehold): number {
  return Math.min(MOST_MONTHS_COUNTED, Math.max(0, monthsBetween(household.waitingSince, facts.meetingOn)));
}
