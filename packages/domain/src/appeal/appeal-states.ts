import type { StateTable } from '../states/state-table.ts';

/**
 * States of an appeal (klage). `changed` and `reversed`: the appellant is heard, by the first instance or by the appeal
 * body. `dismissed`: not heard on its merits (avvist). `upheld`: the decision stands.
 */
export type AppealState =
  | 'registered'
  | 'forwarded'
  | 'upheld'
  | 'changed'
  | 'reversed'
  | 'dismissed'
  | 'withdrawn';

/** What may happen to it. The first instance may not uphold its own decision: it forwards the appeal. */
export type AppealAction = 'forward' | 'uphold' | 'change' | 'reverse' | 'dismiss' | 'withdraw';

/**
 * Every transition of an appeal.
 *
 * @law LOV-1967-02-10 § 33
 */
export const APPEAL_TRANSITIONS = {
  registered: {
    change: 'changed',
    reverse: 'reversed',
    dismiss: 'dismissed',
    forward: 'forwarded',
    withdraw: 'withdrawn',
  },
  forwarded: {
    uphold: 'upheld',
    change: 'changed',
    reverse: 'reversed',
    dismiss: 'dismissed',
    withdraw: 'withdrawn',
  },
  upheld: {},
  changed: {},
  reversed: {},
  dismissed: {},
  withdrawn: {},
} as const satisfies StateTable<AppealState, AppealAction>;
