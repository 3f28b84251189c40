import { PROGRAMMES, TRACKS } from '../ladder/ladder.ts';
import { dayAfter, daysBetween } from '../time/calendar-arithmetic.ts';
import { earlierOf, isPlainDate, type PlainDateString } from '../time/plain-date.ts';
import { type LivedStep, PASSAGES, type Passage, type Sojourn, type Stay } from './stays.ts';

/** What happened on one step in one calendar year. `before + arrived - left = after`, summed over the passages. */
export interface FlowOfYear extends LivedStep {
  readonly year: number;
  /** Last day that is counted (inclusive): of the year, or the day of the counting where the year is not over. */
  readonly until: PlainDateString;
  /** Households that lived there when the year began. */
  readonly before: number;
  readonly arrived: Readonly<Record<Passage, number>>;
  readonly left: Readonly<Record<Passage, number>>;
  /** Households that lived there at the end of `until`. */
  readonly after: number;
  /** Days, on average, that those had lived there who left in the year (rounded); null where nobody left. */
  readonly meanStayDays: number | null;
}

/** Who lives on a step on a day, and for how long. */
export interface StepTenants extends LivedStep {
  readonly tenants: number;
  /** Days, on average, that they have lived on the step by then (rounded); null where nobody does. */
  readonly meanStayDays: number | null;
}

/** The calendar years from `years - 1` before that of `on` to that of `on`. */
export function yearsUntil(on: PlainDateString, years: number): readonly number[] {
  const last = Number(on.slice(0, 4));
  return Array.from({ length: years }, (_, index) => last - years + 1 + index);
}

/**
 * Counts the stays that are known on `on` by step and calendar year: steps in the order of the ladder, each with every
 * year of `years`. Steps on which nobody lived and nothing happened in any of them are left out.
 */
export function countFlow(
  stays: readonly Stay[],
  years: readonly number[],
  on: PlainDateString,
): readonly FlowOfYear[] {
  return byStep(stays).flatMap(([step, sojourns]) => {
    const flows = years.map((year) => flowOfYear(step, sojourns, year, on));
    return flows.some(isSomething) ? flows : [];
  });
}

/** Who lives on each step on `on`, in the order of the ladder; steps where nobody does are left out. */
export function countTenants(stays: readonly Stay[], on: PlainDateString): readonly StepTenants[] {
  const tomorrow = dayAfter(on);
  return byStep(stays).flatMap(([step, sojourns]): readonly StepTenants[] => {
    const here = sojourns.filter((sojourn) => livesThere(sojourn, tomorrow));
    if (here.length === 0) return [];
    return [
      { ...step, tenants: here.length, meanStayDays: mean(here.map(({ from }) => daysBetween(from, on))) },
    ];
  });
}

function flowOfYear(
  step: LivedStep,
  sojourns: readonly Sojourn[],
  year: number,
  on: PlainDateString,
): FlowOfYear {
  const first = dayOf(year, '01-01');
  const until = earlierOf(dayOf(year, '12-31'), on);
  const next = dayAfter(until);
  const isInYear = (day: PlainDateString | null): boolean => day !== null && first <= day && day <= until;
  const arrivals = sojourns.filter(({ from }) => isInYear(from));
  const departures = sojourns.filter(({ to }) => isInYear(to));
  return {
    ...step,
    year,
    until,
    before: sojourns.filter((sojourn) => livesThere(sojourn, first)).length,
    arrived: countBy(arrivals.map(({ arrival }) => arrival)),
    left: countBy(departures.map(({ departure }) => departure)),
    after: sojourns.filter((sojourn) => livesThere(sojourn, next)).length,
    meanStayDays: mean(departures.flatMap(({ from, to }) => (to === null ? [] : daysBetween(from, to)))),
  };
}

/** Whether the household lived there when `day` began, before anything that happened on it. */
function livesThere({ from, to }: Sojourn, day: PlainDateString): boolean {
  return from < day && (to === null || to >= day);
}

function countBy(passages: readonly (Passage | null)[]): Readonly<Record<Passage, number>> {
  const count = (of: Passage): number => passages.filter((passage) => passage === of).length;
  return {
    outside: count('outside'),
    takeover: count('takeover'),
    up: count('up'),
    down: count('down'),
    across: count('across'),
  };
}

function mean(days: readonly number[]): number | null {
  return days.length === 0 ? null : Math.round(days.reduce((sum, one) => sum + one, 0) / days.length);
}

function isSomething({ before, arrived, left }: FlowOfYear): boolean {
  return before > 0 || PASSAGES.some((passage) => arrived[passage] + left[passage] > 0);
}

function byStep(stays: readonly Stay[]): readonly (readonly [LivedStep, readonly Sojourn[]])[] {
  const groups = Map.groupBy(
    stays.flatMap(({ sojourns }) => sojourns),
    keyOfStep,
  );
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, sojourns]): readonly (readonly [LivedStep, readonly Sojourn[]])[] => {
      const [first] = sojourns;
      if (first === undefined) return [];
      const { programme, track, level } = first;
      return [[{ programme, track, level }, sojourns]];
    });
}

function keyOfStep({ programme, track, level }: LivedStep): string {
  return `${PROGRAMMES.indexOf(programme)} ${TRACKS.indexOf(track)} ${level}`;
}

function dayOf(year: number, monthAndDay: '01-01' | '12-31'): PlainDateString {
  const day = `${String(year).padStart(4, '0')}-${monthAndDay}`;
  if (!isPlainDate(day)) throw new RangeError('the year is not one of the calendar');
  return day;
}
