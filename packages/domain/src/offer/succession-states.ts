import type { StateTable } from '../states/state-table.ts';

/** States of the next in line (nestemann) for a dwelling: proposed by a job, confirmed by one person, decided by another. */
export type SuccessionState = 'proposed' | 'confirmed' | 'decided' | 'discarded';

/** What may happen to it. */
export type SuccessionAction = 'confirm' | 'decide' | 'discard';

/** Every transition of a succession. */
export const SUCCESSION_TRANSITIONS = {
  proposed: { confirm: 'confirmed', discard: 'discarded' },
  confirmed: { decide: 'decided', discard: 'discarded' },
  decided: {},
  discarded: {},
} as const satisfies StateTable<SuccessionState, SuccessionAction>;
