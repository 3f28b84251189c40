import type { StateTable } from '../states/state-table.ts';

/** States of a correction (omgjøring) of a decision. */
export type CorrectionState = 'proposed' | 'decided' | 'discarded';

/** `sign`: another person than the one who proposed it. */
export type CorrectionAction = 'sign' | 'discard';

/** Every transition of a correction. */
export const CORRECTION_TRANSITIONS = {
  proposed: { sign: 'decided', discard: 'discarded' },
  decided: {},
  discarded: {},
} as const satisfies StateTable<CorrectionState, CorrectionAction>;
