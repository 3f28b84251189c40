import { every } from '@boligtrapp/platform';
import {
  type ImpactSolver,
  ProposalRefusedError,
  type RoundSolver,
  type WhatIfSolver,
} from '@boligtrapp/use-cases';
import { unpackVerdicts } from './packed-verdicts.ts';
import type { Refusable } from './solve-thread.ts';
import type { SolverTasks } from './solver-tasks.ts';
import { createSolverThread, type SolverLimits, type SolverThread } from './solver-thread.ts';
import { createTurns } from './turns.ts';

/** Threads that compute proposals, what-ifs and impacts. */
export interface SolverPool extends RoundSolver, WhatIfSolver, ImpactSolver {
  /** Stops the threads; a solve under way is given up. Resolves when all have ended. */
  readonly close: () => Promise<void>;
}

/** Settings of {@link createSolverPool}; tests bring threads that misbehave, and little memory. */
export interface SolverPoolOptions {
  /** Solves at once, each in a thread of its own; more of them wait. */
  readonly threads: number;
  /** Module that exports `solveInThread`. */
  readonly filename?: URL;
  readonly limits?: SolverLimits;
}

/**
 * Measured over judging, solving and checking: a city (2,000 households, 1,200 dwellings, 285,000 pairs that pass) takes
 * 273 MiB, of which 38 are buffers; the largest round that may be asked for, 601. V8's own
 * limit is far above ours, since reaching it may end the process.
 */
const LIMITS: SolverLimits = { memoryMiB: 1_024, heapMiB: 2_048, lookEveryMs: 100 };
const REPORT_EVERY_MS = 250;

/** A pool of at most `threads` threads, each started when first needed and replaced when it has died. */
export function createSolverPool(options: SolverPoolOptions): SolverPool {
  const { threads, limits = LIMITS } = options;
  const filename = options.filename ?? new URL('./solve-thread.ts', import.meta.url);
  const turns = createTurns(threads);
  const idle: SolverThread[] = [];
  const running = new Set<Promise<unknown>>();
  const closing = new AbortController();

  async function runInTurn<Name extends keyof SolverTasks>(
    name: Name,
    task: SolverTasks[Name]['task'],
    signal: AbortSignal,
  ): Promise<SolverTasks[Name]['outcome']> {
    await turns.take(signal);
    try {
      const thread = idle.pop() ?? createSolverThread(filename, limits);
      const outcome = await thread.run(name, task, signal);
      idle.push(thread);
      return outcome;
    } finally {
      turns.end();
    }
  }

  /** Runs until it is done, given up by who asked, or the pool is closed. */
  async function run<Name extends keyof SolverTasks>(
    name: Name,
    task: SolverTasks[Name]['task'],
    signal: AbortSignal,
  ): Promise<SolverTasks[Name]['outcome']> {
    const ending = AbortSignal.any([signal, closing.signal]);
    const solving = runInTurn(name, task, ending);
    running.add(solving);
    try {
      return await solving;
    } catch (error) {
      if (ending.aborted) throw new DOMException('The solve was given up.', 'AbortError');
      throw error;
    } finally {
      running.delete(solving);
    }
  }

  return {
    async solve(facts, { maxNodes, signal, onProgress }) {
      const outcome = await watched(onProgress, async (progress) =>
        accepted(await run('solveInThread', { facts, maxNodes, progress }, signal)),
      );
      return { ...outcome.proposal, judgement: unpackVerdicts(outcome.verdicts) };
    },
    async measureImpact(task, { signal, onProgress }) {
      const outcome = await watched(onProgress, async (progress) =>
        accepted(await run('impactInThread', { ...task, progress }, signal)),
      );
      return outcome.part;
    },
    async whatIf(task, signal) {
      return accepted(await run('whatIfInThread', task, signal));
    },
    async close() {
      closing.abort();
      await Promise.allSettled(running);
      await Promise.all(idle.map(async (thread) => await thread.close()));
    },
  };
}

function accepted<T extends object>(outcome: Refusable<T>): T {
  if ('refusal' in outcome) throw new ProposalRefusedError(outcome.refusal);
  return outcome;
}

/** Has progress read while `solve` runs. */
async function watched<T>(
  onProgress: (done: number, total: number) => void,
  solve: (progress: Int32Array) => Promise<T>,
): Promise<T> {
  // Shared memory and no messages: the thread is too busy to be asked, and a count needs no queue.
  const progress = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  const report = (): void => onProgress(Atomics.load(progress, 0), Atomics.load(progress, 1));
  const reports = every(REPORT_EVERY_MS, report, { onError: () => {} });
  try {
    return await solve(progress);
  } finally {
    await reports.stop();
  }
}
