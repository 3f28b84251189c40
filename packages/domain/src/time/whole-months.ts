import type { PlainDateString } from './plain-date.ts';

/** Whole months completed from `from` to `to`; 0 within the first month, negative when `to` is earlier. */
export function monthsBetween(from: PlainDateString, to: PlainDateString): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'month' }).months;
}
