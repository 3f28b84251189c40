import type { StateTable } from '../states/state-table.ts';

/**
 * States of a policy set (regelsett): utkast, til godkjenning, gjeldende, avløst, forkastet. `in-force` and `replaced`
 * hold for their period, which may begin or end in the future; the others hold on no day.
 */
export type PolicySetState = 'draft' | 'submitted' | 'in-force' | 'replaced' | 'discarded';

/** `replace`: another set is approved, and this one ends where that one begins. */
export type PolicySetAction = 'change' | 'submit' | 'reject' | 'approve' | 'replace' | 'discard';

/** Every transition of a policy set. */
export const POLICY_SET_TRANSITIONS = {
  draft: { change: 'draft', submit: 'submitted', discard: 'discarded' },
  submitted: { reject: 'draft', approve: 'in-force' },
  'in-force': { replace: 'replaced' },
  replaced: {},
  discarded: {},
} as const satisfies StateTable<PolicySetState, PolicySetAction>;
