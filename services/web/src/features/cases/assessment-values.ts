import type { Schemas } from '@boligtrapp/client';
import { parseDay, writeDay } from '../../components/parse-day.ts';
import { today } from '../../forms/today.ts';

type Needs = Schemas['AssessmentNeeds'];

/** Tracks, programmes and staffing of an assessment. */
export const CHOICES = {
  track: ['welfare', 'care'],
  programme: ['ladder', 'housing-first', 'youth'],
  staffing: ['none', 'ambulant', 'day-and-evening', 'round-the-clock'],
} as const;

/** Most criteria that a form has room for. */
export const MOST_PARTS = 8;

/** What is typed in the form of an assessment. */
export interface AssessmentValues {
  readonly track: string;
  readonly level: string;
  readonly programme: string;
  readonly urgencyClass: string;
  readonly bedroomsMin: string;
  readonly bedroomsMax: string;
  readonly needs: readonly string[];
  readonly floor: string;
  readonly leastStaffing: string;
  readonly followUpHours: string;
  readonly parts: readonly { readonly criterion: string; readonly value: string; readonly points: string }[];
  readonly waitingSince: string;
  readonly assessedOn: string;
  readonly validUntil: string;
}

/** Needs that are there or not. */
export const YES_OR_NO = [
  'wheelchair',
  'screened',
  'ownEntrance',
  'expectsWear',
  'prefersSmallUnit',
] as const;

const NO_PART = { criterion: '', value: '', points: '' } as const;
const NOTHING: AssessmentValues = {
  track: '',
  level: '',
  programme: '',
  urgencyClass: '',
  bedroomsMin: '',
  bedroomsMax: '',
  needs: [],
  floor: '',
  leastStaffing: '',
  followUpHours: '',
  parts: [NO_PART],
  waitingSince: '',
  assessedOn: '',
  validUntil: '',
};

/** What the form begins with: the assessment in force where there is one, and nothing chosen where there is none. */
export function valuesOf(current: Schemas['Assessment'] | undefined): AssessmentValues {
  if (current === undefined) return NOTHING;
  const { needs, needPointsParts } = current;
  const parts = needPointsParts.map(({ criterion, value, points }) => ({
    criterion,
    value: value ?? '',
    points: String(points),
  }));
  return {
    ...NOTHING,
    track: current.track,
    level: String(current.level),
    programme: current.programme,
    urgencyClass: String(current.urgencyClass),
    bedroomsMin: String(needs.bedrooms.min),
    bedroomsMax: String(needs.bedrooms.max),
    needs: YES_OR_NO.filter((need) => needs[need]),
    floor: needs.highestFloorWithoutLift === null ? '' : String(needs.highestFloorWithoutLift),
    leastStaffing: needs.leastStaffing,
    followUpHours: String(needs.followUpHoursPerWeek),
    parts: parts.length === 0 ? [NO_PART] : parts,
    waitingSince: writeDay(current.waitingSince),
  };
}

/** What was typed, in the form of the API. What the form does not ask for is as in the assessment in force. */
export function toAssessment(
  values: AssessmentValues,
  {
    householdId,
    current,
  }: { readonly householdId: string; readonly current: Schemas['Assessment'] | undefined },
): Schemas['AssessmentRegistration'] {
  const parts = values.parts
    .filter(({ criterion }) => criterion.trim() !== '')
    .map(({ criterion, value, points }) => ({
      criterion: criterion.trim(),
      value: value.trim(),
      points: Number(points),
    }));
  return {
    householdId,
    track: values.track === 'care' ? 'care' : 'welfare',
    level: Number(values.level),
    programme: CHOICES.programme.find((each) => each === values.programme) ?? 'ladder',
    needs: needsOf(values, current?.needs),
    urgencyClass: Number(values.urgencyClass),
    needPoints: parts.reduce((sum, { points }) => sum + points, 0),
    needPointsParts: parts,
    waitingSince: dayOf(values.waitingSince),
    readyToMove: current?.readyToMove ?? false,
    assessedOn: dayOf(values.assessedOn),
    validUntil: dayOf(values.validUntil),
  };
}

function needsOf(values: AssessmentValues, before: Needs | undefined): Needs {
  const has = (need: (typeof YES_OR_NO)[number]): boolean => values.needs.includes(need);
  return {
    acceptableLevels: [],
    children: null,
    wishedNeighbourhoodIds: [],
    requiredNeighbourhoodIds: [],
    supportNeighbourhoodIds: [],
    ...before,
    bedrooms: { min: Number(values.bedroomsMin), max: Number(values.bedroomsMax) },
    wheelchair: has('wheelchair'),
    highestFloorWithoutLift: values.floor.trim() === '' ? null : Number(values.floor),
    screened: has('screened'),
    ownEntrance: has('ownEntrance'),
    expectsWear: has('expectsWear'),
    prefersSmallUnit: has('prefersSmallUnit'),
    leastStaffing: CHOICES.staffing.find((each) => each === values.leastStaffing) ?? 'none',
    followUpHoursPerWeek: Number(values.followUpHours),
  };
}

function dayOf(typed: string): string {
  return parseDay(typed, today()) ?? typed;
}
