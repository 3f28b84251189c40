import type { Level, Programme, Track } from '../ladder/ladder.ts';
import { lastDayOfTerm } from '../lease/offered-lease.ts';
import { addDays } from '../time/calendar-arithmetic.ts';
import type { PlainDateString } from '../time/plain-date.ts';
import type { DwellingOutlook } from './forecast-facts.ts';

/**
 * Whether a lease of `termMonths` from `startsOn` ends before the municipality itself has to give the dwelling back. A
 * shorter term would need a basis of its own, so that a dwelling for which this does not hold is not proposed.
 *
 * @law LOV-1999-03-26-17 § 9-3 (1)
 */
export function isTermHeld(
  leasedInUntil: PlainDateString | null,
  startsOn: PlainDateString,
  termMonths: number,
): boolean {
  return leasedInUntil === null || lastDayOfTerm(startsOn, termMonths) < leasedInUntil;
}

/** A dwelling that the municipality has to give back. */
export interface StockLoss {
  readonly dwellingId: string;
  readonly reference: string;
  readonly track: Track;
  readonly level: Level;
  readonly programme: Programme;
  /** First day on which it is no longer in the stock. A day that has passed: somebody still lives there. */
  readonly leavesOn: PlainDateString;
  /** The lease that binds it on the day before; null where none does. */
  readonly leaseId: string | null;
  /**
   * `closes-before`: the day of moving out is registered and early enough. `term-ends-before`: the term runs out before,
   * and nothing says that the tenant will be gone. `runs-beyond`: the tenant has the dwelling for longer than the
   * municipality.
   */
  readonly tenancy: 'none' | 'closes-before' | 'term-ends-before' | 'runs-beyond';
}

/**
 * Which dwellings leave the stock because the municipality's own contract runs out, by day and id: those that have not
 * left by `on`, and those that should have and are still lived in.
 */
export function forecastLosses(
  dwellings: readonly DwellingOutlook[],
  on: PlainDateString,
): readonly StockLoss[] {
  return dwellings
    .flatMap((dwelling): readonly StockLoss[] => {
      const { dwellingId, reference, track, level, programme, leasedInUntil } = dwelling;
      if (leasedInUntil === null) return [];
      const lease = leaseOn(dwelling, on);
      if (leasedInUntil <= on && lease === null) return [];
      const leaves = { dwellingId, reference, track, level, programme, leavesOn: leasedInUntil };
      return [{ ...leaves, leaseId: lease?.id ?? null, tenancy: tenancyOf(lease, leasedInUntil) }];
    })
    .toSorted((a, b) => compareTexts(`${a.leavesOn} ${a.dwellingId}`, `${b.leavesOn} ${b.dwellingId}`));
}

type Bound = Pick<NonNullable<DwellingOutlook['lease']>['facts'], 'id' | 'lastDay' | 'vacatedOn'>;

function leaseOn({ lease }: DwellingOutlook, on: PlainDateString): Bound | null {
  if (lease === null) return null;
  const { vacatedOn } = lease.facts;
  return vacatedOn !== null && vacatedOn <= on ? null : lease.facts;
}

function tenancyOf(lease: Bound | null, leavesOn: PlainDateString): StockLoss['tenancy'] {
  if (lease === null) return 'none';
  const { lastDay, vacatedOn } = lease;
  if (vacatedOn !== null) return vacatedOn <= leavesOn ? 'closes-before' : 'runs-beyond';
  return lastDay !== null && addDays(lastDay, 1) <= leavesOn ? 'term-ends-before' : 'runs-beyond';
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
