import { evaluateLease } from '../lease/evaluate-lease.ts';
import type { LeaseFacts } from '../lease/lease-facts.ts';
import type { LeaseState } from '../lease/lease-status.ts';
import { CONVERSION_MONTHS } from '../lease/statutory-periods.ts';
import type { NoticePolicy } from '../policy/rotation-policy.ts';
import { addDays, addMonthsClamped, dayAfter } from '../time/calendar-arithmetic.ts';
import { laterOf, type PlainDateString } from '../time/plain-date.ts';
import { NOTICE_TYPES, type NoticeType, type PreparedNoticeKind } from './notice-kinds.ts';

/** What was decided about a tenant before the end: the lease is renewed, or they are to leave the dwelling. */
export interface NoticeDecision {
  readonly outcome: 'stays' | 'leaves';
  readonly decidedOn: PlainDateString;
}

/** What the letters about the end of one lease rest on. */
export interface NoticeFacts {
  readonly lease: LeaseFacts;
  /** Whether the lease was closed because another took its place. */
  readonly isReplaced: boolean;
  readonly decision: NoticeDecision | null;
  /** Letters that were sent, by whatever way they came into the record. */
  readonly sent: readonly { readonly kind: PreparedNoticeKind; readonly sentOn: PlainDateString }[];
}

/**
 * Why a letter is due. `no-decision`: nobody has said that the tenant is to leave, and none that they stay; whoever
 * sends a request to move decides it.
 */
export type NoticeGround = 'end-nears' | 'to-leave' | 'no-decision';

/** Why a letter is not to be sent any more. */
export const NOTICE_OBSTACLES = [
  /** The lease does not bind the dwelling any more. */
  'closed',
  'renewed',
  'decided',
  'last-day-passed',
  'sent-already',
  'request-counts',
  'indefinite',
] as const;
/** One of {@link NOTICE_OBSTACLES}. */
export type NoticeObstacle = (typeof NOTICE_OBSTACLES)[number];

/** Whether there is ground for a letter on a date. */
export type NoticeGrounds =
  | { readonly holds: true; readonly ground: NoticeGround }
  | { readonly holds: false; readonly because: NoticeObstacle };

/** A letter that is due. */
export interface DueNotice extends NoticeType {
  readonly lastDay: PlainDateString;
  /** The day from which it is due (inclusive). */
  readonly dueOn: PlainDateString;
  readonly ground: NoticeGround;
}

// A request before the last day is never relied on here, whatever the municipality has chosen for its list of states.
const CAUTIOUS = { acceptEarlyRequests: false, reviewWindowMonths: 0 };
// The ends of months: a month before or after a day is not always undone by a month the other way.
const SLACK_DAYS = 4;

/**
 * The day from which a letter is due, not before the lease begins. The second request to move is due after the last
 * day, never on it.
 */
export function noticeDueOn(
  lease: Pick<LeaseFacts, 'start'> & { readonly lastDay: PlainDateString },
  { kind, sequence }: NoticeType,
  policy: NoticePolicy,
): PlainDateString {
  const { start, lastDay } = lease;
  switch (kind) {
    case 'expiry-information':
      return laterOf(start, addMonthsClamped(lastDay, -policy.informationMonthsBefore));
    case 'interview-invitation':
      return laterOf(start, addMonthsClamped(lastDay, -policy.interviewMonthsBefore));
    case 'move-request':
      return sequence === 'first'
        ? laterOf(start, addDays(lastDay, -policy.requestDaysBefore))
        : laterOf(dayAfter(lastDay), addDays(lastDay, policy.secondRequestDaysAfter));
  }
}

/** A letter with the day from which it is due. */
export interface DatedNotice extends NoticeType {
  readonly dueOn: PlainDateString;
}

/**
 * Whether there is ground for a letter, by what is known on `on`. A lease that the law makes indefinite does not end by
 * itself, so no letter says that it does. Information and invitation are for a time in which nothing is decided. A
 * letter counts as sent when one of its kind was sent from its due day on, and the second request to move when one was
 * sent after the last day: one sent before may not count.
 *
 * Where nothing is decided, there is ground for a request to move, too: without one sent after the last day the
 * tenancy becomes indefinite after three months, whatever the municipality meant. A person decides whether it is sent.
 *
 * @law LOV-1999-03-26-17 § 9-2 (3)
 * @law LOV-1999-03-26-17 § 1-5
 */
