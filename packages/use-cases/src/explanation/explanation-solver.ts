import type { NearestChange, PairReason } from '@boligtrapp/matching';

/** The round that a question is about, as it is stored. */
export interface AskedRound {
  /** Names the facts: a solver may keep what it has made of them. */
  readonly factsHash: string;
  /** The stored text of the frozen facts. */
  readonly facts: string;
  /** The stored text of the solution. */
  readonly solution: string;
}

/** What an explanation needs a solve for. */
export type ExplanationQuestion =
  | { readonly kind: 'nearest-change'; readonly householdId: string }
  | { readonly kind: 'compare-pair'; readonly householdId: string; readonly dwellingId: string };

/** What came of it. */
export type ExplanationAnswer =
  | { readonly kind: 'nearest-change'; readonly change: NearestChange }
  | { readonly kind: 'compare-pair'; readonly reason: PairReason }
  /** It took longer than it may, too many others wait, or whoever asked has gone. */
  | { readonly kind: 'not-in-time' };

/** Answers away from the event loop; the API brings a thread. */
export interface ExplanationSolver {
  /** Gives the computing up when `signal` is aborted. */
  readonly ask: (
    round: AskedRound,
    question: ExplanationQuestion,
    signal: AbortSignal,
  ) => Promise<ExplanationAnswer>;
}
