import { addYearsClamped } from '../time/calendar-arithmetic.ts';
import type { PlainDateString } from '../time/plain-date.ts';
import type { Stay } from './stays.ts';

/** The stays that go on and have lasted `years` years or more on `on`, in the order they are given in. */
export function longStays(stays: readonly Stay[], years: number, on: PlainDateString): readonly Stay[] {
  return stays.filter(({ from, to }) => to === null && addYearsClamped(from, years) <= on);
}
