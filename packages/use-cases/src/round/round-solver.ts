import type { ComputedProposal } from './compute-proposal.ts';

/** Computes proposals away from the event loop; the worker brings a pool of threads. */
export interface RoundSolver {
  /**
   * The proposal of the frozen facts, given as their stored text.
   *
   * @throws whatever the computation throws, and an AbortError when `signal` is aborted.
   */
  readonly solve: (
    facts: string,
    options: {
      readonly signal: AbortSignal;
      readonly onProgress: (done: number, total: number) => void;
    },
  ) => Promise<ComputedProposal>;
}
