import type { StateTable } from '../states/state-table.ts';

/** States of a document on its way out. It is never given up: an archive that is away for a week gets it after that. */
export type OutgoingDocumentState = 'pending' | 'handed-over';
/** What may happen to it. */
export type OutgoingDocumentAction = 'hand-over';

/** Every transition of a document on its way out. */
export const OUTGOING_DOCUMENT_TRANSITIONS = {
  pending: { 'hand-over': 'handed-over' },
  'handed-over': {},
} as const satisfies StateTable<OutgoingDocumentState, OutgoingDocumentAction>;

const FIRST_WAIT_MINUTES = 1;
const MOST_WAIT_MINUTES = 24 * 60;

/** Minutes until the next attempt after so many that failed (1 or more): 1, 2, 4 … and a day at most. */
export function minutesUntilNextHandOver(failedAttempts: number): number {
  return Math.min(MOST_WAIT_MINUTES, FIRST_WAIT_MINUTES * 2 ** Math.min(failedAttempts - 1, 20));
}
