import type { StateTable } from '../states/state-table.ts';

/** States of a retention run. `replaced`: a later plan stands in its place. */
export type RetentionRunState = 'planned' | 'approved' | 'running' | 'done' | 'rejected' | 'replaced';

/** What may happen to it. `start` again: a worker goes on where another one ended. */
export type RetentionRunAction = 'approve' | 'reject' | 'replace' | 'start' | 'finish';

/** Every transition of a retention run. Runs that block, and those after a restore, begin as `running`. */
export const RETENTION_RUN_TRANSITIONS = {
  planned: { approve: 'approved', reject: 'rejected', replace: 'replaced' },
  approved: { start: 'running' },
  running: { start: 'running', finish: 'done' },
  done: {},
  rejected: {},
  replaced: {},
} as const satisfies StateTable<RetentionRunState, RetentionRunAction>;
