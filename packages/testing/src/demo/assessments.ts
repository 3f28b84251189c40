import { addDays, type PlainDateString } from '@boligtrapp/domain';
import type { DemoContext } from './demo-context.ts';
import type { AssessmentRow, NeedPointsPart } from './need-rows.ts';
import { drawNeeds, type NeedChoices, type NeedProfile } from './needs.ts';
import type { DemoPlaces } from './places.ts';
import { at, type Random } from './random.ts';

/** Criteria of the need points and what each value gives; figures of this demo, not of any municipality. */
const CRITERIA: readonly (readonly [string, readonly number[]])[] = [
  ['present-housing', [0, 10, 20, 35]],
  ['functioning', [0, 5, 15, 25]],
  ['safety', [0, 5, 10, 20]],
  ['children', [0, 5, 10, 15]],
  ['prospects-on-the-market', [0, 5, 10, 15]],
];
const VALUES = ['none', 'some', 'considerable', 'great'] as const;
/** How often a value is drawn, from the most urgent class to the least: the more urgent, the greater the needs. */
const VALUE_WEIGHTS = [
  [5, 15, 35, 45],
  [10, 30, 40, 20],
  [25, 45, 25, 5],
  [45, 40, 14, 1],
] as const;
const URGENCY: readonly (readonly [number, number])[] = [
  [1, 7],
  [2, 23],
  [3, 42],
  [4, 28],
];
const ASSESSORS = 6;
const VALID_DAYS = { min: 45, max: 365 } as const;

/** What distinguishes one assessment from another of the same profile. */
export interface AssessmentDetails {
  readonly householdId: string;
  readonly versionNumber: number;
  readonly waitingSince: PlainDateString;
  readonly assessedOn: PlainDateString;
  readonly isReadyToMove: boolean;
  /** First day on which it no longer holds; drawn after the day of the demo where nothing is said. */
  readonly validUntil?: PlainDateString;
  /** Drawn where nothing is said. */
  readonly urgencyClass?: number;
}

/** The neighbourhoods in an order of popularity, and the school districts. */
export function drawChoices(context: DemoContext, places: DemoPlaces): NeedChoices {
  const random = context.randomFor('need-choices');
  return {
    neighbourhoodIds: random.shuffle(places.neighbourhoods.map(({ id }) => id)),
    schoolDistricts: [...new Set(places.schoolDistricts.values())],
  };
}

function drawParts(random: Random, urgencyClass: number, hasChildren: boolean): NeedPointsPart[] {
  const weights = at(VALUE_WEIGHTS, urgencyClass - 1);
  return CRITERIA.filter(([criterion]) => hasChildren || criterion !== 'children').map(
    ([criterion, points]) => {
      const value = random.pickWeighted(
        VALUES.map((_, position) => [position, at(weights, position)] as const),
      );
      return { criterion, value: at(VALUES, value), points: at(points, value) };
    },
  );
}

/** An assessment of a household with the needs drawn for its profile. */
export function assess(
  context: DemoContext,
  random: Random,
  profile: NeedProfile,
  details: AssessmentDetails & { readonly choices: NeedChoices },
): AssessmentRow {
  const urgencyClass = details.urgencyClass ?? random.pickWeighted(URGENCY);
  const parts = drawParts(random, urgencyClass, profile.composition.childAges.length > 0);
  return {
    municipality_id: context.municipalityId,
    id: context.nextId(),
    household_id: details.householdId,
    version_number: details.versionNumber,
    track: profile.track,
    level: profile.level,
    programme: profile.programme,
    needs: drawNeeds(random, profile, details.choices),
    urgency_class: urgencyClass,
    need_points: parts.reduce((sum, { points }) => sum + points, 0),
    need_points_parts: parts,
    waiting_since: details.waitingSince,
    ready_to_move: details.isReadyToMove,
    assessed_on: details.assessedOn,
    assessed_by: `demo-case-officer-${random.int(1, ASSESSORS)}`,
    valid_until: details.validUntil ?? addDays(context.on, random.int(VALID_DAYS.min, VALID_DAYS.max)),
  };
}
