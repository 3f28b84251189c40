import type { StateTable } from '../states/state-table.ts';

/** States of an import. `nothing-to-store`: no row was new or changed; `expired`: nobody decided in time. */
export type ImportRunState =
  | 'received'
  | 'checked'
  | 'nothing-to-store'
  | 'approved'
  | 'refused'
  | 'expired'
  | 'applied'
  | 'failed';

/** What may happen to an import. `apply`: every row that was approved has been seen to. */
export type ImportRunAction = 'check' | 'find-nothing' | 'approve' | 'refuse' | 'expire' | 'apply' | 'fail';

/** Every transition of an import. */
export const IMPORT_RUN_TRANSITIONS = {
  received: {
    check: 'checked',
    'find-nothing': 'nothing-to-store',
    refuse: 'refused',
    expire: 'expired',
    fail: 'failed',
  },
  checked: { approve: 'approved', refuse: 'refused', expire: 'expired' },
  'nothing-to-store': {},
  approved: { apply: 'applied', fail: 'failed' },
  refused: {},
  expired: {},
  applied: {},
  failed: {},
} as const satisfies StateTable<ImportRunState, ImportRunAction>;

/** Days for which a file waits for a decision; a limit of the product, so that no file lies about. */
export const IMPORT_KEPT_DAYS = 14;
