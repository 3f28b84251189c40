import {
  addDays,
  addMonthsClamped,
  dayAfter,
  type PlainDateString,
  reviewWindowStart,
} from '@boligtrapp/domain';
import type { DemoContext } from './demo-context.ts';
import type { LeaseNoticeRow, LeaseRow } from './lease-rows.ts';
import type { LeaseTerms } from './lease-terms.ts';
import type { Random } from './random.ts';
import type { DwellingRow } from './stock-rows.ts';

/** Collects leases and notices while the demo is made. */
export interface Leases {
  /** Adds a tenancy that holds its dwelling on the day of the demo, and the term it follows. */
  addCurrent(dwelling: DwellingRow, householdId: string, terms: LeaseTerms): void;
  /** Adds a tenancy that is over: it was closed on `closedOn`. */
  addEnded(dwelling: DwellingRow, householdId: string, terms: LeaseTerms, closedOn: PlainDateString): void;
  /** What was added, in that order. */
  rows(): { readonly leases: readonly LeaseRow[]; readonly lease_notices: readonly LeaseNoticeRow[] };
}

const RENT_ORE = { fixed: 480_000, perM2: 11_500, roundedTo: 5_000 } as const;
const REVIEW_WINDOW_MONTHS = 9;

/** The rent of a dwelling, in øre a month. */
export function rentOf(random: Random, { area_m2 }: DwellingRow): number {
  const rent = ((RENT_ORE.fixed + RENT_ORE.perM2 * area_m2) * random.int(92, 108)) / 100;
  return Math.floor(rent / RENT_ORE.roundedTo) * RENT_ORE.roundedTo;
}

interface Book {
  readonly context: DemoContext;
  readonly random: Random;
  readonly leases: LeaseRow[];
  readonly notices: LeaseNoticeRow[];
}

/** A tenancy of a household in a dwelling. */
interface Tenancy {
  readonly dwelling: DwellingRow;
  readonly householdId: string;
  readonly terms: LeaseTerms;
}

function addNotice(book: Book, lease: LeaseRow, kind: LeaseNoticeRow['kind'], sentOn: PlainDateString): void {
  const channel = book.random.pickWeighted<LeaseNoticeRow['channel']>([
    ['digital', 70],
    ['letter', 25],
    ['in-person', 5],
  ]);
  book.notices.push({
    municipality_id: lease.municipality_id,
    id: book.context.nextId(),
    lease_id: lease.id,
    kind,
    sent_on: sentOn,
    channel,
    proof:
      channel === 'in-person' ? null : `Demo receipt ${String(book.notices.length + 1).padStart(4, '0')}`,
  });
}

function addLease(
  book: Book,
  { dwelling, householdId, terms }: Tenancy,
  end: Pick<LeaseRow, 'closed_on' | 'closed_because'>,
): LeaseRow {
  const { random } = book;
  const firstKind = random.chance(4) ? 'swap' : 'new';
  const lease: LeaseRow = {
    municipality_id: dwelling.municipality_id,
    id: book.context.nextId(),
    dwelling_id: dwelling.id,
    household_id: householdId,
    starts_on: terms.startsOn,
    last_day: terms.lastDay,
    ...end,
    regime: terms.regime,
    short_term_basis: terms.shortTermBasis,
    short_term_reason_given_on: terms.reasonGivenOn,
    short_term_weighty: terms.isWeighty,
    previous_short_terms: terms.previousShortTerms,
    signed_on: terms.signedOn,
    exceptions_info_given_on: terms.exceptionsInfoGivenOn,
    no_termination_info_given_on: random.chance(97) ? terms.signedOn : null,
    has_eviction_clause_expiry: terms.lastDay !== null && random.chance(85),
    has_eviction_clause_rent: random.chance(90),
    allocation_kind: terms.predecessor === null ? firstKind : 'extension',
    rent_ore_per_month: rentOf(random, dwelling),
  };
  book.leases.push(lease);
  for (const sentOn of terms.moveRequestsOn) addNotice(book, lease, 'move-request', sentOn);
  return lease;
}

function addPredecessor(book: Book, tenancy: Tenancy): void {
  const { terms } = tenancy;
  if (terms.predecessor === null) return;
  const { startsOn, lastDay } = terms.predecessor;
  const signedOn = addDays(startsOn, -book.random.int(3, 28));
  const before: LeaseTerms = {
    ...terms,
    startsOn,
    lastDay,
    signedOn,
    previousShortTerms: 0,
    reasonGivenOn: terms.reasonGivenOn === null ? null : signedOn,
    exceptionsInfoGivenOn: terms.exceptionsInfoGivenOn === null ? null : signedOn,
    moveRequestsOn: [],
    predecessor: null,
  };
  addLease(book, { ...tenancy, terms: before }, { closed_on: dayAfter(lastDay), closed_because: 'renewed' });
}

/** What a municipality has sent to those whose lease is about to end. */
function addExpiryNotices(book: Book, lease: LeaseRow): void {
  const { on } = book.context;
  const { last_day: lastDay } = lease;
  if (lastDay === null || lastDay < on || reviewWindowStart(lastDay, REVIEW_WINDOW_MONTHS) > on) return;
  const sixMonthsBefore = addMonthsClamped(lastDay, -6);
  if (book.random.chance(60)) {
    addNotice(book, lease, 'expiry-information', sixMonthsBefore < on ? sixMonthsBefore : on);
  }
  if (book.random.chance(30)) addNotice(book, lease, 'interview-invitation', on);
}

/** An empty collection. */
export function createLeases(context: DemoContext): Leases {
  const book: Book = { context, random: context.randomFor('leases'), leases: [], notices: [] };
  return {
    addCurrent: (dwelling, householdId, terms) => {
      const tenancy = { dwelling, householdId, terms };
      addPredecessor(book, tenancy);
      const end = {
        closed_on: terms.leavesOn,
        closed_because: terms.leavesOn === null ? null : 'vacated',
      } as const;
      addExpiryNotices(book, addLease(book, tenancy, end));
    },
    addEnded: (dwelling, householdId, terms, closedOn) => {
      addLease(book, { dwelling, householdId, terms }, { closed_on: closedOn, closed_because: 'vacated' });
    },
    rows: () => ({ leases: book.leases, lease_notices: book.notices }),
  };
}
