import { every } from '@boligtrapp/platform';
import type { ComputedProposal, RoundSolver } from '@boligtrapp/use-cases';
import { Piscina } from 'piscina';
import type { SolveTask } from './solve-thread.ts';

/** Threads that compute proposals. */
export interface SolverPool extends RoundSolver {
  /** Stops the threads; a solve under way is given up. */
  readonly close: () => Promise<void>;
}

/** Heap of one thread, in MiB; a solve that needs more dies alone and fails its job. */
const HEAP_MIB = 1_024;
const LOOK_EVERY_MS = 250;

/** A pool of at most `threads` threads, started when first needed. */
export function createSolverPool(threads: number): SolverPool {
  const pool = new Piscina<SolveTask, ComputedProposal>({
    filename: new URL('./solve-thread.ts', import.meta.url).href,
    name: 'solveInThread',
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: 30_000,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
  });
  return {
    async solve(facts, { signal, onProgress }) {
      // Shared memory and no messages: the thread is too busy to be asked, and a count needs no queue.
      const progress = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
      const look = every(
        LOOK_EVERY_MS,
        () => onProgress(Atomics.load(progress, 0), Atomics.load(progress, 1)),
        { onError: () => {} },
      );
      try {
        return await pool.run({ facts, progress }, { signal });
      } finally {
        await look.stop();
      }
    },
    close: async () => await pool.destroy(),
  };
}
