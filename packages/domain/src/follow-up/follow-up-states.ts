import type { StateTable } from '../states/state-table.ts';

/**
 * States of a follow-up (oppfølging). `missed`: a visit that was not made before the next of the stay fell due.
 * `cancelled`: the lease no longer binds the dwelling. Whether one that is due is overdue is computed, never stored.
 */
export type FollowUpState = 'due' | 'done' | 'missed' | 'cancelled';

/** What may happen to it: people complete it, the night misses and cancels. */
export type FollowUpAction = 'complete' | 'miss' | 'cancel';

/** Every transition of a follow-up. */
export const FOLLOW_UP_TRANSITIONS = {
  due: { complete: 'done', miss: 'missed', cancel: 'cancelled' },
  done: {},
  missed: {},
  cancelled: {},
} as const satisfies StateTable<FollowUpState, FollowUpAction>;
