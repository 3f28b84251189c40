import { parseFacts } from '@boligtrapp/database';
import { type ComputedProposal, computeProposal } from '@boligtrapp/use-cases';

/** What the pool hands to a thread. */
export interface SolveTask {
  /** The stored text of the frozen facts. */
  readonly facts: string;
  /** Shared: households decided, and households in all. */
  readonly progress: Int32Array;
}

/** Runs in a thread of its own: a solve is all computing and would stop every lock and answer of the process. */
export function solveInThread({ facts, progress }: SolveTask): ComputedProposal {
  return computeProposal(parseFacts(facts), (done, total) => {
    Atomics.store(progress, 0, done);
    Atomics.store(progress, 1, total);
  });
}
