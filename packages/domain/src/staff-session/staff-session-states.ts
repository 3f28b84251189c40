import type { StateTable } from '../states/state-table.ts';

/** States of a session of somebody of the staff. One that is past its time is refused like an ended one. */
export type StaffSessionState = 'active' | 'ended';
/** What may happen to it. */
export type StaffSessionAction = 'end';

/** Every transition of a session. */
export const STAFF_SESSION_TRANSITIONS = {
  active: { end: 'ended' },
  ended: {},
} as const satisfies StateTable<StaffSessionState, StaffSessionAction>;
