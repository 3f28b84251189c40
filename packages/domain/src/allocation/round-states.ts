import type { StateTable } from '../states/state-table.ts';

/** States of a round (tildelingsrunde). */
export type RoundState = 'queued' | 'solving' | 'proposed' | 'failed' | 'cancelled' | 'closed';

/** `sign`: two persons have signed its decisions. `cancel` also where it is computed anew as another round. */
export type RoundAction = 'start' | 'propose' | 'fail' | 'cancel' | 'sign';

/** Every transition of a round. */
export const ROUND_TRANSITIONS = {
  queued: { start: 'solving', fail: 'failed', cancel: 'cancelled' },
  solving: { start: 'solving', propose: 'proposed', fail: 'failed', cancel: 'cancelled' },
  proposed: { sign: 'closed', cancel: 'cancelled' },
  failed: { cancel: 'cancelled' },
  cancelled: {},
  closed: {},
} as const satisfies StateTable<RoundState, RoundAction>;
