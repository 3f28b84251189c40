import type { StateTable } from '../states/state-table.ts';

/**
 * States of a review (rullering). `prepared`: everything is taken in, and it can be ruled on and signed. `lapsed`: the
 * lease was closed before anything was decided.
 */
export type ReviewState = 'open' | 'prepared' | 'decided' | 'lapsed';

/**
 * What may happen to it. `record`: something is taken in, which is done before it is prepared. `take-back`: it is opened
 * again, and what was ruled until then counts no more. `decide`: by the second signature only.
 */
export type ReviewAction = 'assign' | 'record' | 'prepare' | 'take-back' | 'rule' | 'decide' | 'lapse';

/** Every transition of a review. */
export const REVIEW_TRANSITIONS = {
  open: { assign: 'open', record: 'open', prepare: 'prepared', lapse: 'lapsed' },
  prepared: {
    assign: 'prepared',
    'take-back': 'open',
    rule: 'prepared',
    decide: 'decided',
    lapse: 'lapsed',
  },
  decided: {},
  lapsed: {},
} as const satisfies StateTable<ReviewState, ReviewAction>;