export function noticeGrounds(facts: NoticeFacts, notice: DatedNotice, on: PlainDateString): NoticeGrounds {
  return groundsOf(facts, notice, stageOf(facts, on));
}

/** What holds for all letters to the tenant of a lease on a date. */
interface Stage {
  readonly on: PlainDateString;
  readonly state: LeaseState;
  readonly decision: NoticeDecision | null;
}

function stageOf({ lease, decision }: NoticeFacts, on: PlainDateString): Stage {
  const { state } = evaluateLease(lease, on, CAUTIOUS);
  return { on, state, decision: decision !== null && decision.decidedOn <= on ? decision : null };
}

function groundsOf(facts: NoticeFacts, notice: DatedNotice, stage: Stage): NoticeGrounds {
  const { on, state, decision } = stage;
  const forbidden = obstacleOfLease(facts, stage);
  if (forbidden !== undefined) return fails(forbidden);
  if (notice.kind !== 'move-request' && decision !== null) return fails('decided');
  if (notice.sequence === 'second') {
    if (state === 'move-requested') return fails('request-counts');
  } else {
    if (facts.lease.lastDay !== null && on > facts.lease.lastDay) return fails('last-day-passed');
    if (isSent(facts, notice, on)) return fails('sent-already');
  }
  if (notice.kind !== 'move-request') return { holds: true, ground: 'end-nears' };
  return { holds: true, ground: decision === null ? 'no-decision' : 'to-leave' };
}

/** What stands against every letter to the tenant. */
function obstacleOfLease(
  { lease, isReplaced }: NoticeFacts,
  { state, decision }: Stage,
): NoticeObstacle | undefined {
  if (state === 'vacated') return isReplaced ? 'renewed' : 'closed';
  if (state === 'indefinite' || lease.lastDay === null) return 'indefinite';
  return decision?.outcome === 'stays' ? 'renewed' : undefined;
}

function isSent({ sent }: NoticeFacts, { kind, dueOn }: DatedNotice, on: PlainDateString): boolean {
  return sent.some((letter) => letter.kind === kind && dueOn <= letter.sentOn && letter.sentOn <= on);
}

function fails(because: NoticeObstacle): NoticeGrounds {
  return { holds: false, because };
}

/**
 * Whether an obstacle stands against any letter to the tenant of the lease, also one that a person wants: it would say
 * what is not so. The others only mean that a rule does not ask for it.
 */
export function forbidsNotice(obstacle: NoticeObstacle): boolean {
  return obstacle === 'closed' || obstacle === 'renewed' || obstacle === 'indefinite';
}

/** The letters that are due on `on` and for which there is ground. */
export function dueNotices(
  facts: NoticeFacts,
  policy: NoticePolicy,
  on: PlainDateString,
): readonly DueNotice[] {
  const { start, lastDay } = facts.lease;
  if (lastDay === null) return [];
  const reached = NOTICE_TYPES.map((type) => ({
    ...type,
    dueOn: noticeDueOn({ start, lastDay }, type, policy),
  })).filter(({ dueOn }) => dueOn <= on);
  if (reached.length === 0) return [];
  const stage = stageOf(facts, on);
  return reached.flatMap((notice) => {
    const grounds = groundsOf(facts, notice, stage);
    return grounds.holds ? [{ ...notice, lastDay, ground: grounds.ground }] : [];
  });
}

/** Last days of leases for which something may be due on `on`, both ends inclusive; wider by a few days than needed. */
export function noticeSpan(
  policy: NoticePolicy,
  on: PlainDateString,
): { readonly from: PlainDateString; readonly to: PlainDateString } {
  const months = Math.max(policy.informationMonthsBefore, policy.interviewMonthsBefore);
  const to = laterOf(addMonthsClamped(on, months), addDays(on, policy.requestDaysBefore));
  return {
    from: addDays(addMonthsClamped(on, -CONVERSION_MONTHS), -SLACK_DAYS),
    to: addDays(to, SLACK_DAYS),
  };
}
