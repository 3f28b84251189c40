import { MessageChannel } from 'node:worker_threads';
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
      const { port1, port2 } = new MessageChannel();
      port1.on('message', (message: unknown) => {
        if (isProgress(message)) onProgress(message[0], message[1]);
      });
      try {
        return await pool.run({ facts, progress: port2 }, { signal, transferList: [port2] });
      } finally {
        port1.close();
      }
    },
    close: async () => await pool.destroy(),
  };
}

function isProgress(message: unknown): message is readonly [number, number] {
  return Array.isArray(message) && typeof message[0] === 'number' && typeof message[1] === 'number';
}
