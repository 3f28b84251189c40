/**
 * The dates a nightly run still owes on `today`: every date after `lastDoneDate` up to and including
 * `today`, oldest first; only `today` when nothing was ever done, nothing when `today` is done.
 * Dates are civil dates in Norway as `YYYY-MM-DD`.
 *
 * The scheduler gives one late tick however many nights nobody was there, so the run counts for itself.
 *
 * @throws {RangeError} when a date is not one.
 */
export function missedDates(lastDoneDate: string | null, today: string): readonly string[] {
  const last = Temporal.PlainDate.from(today, { overflow: 'reject' });
  const first =
    lastDoneDate === null
      ? last
      : Temporal.PlainDate.from(lastDoneDate, { overflow: 'reject' }).add({ days: 1 });
  const days = first.until(last, { largestUnit: 'days' }).days;
  return Array.from({ length: Math.max(0, days + 1) }, (_, index) => first.add({ days: index }).toString());
}
