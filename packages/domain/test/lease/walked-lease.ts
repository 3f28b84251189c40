import type { LeaseOptions } from '../../src/lease/evaluate-lease.ts';
import type { LeaseFacts } from '../../src/lease/lease-facts.ts';
import { nextDay, type WalkedDay, walkFrom, walkMonths, written } from '../time/walked-calendar.ts';

/** What the walk finds; the same fields as a computed status. */
export interface WalkedStatus {
  readonly state: string;
  readonly indefiniteBecause: string | null;
  readonly lastSafeDay: string | null;
  readonly conversionDate: string | null;
  readonly daysLeft: number | null;
  readonly earlyRequest: boolean;
}

/** The day whose next day is `day`, looked for from the first of the month before. */
function previousDay(day: WalkedDay): WalkedDay {
  let candidate = firstOfMonthBefore(day, 1);
  while (written(nextDay(candidate)) !== written(day)) {
    candidate = nextDay(candidate);
  }
  return candidate;
}

function firstOfMonthBefore({ year, month }: WalkedDay, months: number): WalkedDay {
  const index = year * 12 + (month - 1) - months;
  return { year: Math.floor(index / 12), month: (index % 12) + 1, day: 1 };
}

/** Whether the term ends before three years are over, by either way to count them. */
function isShort(lease: LeaseFacts): boolean {
  const start = walkFrom(lease.start);
  const byStart = written(previousDay(walkMonths(start, 36)));
  const byEve = written(walkMonths(previousDay(start), 36));
  return lease.lastDay !== null && (lease.lastDay < byStart || lease.lastDay < byEve);
}

/** Whether the tenant held the paper on `on`, and no later than the signing. */
function hadPaper(givenAt: string | null | undefined, signedAt: string, on: string): boolean {
  return typeof givenAt === 'string' && givenAt <= on && givenAt <= signedAt;
}

function unlawfulBecause(lease: LeaseFacts, on: string): string | null {
  const { shortTerm, signedAt } = lease;
  if (!isShort(lease)) {
    return null;
  }
  if (lease.regime === 'ordinary') {
    const isGround = ['own-use', 'other-objective'].includes(shortTerm?.basis ?? '');
    return isGround && hadPaper(shortTerm?.reasonGivenAt, signedAt, on) ? null : 'short-term-without-basis';
  }
  if (shortTerm?.basis !== 'special-reasons' || !hadPaper(lease.exceptionsInfoGivenAt, signedAt, on)) {
    return 'short-term-without-basis';
  }
  return lease.previousShortTermsSameParties > 0 && !shortTerm.weighty ? 'repeated-short-term' : null;
}

/** Whether `lastDay` is one of the 31 days from `sentAt` on. */
function isWithin30DaysBefore(sentAt: string, lastDay: string): boolean {
  let day = walkFrom(sentAt);
  for (let steps = 0; steps < 30 && written(day) !== lastDay; steps += 1) {
    day = nextDay(day);
  }
  return written(day) === lastDay;
}

/** Whether `on` has reached the day with the number of `lastDay`, or the last of the month, `months` months before. */
function isInReview(on: string, lastDay: string, months: number): boolean {
  const end = walkFrom(lastDay);
  let opening = firstOfMonthBefore(end, months);
  while (opening.day !== end.day && nextDay(opening).day !== 1) {
    opening = nextDay(opening);
  }
  return written(opening) <= on;
}

function countDays(from: WalkedDay, through: WalkedDay): number {
  let days = 0;
  for (let day = from; written(day) <= written(through); day = nextDay(day)) {
    days += 1;
  }
  return days;
}

type Found = Pick<WalkedStatus, 'state'> & Partial<WalkedStatus>;

/** Lives through the days after `lastDay` up to `on`, noting what is sent and whether the three months run out. */
function walkPastEnd(
  lastDay: string,
  safeDay: WalkedDay,
  on: string,
  counted: (day: string) => boolean,
): Found {
  let isRequested = counted(lastDay);
  let hasRunOut = false;
  let today = nextDay(walkFrom(lastDay));
  while (written(today) <= on) {
    hasRunOut ||= written(today) > written(safeDay) && !isRequested;
    isRequested ||= !hasRunOut && counted(written(today));
    today = nextDay(today);
  }
  if (isRequested) {
    return { state: 'move-requested' };
  }
  return hasRunOut
    ? { state: 'indefinite', indefiniteBecause: 'holdover-over-three-months' }
    : { state: 'holdover', daysLeft: countDays(today, safeDay) };
}

function findState(lease: LeaseFacts, safeDay: WalkedDay | null, on: string, options: LeaseOptions): Found {
  const { lastDay } = lease;
  if (lease.vacatedOn !== null && lease.vacatedOn <= on) {
    return { state: 'vacated' };
  }
  if (on < lease.start) {
    return { state: 'upcoming' };
  }
  if (lastDay === null || safeDay === null) {
    return { state: 'indefinite', indefiniteBecause: unlawfulBecause(lease, on) ?? 'no-end-date' };
  }
  if (on <= lastDay) {
    return { state: isInReview(on, lastDay, options.reviewWindowMonths) ? 'review-window' : 'active' };
  }
  const isAccepted = (sentAt: string): boolean =>
    options.acceptEarlyRequests && isWithin30DaysBefore(sentAt, lastDay);
  const counted = (day: string): boolean =>
    lease.moveRequests.some(({ sentAt }) => (day === lastDay ? isAccepted(sentAt) : sentAt === day));
  return walkPastEnd(lastDay, safeDay, on, counted);
}

/**
 * The status of a lease found by living through it day by day up to `on`. Slow, and shares no code with the rules
 * it checks.
 */
export function walkLease(lease: LeaseFacts, on: string, options: LeaseOptions): WalkedStatus {
  const { lastDay } = lease;
  const isFixed = lastDay !== null && unlawfulBecause(lease, on) === null;
  const safeDay = isFixed ? walkMonths(walkFrom(lastDay), 3) : null;
  return {
    indefiniteBecause: null,
    daysLeft: null,
    lastSafeDay: safeDay === null ? null : written(safeDay),
    conversionDate: safeDay === null ? null : written(nextDay(safeDay)),
    earlyRequest:
      lastDay !== null && lease.moveRequests.some(({ sentAt }) => sentAt <= on && sentAt <= lastDay),
    ...findState(lease, safeDay, on, options),
  };
}
