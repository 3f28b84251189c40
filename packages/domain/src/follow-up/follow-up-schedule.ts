import type { FollowUpPolicy } from '../policy/rotation-policy.ts';
import { addDays, addMonthsClamped } from '../time/calendar-arithmetic.ts';
import type { PlainDateString } from '../time/plain-date.ts';

/** The visit after one month, that of each year, and the housing-career plan (boligkarriereplan). */
export const FOLLOW_UP_KINDS = ['one-month-visit', 'yearly-visit', 'career-plan'] as const;
/** One of {@link FOLLOW_UP_KINDS}. */
export type FollowUpKind = (typeof FOLLOW_UP_KINDS)[number];
/** The kinds that somebody goes to see the tenant for. */
export type VisitKind = Exclude<FollowUpKind, 'career-plan'>;

/**
 * Months ahead of a night for which it plans, and as many back. Ahead: long enough for somebody to gather the visits of
 * an area, short enough that a tenant who moves or a new policy leaves few that nobody needs. Back: a lease that is
 * registered late still gets what has fallen due since, while a municipality that begins to use this is not met by the
 * visits of ten years.
 */
export const FOLLOW_UP_PLANNING_MONTHS = 3;

/** What is to be done for a stay, and when. */
export interface PlannedFollowUp {
  readonly kind: FollowUpKind;
  readonly dueOn: PlainDateString;
}

/**
 * What a night plans for a stay. Every day is counted from the first day of the stay, never from the day before it, so
 * that a stay that begins on the 31st does not slip to the 28th. The days of the night are inclusive at both ends.
 *
 * @param firstDay first day of the stay: of the first lease, where it was renewed since.
 * @param from first day of the present lease: what was due before belongs to an earlier one.
 */
export function followUpsToPlan(
  { firstDay, from }: { readonly firstDay: PlainDateString; readonly from: PlainDateString },
  policy: FollowUpPolicy,
  night: PlainDateString,
): readonly PlannedFollowUp[] {
  const earliest = addMonthsClamped(night, -FOLLOW_UP_PLANNING_MONTHS);
  const latest = addMonthsClamped(night, FOLLOW_UP_PLANNING_MONTHS);
  const after = (months: number): PlainDateString => addMonthsClamped(firstDay, months);
  const planned: PlannedFollowUp[] = [
    { kind: 'one-month-visit', dueOn: after(policy.firstVisitAfterMonths) },
    { kind: 'career-plan', dueOn: after(policy.careerPlanAfterMonths) },
  ];
  const every = policy.visitEveryMonths;
  const passed = Math.floor((monthNumber(earliest) - monthNumber(firstDay)) / every);
  for (let count = Math.max(1, passed); after(count * every) <= latest; count += 1) {
    planned.push({ kind: 'yearly-visit', dueOn: after(count * every) });
  }
  return planned.filter(({ dueOn }) => earliest <= dueOn && dueOn <= latest && from <= dueOn);
}

function monthNumber(date: PlainDateString): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
}

/** Whether a follow-up that is due on `dueOn` and not done is overdue on `on`. */
export function isFollowUpOverdue(
  dueOn: PlainDateString,
  policy: Pick<FollowUpPolicy, 'overdueAfterDays'>,
  on: PlainDateString,
): boolean {
  return dueOn <= overdueSince(policy, on);
}

/** The latest due day (inclusive) that is overdue on `on`: a follow-up is, from so many days after its due day. */
export function overdueSince(
  { overdueAfterDays }: Pick<FollowUpPolicy, 'overdueAfterDays'>,
  on: PlainDateString,
): PlainDateString {
  return addDays(on, -overdueAfterDays);
}
