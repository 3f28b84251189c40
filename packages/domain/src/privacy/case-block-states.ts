import type { StateTable } from '../states/state-table.ts';

/** States of a blocked case (sperret sak). */
export type CaseBlockState = 'blocked' | 'lift-requested' | 'lifted';

/** What may happen to it. */
export type CaseBlockAction = 'ask-to-lift' | 'lift';

/** Every transition of the block of a case. A person asks to lift it; the worker does, in one transaction. A case blocked again has another block. */
export const CASE_BLOCK_TRANSITIONS = {
  blocked: { 'ask-to-lift': 'lift-requested' },
  'lift-requested': { lift: 'lifted' },
  lifted: {},
} as const satisfies StateTable<CaseBlockState, CaseBlockAction>;
