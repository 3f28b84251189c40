import type { StateTable } from '../states/state-table.ts';

/**
 * States of a grant that lets a named person know of the case of somebody with a protected address (navngitt tilgang).
 * One past its day holds no more, also before it is marked as expired.
 */
export type CaseAccessState = 'in-force' | 'withdrawn' | 'expired';

/** What may happen to it. */
export type CaseAccessAction = 'withdraw' | 'expire';

/** Every transition of a grant. Whoever is to be named again gets a new one. */
export const CASE_ACCESS_TRANSITIONS = {
  'in-force': { withdraw: 'withdrawn', expire: 'expired' },
  withdrawn: {},
  expired: {},
} as const satisfies StateTable<CaseAccessState, CaseAccessAction>;
