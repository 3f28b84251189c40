const NORWAY = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Oslo',
  dateStyle: 'short',
  timeStyle: 'medium',
});
/** Winter and summer time; no day of Norway begins at another offset. */
const OFFSETS = ['+01:00', '+02:00'] as const;

/** The instant at which a civil date begins in Norway, in the form of the API. */
export function startOfDay(date: string): string {
  const starts = OFFSETS.map((offset) => new Date(`${date}T00:00:00${offset}`));
  const start = starts.find((instant) => NORWAY.format(instant) === `${date} 00:00:00`) ?? starts[0];
  return start?.toISOString() ?? '';
}

/** The instant at which a civil date ends in Norway, which is the start of the next one. */
export function endOfDay(date: string): string {
  const next = new Date(`${date}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return startOfDay(next.toISOString().slice(0, 10));
}
