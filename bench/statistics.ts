/** The middle value; of an even number, the mean of the two in the middle. NaN of nothing. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The share of those for which something holds, in whole percent. */
export function percentOf<T>(items: readonly T[], holds: (item: T) => boolean): string {
  return items.length === 0 ? '–' : share(items.filter(holds).length, items.length);
}

/** A share in percent, with a decimal where it is no whole number; never rounded up to all. */
export function share(part: number, whole: number): string {
  if (whole === 0 || part === whole) return '100 %';
  return `${Math.min(99.9, (100 * part) / whole).toFixed(1)} %`;
}

/** Milliseconds in a form that is easy to read. */
export function shownMs(ms: number): string {
  if (Number.isNaN(ms)) return '–';
  if (ms < 1000) return `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}
