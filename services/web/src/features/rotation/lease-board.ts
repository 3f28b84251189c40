import type { Schemas } from '@boligtrapp/client';

/** How much a lease presses: red touches a date of the law, yellow is work that is due, green is all else. */
export type Light = 'red' | 'yellow' | 'green';

/** A lease as the board and the list show it. */
export interface BoardCard {
  readonly lease: Schemas['Lease'];
  readonly lastDay: string;
  readonly light: Light;
  /** The review that is under way; undefined where there is none, or where one may not know. */
  readonly review: Schemas['Review'] | undefined;
  /** Whether the term is shorter than the law lets it be on what is known. */
  readonly isWithoutBasis: boolean;
}

/** A column of the board: leases that have run out, those of a month (`2026-11`), or those that end later. */
export type BoardColumn = 'over' | 'later' | `${number}-${string}`;

const MONTHS_SHOWN = 6;

/** What the board is made of. */
export interface BoardFacts {
  readonly leases: readonly Schemas['Lease'][];
  /** What the last night found to be reviewed, and nobody has settled. */
  readonly reviewsDue: readonly Pick<Schemas['RotationFlag'], 'leaseId'>[];
  /** Reviews that are under way. */
  readonly reviews: readonly Schemas['Review'][];
}

/**
 * Every lease with an end that somebody lives by, with its light: first those whose last safe day nears, then those that
 * have become indefinite, then the others, each by the end of the term.
 */
export function makeBoard({ leases, reviewsDue, reviews }: BoardFacts): readonly BoardCard[] {
  const due = new Set(reviewsDue.map(({ leaseId }) => leaseId));
  const reviewOf = new Map(reviews.map((review) => [review.leaseId, review]));
  const cards = leases.flatMap((lease): readonly BoardCard[] => {
    const { id, lastDay, legalState } = lease;
    if (lastDay === null || legalState.state === 'vacated') return [];
    const { indefiniteBecause } = legalState;
    const isWithoutBasis =
      indefiniteBecause === 'short-term-without-basis' || indefiniteBecause === 'repeated-short-term';
    const light = lightOf(lease, due.has(id));
    return [{ lease, lastDay, light, review: reviewOf.get(id), isWithoutBasis }];
  });
  return cards.toSorted((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
}

function orderOf({ lease, lastDay }: BoardCard): string {
  const { state } = lease.legalState;
  return `${state === 'holdover' ? 0 : state === 'indefinite' ? 1 : 2} ${lastDay} ${lease.dwellingReference}`;
}

/** By the state that the law gives the lease now; whether a review is missing is what the last night found. */
function lightOf({ legalState }: Schemas['Lease'], isReviewDue: boolean): Light {
  switch (legalState.state) {
    case 'holdover':
    case 'indefinite':
      return 'red';
    case 'move-requested':
    case 'upcoming':
    case 'vacated':
      return 'green';
    case 'active':
    case 'review-window':
      return isReviewDue ? 'yellow' : 'green';
  }
}

/** The columns from left to right, of which each lease is in one. */
export function boardColumns(today: string): readonly BoardColumn[] {
  return ['over', ...Array.from({ length: MONTHS_SHOWN }, (_, index) => monthAfter(today, index)), 'later'];
}

/** The column of a lease that ends on `lastDay`. */
export function columnOf(lastDay: string, today: string): BoardColumn {
  if (lastDay < today) return 'over';
  const month = monthAfter(lastDay, 0);
  return boardColumns(today).includes(month) ? month : 'later';
}

/** The month that is so many after that of a day. It sorts leases into columns; dates of the law come from the API. */
function monthAfter(day: string, count: number): `${number}-${string}` {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** Which leases of the board one wants to see. */
export interface BoardFilter {
  readonly pressing?: true;
  readonly responsible?: 'me' | 'nobody';
}

/** The leases that a filter leaves. */
export function chooseCards(
  cards: readonly BoardCard[],
  { pressing, responsible }: BoardFilter,
  me: string,
): readonly BoardCard[] {
  return cards.filter(({ light, review }) => {
    if (pressing === true && light === 'green') return false;
    const assignee = review?.assignedTo ?? null;
    if (responsible === 'me') return assignee === me;
    return responsible !== 'nobody' || assignee === null;
  });
}
