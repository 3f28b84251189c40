import type { Worker } from 'node:worker_threads';
import { every } from '@boligtrapp/platform';
import { type SolverDeathCode, SolverDiedError } from '@boligtrapp/use-cases';
import { Piscina } from 'piscina';
import type { SolverTasks } from './solver-tasks.ts';

/** What one thread may take. */
export interface SolverLimits {
  /** Heap and array buffers together, in MiB; a solve that is found above it is ended. */
  readonly memoryMiB: number;
  /** Heap at which V8 itself ends the thread, in MiB. */
  readonly heapMiB: number;
  readonly lookEveryMs: number;
}

/** One thread that computes one thing at a time, started when first needed and ended when idle for a while. */
export interface SolverThread {
  /**
   * @throws {SolverDiedError} when the thread ended, or was ended for its memory; `signal`'s reason when that was
   * aborted. After a throw the thread is gone for good, and its memory with it.
   */
  readonly run: <Name extends keyof SolverTasks>(
    name: Name,
    task: SolverTasks[Name]['task'],
    signal: AbortSignal,
  ) => Promise<SolverTasks[Name]['outcome']>;
  readonly close: () => Promise<void>;
}

/** The thread stopped before it took its task: the solve had no part in it, and the job is tried again. */
export class SolverNotStartedError extends Error {
  override readonly name = 'SolverNotStartedError';
  readonly code = 'solver.not-started';
}

const IDLE_TIMEOUT_MS = 30_000;
const BYTES_PER_MIB = 1_048_576;

/**
 * A piscina of one thread. Not one piscina of many: where a thread ends before its time, piscina starts no other for
 * the tasks that wait, and a task whose thread ends while starting waits for ever; nor does it tell which thread has
 * which task, which the watch over memory must know.
 */
export function createSolverThread(filename: URL, limits: SolverLimits): SolverThread {
  const pool = new Piscina<unknown, SolverTasks[keyof SolverTasks]['outcome']>({
    filename: filename.href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_TIMEOUT_MS,
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMiB },
  });
  // Told on exit, below. Without a listener, a thread that fails without a task would take the process with it.
  pool.on('error', () => {});
  return {
    async run<Name extends keyof SolverTasks>(
      name: Name,
      task: SolverTasks[Name]['task'],
      signal: AbortSignal,
    ): Promise<SolverTasks[Name]['outcome']> {
      const ending = new AbortController();
      const solved = pool.run(task, { name, signal: AbortSignal.any([signal, ending.signal]) });
      const [thread] = pool.threads;
      const watch = watchMemory(thread, limits, ending);
      // Of a thread that had its task by then, piscina has said so before.
      const onExit = (): void => ending.abort(new SolverNotStartedError('the thread did not start'));
      thread?.once('exit', onExit);
      try {
        return await solved;
      } catch (error) {
        const death: unknown = toDeath(error) ?? ending.signal.reason;
        // Piscina lets go of a thread that it stops; its memory is free once it has ended.
        await thread?.terminate();
        await pool.destroy();
        throw signal.aborted ? signal.reason : (death ?? error);
      } finally {
        thread?.off('exit', onExit);
        watch.stop();
      }
    },
    close: async () => await pool.destroy(),
  };
}

/**
 * Ends the solve when its thread holds too much. V8's own limit does not do it: it counts no array buffer, and where
 * it is reached inside V8 (a `map` over a long array, `JSON.parse`), V8 ends not the thread but the whole process.
 */
export function watchMemory(
  thread: Worker | undefined,
  { memoryMiB, lookEveryMs }: SolverLimits,
  ending: AbortController,
): { readonly stop: () => void } {
  if (thread === undefined) return { stop: () => {} };
  const look = async (): Promise<void> => {
    const { used_heap_size, external_memory } = await thread.getHeapStatistics();
    if (used_heap_size + external_memory > memoryMiB * BYTES_PER_MIB) {
      ending.abort(new SolverDiedError('solver.out-of-memory'));
    }
  };
  // A thread that is ending does not answer; what came of it is told by the solve.
  const watch = every(lookEveryMs, look, { onError: () => {} });
  return { stop: () => void watch.stop() };
}

/** What piscina says of a thread that ended under a task, or undefined when the task itself threw. */
function toDeath(error: unknown): SolverDiedError | undefined {
  if (!(error instanceof Error)) return undefined;
  const died = (code: SolverDeathCode): SolverDiedError => new SolverDiedError(code, { cause: error });
  if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') return died('solver.out-of-memory');
  if (error.message === 'Array buffer allocation failed') return died('solver.out-of-memory');
  return error.message.startsWith('worker exited with code') ? died('solver.stopped') : undefined;
}
