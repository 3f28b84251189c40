import { Worker } from 'node:worker_threads';
import { type SolverLimits, watchMemory } from '@boligtrapp/solver-pool';
import type { ExplanationAnswer, ExplanationSolver } from '@boligtrapp/use-cases';
import type { ThreadTask } from './explanation-thread.ts';

/** One thread that answers one question at a time. */
export interface ThreadedExplanationSolver extends ExplanationSolver {
  /** Ends the thread; a question under way is given up. */
  readonly close: () => Promise<void>;
}

/** Settings of {@link createExplanationSolver}. */
export interface ExplanationSolverOptions {
  /** Milliseconds that a question may take, waiting for its turn included. */
  readonly timeoutMs?: number;
  /** Questions that may wait or run at once; one more is not answered. */
  readonly mostAtOnce?: number;
  /** Module of the thread. */
  readonly filename?: URL;
}

const TIMEOUT_MS = 20_000;
const MOST_AT_ONCE = 16;
/** As a thread that solves has. */
const LIMITS: SolverLimits = { memoryMiB: 1_024, heapMiB: 2_048, lookEveryMs: 100 };
const NOT_IN_TIME: ExplanationAnswer = { kind: 'not-in-time' };

/**
 * Answers questions in a thread that starts with the first one and ends where a question takes too long or too much
 * memory, since a solve cannot be stopped otherwise. A thread that fails fails its question and no other.
 */
export function createExplanationSolver(options: ExplanationSolverOptions = {}): ThreadedExplanationSolver {
  const { timeoutMs = TIMEOUT_MS, mostAtOnce = MOST_AT_ONCE } = options;
  const filename = options.filename ?? new URL('./explanation-thread.ts', import.meta.url);
  const closing = new AbortController();
  let thread: Worker | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let asked = 0;

  function start(): Worker {
    const started = startThread(filename);
    // One that ends between two questions is not asked again.
    started.once('exit', () => {
      if (thread === started) thread = undefined;
    });
    thread = started;
    return started;
  }

  async function run(task: ThreadTask, leaving: AbortSignal): Promise<ExplanationAnswer> {
    const tooLarge = new AbortController();
    const ending = AbortSignal.any([leaving, tooLarge.signal]);
    if (ending.aborted) return NOT_IN_TIME;
    const running = thread ?? start();
    const onEnding = (): void => void running.terminate();
    ending.addEventListener('abort', onEnding, { once: true });
    const watch = watchMemory(running, LIMITS, tooLarge);
    try {
      return await answerOf(running, task);
    } catch (error) {
      thread = undefined;
      await running.terminate();
      if (ending.aborted) return NOT_IN_TIME;
      throw error;
    } finally {
      watch.stop();
      ending.removeEventListener('abort', onEnding);
    }
  }

  return {
    async ask(round, question, signal) {
      if (asked >= mostAtOnce) return NOT_IN_TIME;
      asked += 1;
      const leaving = AbortSignal.any([signal, closing.signal, AbortSignal.timeout(timeoutMs)]);
      const answer = turn.then(async () => await run({ round, question }, leaving));
      turn = answer.catch(() => {});
      try {
        return await answer;
      } finally {
        asked -= 1;
      }
    },
    async close() {
      closing.abort();
      await turn;
      await thread?.terminate();
    },
  };
}

function startThread(filename: URL): Worker {
  const thread = new Worker(filename, { resourceLimits: { maxOldGenerationSizeMb: LIMITS.heapMiB } });
  // It waits for questions and must not keep the process alive.
  thread.unref();
  // Told by the question that it has; without a listener, a thread that fails without one would take the process along.
  thread.on('error', () => {});
  return thread;
}

/** The next message of the thread. @throws {Error} when it ends or fails first. */
async function answerOf(thread: Worker, task: ThreadTask): Promise<ExplanationAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<ExplanationAnswer>();
  const onExit = (): void => reject(new Error('the thread of explanations ended'));
  thread.once('message', resolve).once('error', reject).once('exit', onExit);
  try {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
    thread.postMessage(task);
    return await promise;
  } finally {
    thread.off('message', resolve).off('error', reject).off('exit', onExit);
  }
}
