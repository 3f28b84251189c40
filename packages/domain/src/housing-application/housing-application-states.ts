import type { StateTable } from '../states/state-table.ts';

/** States of a housing application (søknad). `received` and `in-queue` are open; `merged` with its household. */
export type HousingApplicationState =
  | 'received'
  | 'in-queue'
  | 'refused'
  | 'withdrawn'
  | 'expired'
  | 'housed'
  | 'merged';

/**
 * What may happen to a housing application. `decide`: a decision on entitlement is made, which may lead to further
 * actions; `reopen`: a correction took away the refusal of all, or the grant that the place in the queue rested on.
 */
export type HousingApplicationAction =
  | 'decide'
  | 'queue'
  | 'refuse'
  | 'reopen'
  | 'withdraw'
  | 'expire'
  | 'house'
  | 'merge'
  | 'answer';

/** Every transition of a housing application. `answer`: a preliminary answer is sent. */
export const HOUSING_APPLICATION_TRANSITIONS = {
  received: {
    decide: 'received',
    answer: 'received',
    queue: 'in-queue',
    refuse: 'refused',
    withdraw: 'withdrawn',
    expire: 'expired',
    house: 'housed',
    merge: 'merged',
  },
  'in-queue': {
    decide: 'in-queue',
    reopen: 'received',
    refuse: 'refused',
    withdraw: 'withdrawn',
    expire: 'expired',
    house: 'housed',
    merge: 'merged',
  },
  refused: { decide: 'refused', reopen: 'received' },
  withdrawn: {},
  expired: {},
  housed: {},
  merged: {},
} as const satisfies StateTable<HousingApplicationState, HousingApplicationAction>;
