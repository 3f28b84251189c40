import { dayAfter, dayBefore } from './calendar-arithmetic.ts';
import type { PlainDateString } from './plain-date.ts';

/** A half-open period: `from` is in it, `to` is not; `to: null` has no end. `from` is before `to`. */
export interface DateRange {
  readonly from: PlainDateString;
  readonly to: PlainDateString | null;
}

/** The period from `from` until the day before `to`, or undefined when that holds no day. */
export function dateRange(from: PlainDateString, to: PlainDateString | null): DateRange | undefined {
  return to !== null && to <= from ? undefined : { from, to };
}

/** The period whose last day is `lastDay` itself (as a lease states it), or undefined when it holds no day. */
export function dateRangeThrough(
  from: PlainDateString,
  lastDay: PlainDateString | null,
): DateRange | undefined {
  return dateRange(from, lastDay === null ? null : dayAfter(lastDay));
}

/** The last day in `range`, or null when it has no end. */
export function lastDayOf(range: DateRange): PlainDateString | null {
  return range.to === null ? null : dayBefore(range.to);
}

/** Whether `date` lies in `range`. */
export function rangeContains(range: DateRange, date: PlainDateString): boolean {
  return range.from <= date && (range.to === null || date < range.to);
}

/** Whether the two periods share a day. Periods that only touch (one's `to` is the other's `from`) do not. */
export function rangesOverlap(a: DateRange, b: DateRange): boolean {
  return (b.to === null || a.from < b.to) && (a.to === null || b.from < a.to);
}
