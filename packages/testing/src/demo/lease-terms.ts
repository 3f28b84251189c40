import {
  addDays,
  addYearsClamped,
  dayAfter,
  type LeaseRegime,
  lastSafeDayOf,
  type PlainDateString,
} from '@boligtrapp/domain';
import type { LeaseRow } from './lease-rows.ts';
import type { Random } from './random.ts';
import {
  endOfMonth,
  lastDayForSafeDay,
  latestLeapDay,
  monthsFrom,
  startWithinTerm,
  type Term,
  threeYearsFrom,
  threeYearsTo,
} from './term-dates.ts';

/** What a lease of the demo is an example of. */
export type LeaseStory =
  | 'ordinary'
  | 'month-end'
  | 'leap-day'
  | 'holdover'
  | 'early-request'
  | 'converting'
  | 'converted'
  | 'late-request'
  | 'move-requested'
  | 'no-end'
  | 'short-lawful'
  | 'short-weighty'
  | 'short-without-basis'
  | 'short-without-information'
  | 'short-reason-late'
  | 'short-repeated'
  | 'renewed'
  | 'leaving';

/** The facts of a tenancy that differ between stories. */
export interface LeaseTerms {
  readonly startsOn: PlainDateString;
  readonly lastDay: PlainDateString | null;
  readonly signedOn: PlainDateString;
  readonly regime: LeaseRegime;
  readonly shortTermBasis: LeaseRow['short_term_basis'];
  readonly reasonGivenOn: PlainDateString | null;
  readonly isWeighty: boolean;
  readonly previousShortTerms: number;
  readonly exceptionsInfoGivenOn: PlainDateString | null;
  readonly moveRequestsOn: readonly PlainDateString[];
  /** Future day on which a tenant who has given notice will be gone. */
  readonly leavesOn: PlainDateString | null;
  /** A term of the same parties that this one follows. */
  readonly predecessor: Term | null;
}

/** What terms are drawn from. `variant` counts the leases of the same story from 0. */
export interface TermsRequest {
  readonly random: Random;
  readonly on: PlainDateString;
  readonly story: LeaseStory;
  readonly variant: number;
  /** First day on which the dwelling could be let. */
  readonly earliest: PlainDateString;
}

/** Days left to the last safe day for the leases in holdover; what is beyond the calendar is brought back into it. */
const DAYS_LEFT = [
  0, 1, 3, 5, 8, 12, 14, 17, 21, 25, 29, 30, 31, 36, 42, 48, 54, 60, 66, 71, 76, 80, 84, 87, 89, 90,
] as const;

type Changes = Partial<Omit<LeaseTerms, 'startsOn' | 'lastDay' | 'signedOn'>>;

/** Lets nine in ten under § 11-1, with the information given at signing. */
function termsOf(
  random: Random,
  term: Pick<LeaseTerms, 'startsOn' | 'lastDay'>,
  changes: Changes = {},
): LeaseTerms {
  const signedOn = addDays(term.startsOn, -random.int(3, 28));
  const regime = changes.regime ?? (random.chance(88) ? 'public-11-1' : 'ordinary');
  return {
    ...term,
    signedOn,
    regime,
    shortTermBasis: null,
    reasonGivenOn: null,
    isWeighty: false,
    previousShortTerms: 0,
    exceptionsInfoGivenOn: regime === 'public-11-1' ? signedOn : null,
    moveRequestsOn: [],
    leavesOn: null,
    predecessor: null,
    ...changes,
  };
}

/** The last day of a term with the days left that the variant asks for, or the nearest that the calendar has. */
function holdoverDay({ on, variant }: TermsRequest): PlainDateString {
  const wanted = DAYS_LEFT[variant % DAYS_LEFT.length] ?? 0;
  const step = wanted < 45 ? 1 : -1;
  for (let left = wanted; ; left += step) {
    const lastDay = lastDayForSafeDay(addDays(on, left));
    if (lastDay < on && lastSafeDayOf(lastDay) >= on) return lastDay;
  }
}

function longExpired({ random, on }: TermsRequest): PlainDateString {
  return addDays(on, -random.int(110, 500));
}

/** A term of three years that runs, after one that was renewed. */
function renewed({ random, on, earliest }: TermsRequest): LeaseTerms {
  const term = threeYearsFrom(startWithinTerm(random, on, earliest));
  return termsOf(random, term, { predecessor: threeYearsTo(addDays(term.startsOn, -1)) });
}

