import { addMonthsClamped, dayBefore } from '../time/calendar-arithmetic.ts';
import { laterOf, type PlainDateString } from '../time/plain-date.ts';
import { minimumTermEnd } from './statutory-periods.ts';

/** Months of the shortest term that needs no basis of its own. */
const MINIMUM_TERM_MONTHS = 36;

/**
 * Last day of a term of `months` from `startsOn`. Three years and longer it is never a day short of the minimum, which
 * differs around a leap day.
 *
 * @law LOV-1999-03-26-17 § 9-3 (1)
 */
export function lastDayOfTerm(startsOn: PlainDateString, months: number): PlainDateString {
  const lastDay = dayBefore(addMonthsClamped(startsOn, months));
  return months < MINIMUM_TERM_MONTHS ? lastDay : laterOf(lastDay, minimumTermEnd(startsOn));
}

/**
 * What an allocation counts as: `new` for a household that had no municipal dwelling when it applied, `extension` when
 * it had this very one, else `swap`. The statistics count new households only (SSB, nyinnflyttede husstander).
 */
export function allocationKindOf(
  dwellingId: string,
  homeAtApplication: string | null,
): 'new' | 'swap' | 'extension' {
  if (homeAtApplication === null) return 'new';
  return homeAtApplication === dwellingId ? 'extension' : 'swap';
}
