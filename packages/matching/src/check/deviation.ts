/** How a solution departs from its problem, or from what it says about itself. */
export type DeviationCode =
  // feasibility
  | 'unknown-id'
  | 'household-assigned-twice'
  | 'dwelling-assigned-twice'
  | 'no-such-pair'
  | 'mover-without-dwelling'
  | 'resource-over-limit'
  | 'kept-apart'
  // what the solution says about itself
  | 'problem-hash-differs'
  | 'served-rule-differs'
  | 'not-sorted'
  | 'served-differs'
  | 'objective-differs'
  | 'unserved-differs'
  | 'trace-differs'
  | 'stats-differ'
  // claims
  | 'optimal-contradicts-certificate'
  | 'proven-contradicts-certificate'
  | 'placement-steps-differ'
  | 'classes-differ'
  | 'joint-limit-malformed'
  | 'joint-limit-refuted'
  | 'tree-malformed'
  | 'proof-refuted'
  | 'served-set-not-best'
  | 'placement-not-best'
  | 'bound-refuted'
  | 'claim-not-verified';

/** One deviation; `path` is a JSON pointer into the solution. */
export interface Deviation {
  readonly path: string;
  readonly code: DeviationCode;
  readonly detail: string;
}

/** So many deviations are listed. */
export const MAX_DEVIATIONS = 100;

/** Adds a deviation unless a hundred are listed. */
export type Report = (path: string, code: DeviationCode, detail: string) => void;