/** The tenancy that began on the latest 29 February; renewed where its first term is over. */
function leapDay({ random, on }: TermsRequest): LeaseTerms {
  const first = threeYearsFrom(latestLeapDay(on));
  if (first.lastDay >= on) return termsOf(random, first);
  return termsOf(random, threeYearsFrom(dayAfter(first.lastDay)), { predecessor: first });
}

/** A term of a year that runs, as a short term. */
function shortTerm({ random, on }: TermsRequest, changes: Changes): LeaseTerms {
  const term = monthsFrom(addDays(on, -random.int(20, 330)), 12);
  const drawn = termsOf(random, term, changes);
  return changes.reasonGivenOn === undefined ? { ...drawn, reasonGivenOn: drawn.signedOn } : drawn;
}

function moveRequested({ random, on, variant }: TermsRequest): LeaseTerms {
  // Every third is long over: the request was in time, and the tenant has not moved.
  const expiredFor = variant % 3 === 2 ? random.int(120, 240) : random.int(15, 80);
  const lastDay = addDays(on, -expiredFor);
  return termsOf(random, threeYearsTo(lastDay), { moveRequestsOn: [addDays(lastDay, random.int(1, 14))] });
}

const LAWFUL_SHORT = [
  { regime: 'ordinary', shortTermBasis: 'other-objective' },
  { regime: 'public-11-1', shortTermBasis: 'special-reasons' },
  { regime: 'ordinary', shortTermBasis: 'own-use' },
] as const satisfies readonly Changes[];

/** The second short term of the same parties; it follows the first without a gap. */
function repeatedShortTerm(request: TermsRequest, isWeighty: boolean): LeaseTerms {
  const terms = shortTerm(request, {
    regime: 'public-11-1',
    shortTermBasis: 'special-reasons',
    previousShortTerms: 1,
    isWeighty,
  });
  const lastDay = addDays(terms.startsOn, -1);
  return { ...terms, predecessor: { startsOn: dayAfter(addYearsClamped(lastDay, -1)), lastDay } };
}

const TERMS: Readonly<Record<LeaseStory, (request: TermsRequest) => LeaseTerms>> = {
  ordinary: ({ random, on, earliest }) =>
    termsOf(random, threeYearsFrom(startWithinTerm(random, on, earliest))),
  'month-end': ({ random, on, variant }) =>
    termsOf(random, threeYearsFrom(endOfMonth(addDays(on, -(60 + 200 * variant))))),
  'leap-day': leapDay,
  holdover: (request) => termsOf(request.random, threeYearsTo(holdoverDay(request))),
  'early-request': ({ random, on }) => {
    const lastDay = addDays(on, -random.int(20, 60));
    return termsOf(random, threeYearsTo(lastDay), { moveRequestsOn: [addDays(lastDay, -random.int(3, 25))] });
  },
  converting: ({ random, on }) => termsOf(random, threeYearsTo(lastDayForSafeDay(addDays(on, -1)))),
  converted: (request) => termsOf(request.random, threeYearsTo(longExpired(request))),
  'late-request': (request) => {
    const lastDay = longExpired(request);
    return termsOf(request.random, threeYearsTo(lastDay), { moveRequestsOn: [addDays(lastDay, 100)] });
  },
  'move-requested': moveRequested,
  'no-end': ({ random, on }) =>
    termsOf(random, { startsOn: addDays(on, -random.int(300, 3_600)), lastDay: null }),
  'short-lawful': (request) => shortTerm(request, LAWFUL_SHORT[request.variant % LAWFUL_SHORT.length] ?? {}),
  'short-weighty': (request) => repeatedShortTerm(request, true),
  'short-without-basis': (request) => shortTerm(request, { reasonGivenOn: null }),
  'short-without-information': (request) =>
    shortTerm(request, {
      regime: 'public-11-1',
      shortTermBasis: 'special-reasons',
      exceptionsInfoGivenOn: null,
    }),
  'short-reason-late': (request) => {
    const terms = shortTerm(request, { regime: 'ordinary', shortTermBasis: 'other-objective' });
    return { ...terms, reasonGivenOn: addDays(terms.signedOn, 10) };
  },
  'short-repeated': (request) => repeatedShortTerm(request, false),
  renewed,
  leaving: ({ random, on, earliest, variant }) =>
    termsOf(random, threeYearsFrom(startWithinTerm(random, on, earliest)), {
      leavesOn: addDays(on, 9 + 6 * variant),
    }),
};

/** The terms of one lease of a story. */
export function drawTerms(request: TermsRequest): LeaseTerms {
  return TERMS[request.story](request);
}
