import type { Decided } from './decide-one.ts';
import type { Trials } from './trials.ts';

/** Part of the amounts, with what the ends of it lead to. */
interface Stretch {
  readonly low: number;
  readonly atLow: Decided;
  readonly high: number;
  readonly atHigh: Decided;
}

/** Of the effort, so much is not spent on amounts before one serves: other kinds of changes are to be tried as well. */
const KEPT_BACK = 0.4;

/** Amounts of a resource: more than `above`, which is no more at all, up to `most`; what that leads to is known. */
export interface HeadroomRange {
  readonly resource: string;
  readonly above: number;
  readonly most: number;
  readonly atMost: Decided | undefined;
}

/**
 * The least more of a resource that serves the household of the trials, within a range and not more than `limit`.
 *
 * More is not always better for it: one ranked before may want more of it, and with that much take what there is. But
 * where the same is decided before it with less and with more, so it is in between, and there more is never worse.
 * So every amount is answered for, though few are tried, unless the effort is spent before.
 */
export function findLeastHeadroom(trials: Trials, range: HeadroomRange, limit: number): number | undefined {
  const { resource, above, most } = range;
  const high = Math.min(most, limit);
  if (high <= above) return undefined;
  const atHigh = high === most ? range.atMost : tryAmount(trials, resource, high, 0);
  if (atHigh === undefined) return undefined;
  return findWithin(trials, resource, { low: above, atLow: trials.unchanged, high, atHigh });
}

/** What so much more of a resource leads to, within the effort for amounts. */
export function tryAmount(
  trials: Trials,
  resource: string,
  by: number,
  keptBack: number = KEPT_BACK,
): Decided | undefined {
  return trials.make([{ kind: 'headroom', resource, by }], keptBack);
}

/** The least amount of a stretch, without its low end. */
function findWithin(trials: Trials, resource: string, stretch: Stretch): number | undefined {
  const { low, atLow, high, atHigh } = stretch;
  const known = atHigh.isServed ? high : undefined;
  if (high - low === 1 || (known === undefined && trials.agree(atLow, atHigh))) return known;
  const middle = low + Math.floor((high - low) / 2);
  const atMiddle = tryAmount(trials, resource, middle, known === undefined ? KEPT_BACK : 0);
  if (atMiddle === undefined) return known;
  const lower = findWithin(trials, resource, { low, atLow, high: middle, atHigh: atMiddle });
  return lower ?? findWithin(trials, resource, { low: middle, atLow: atMiddle, high, atHigh });
}
