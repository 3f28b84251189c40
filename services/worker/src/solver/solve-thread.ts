import type { MessagePort } from 'node:worker_threads';
import { parseFacts } from '@boligtrapp/database';
import { type ComputedProposal, computeProposal } from '@boligtrapp/use-cases';

/** What the pool hands to a thread. */
export interface SolveTask {
  /** The stored text of the frozen facts. */
  readonly facts: string;
  /** Receives `[done, total]` while the solve goes on. */
  readonly progress: MessagePort;
}

/** Runs in a thread of its own: a solve is all computing and would stop every lock and answer of the process. */
export function solveInThread({ facts, progress }: SolveTask): ComputedProposal {
  try {
    return computeProposal(parseFacts(facts), (done, total) => progress.postMessage([done, total]));
  } finally {
    progress.close();
  }
}
