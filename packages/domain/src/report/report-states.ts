import type { StateTable } from '../states/state-table.ts';

/** States of a calendar link. One that is past its last day is refused like a revoked one, in whatever state it is. */
export type CalendarLinkState = 'active' | 'revoked';
/** What may happen to it. */
export type CalendarLinkAction = 'revoke';

/** Every transition of a calendar link. */
export const CALENDAR_LINK_TRANSITIONS = {
  active: { revoke: 'revoked' },
  revoked: {},
} as const satisfies StateTable<CalendarLinkState, CalendarLinkAction>;

/** States of a subscription to a report. */
export type ReportSubscriptionState = 'active' | 'ended';
/** What may happen to it. */
export type ReportSubscriptionAction = 'end';

/** Every transition of a subscription. */
export const REPORT_SUBSCRIPTION_TRANSITIONS = {
  active: { end: 'ended' },
  ended: {},
} as const satisfies StateTable<ReportSubscriptionState, ReportSubscriptionAction>;
