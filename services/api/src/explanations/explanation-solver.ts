import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
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
/** As a thread of the worker has: a city takes 273 MiB to judge and solve. */
const HEAP_MIB = 1_024;
const NOT_IN_TIME: ExplanationAnswer = { kind: 'not-in-time' };

/**
 * Answers questions in a thread that starts with the first one and ends where a question takes too long, since a solve
 * cannot be stopped otherwise. A thread that fails fails its question and no other.
 */
export function createExplanationSolver(options: ExplanationSolverOptions = {}): ThreadedExplanationSolver {
  const { timeoutMs = TIMEOUT_MS, mostAtOnce = MOST_AT_ONCE } = options;
  const filename = options.filename ?? new URL('./explanation-thread.ts', import.meta.url);
  const closing = new AbortController();
  let thread: Worker | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let asked = 0;

  async function run(task: ThreadTask, ending: AbortSignal): Promise<ExplanationAnswer> {
    if (ending.aborted) return NOT_IN_TIME;
    thread ??= startThread(filename);
    const running = thread;
    const onEnding = (): void => void running.terminate();
    ending.addEventListener('abort', onEnding, { once: true });
    try {
      return await answerOf(running, task);
    } catch (error) {
      thread = undefined;
      await running.terminate();
      if (ending.aborted) return NOT_IN_TIME;
      throw error;
    } finally {
      ending.removeEventListener('abort', onEnding);
    }
  }

  return {
    async ask(round, question, signal) {
      if (asked >= mostAtOnce) return NOT_IN_TIME;
      asked += 1;
      const ending = AbortSignal.any([signal, closing.signal, AbortSignal.timeout(timeoutMs)]);
      const answer = turn.then(async () => await run({ round, question }, ending));
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
  const thread = new Worker(filename, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB } });
  // It waits for questions and must not keep the process alive.
  thread.unref();
  // Told by the question that it has; without a listener, a thread that fails without one would take the process along.
  thread.on('error', () => {});
  return thread;
}

/** The next message of the thread. @throws {Error} when it ends or fails first. */
async function answerOf(thread: Worker, task: ThreadTask): Promise<ExplanationAnswer> {
  const done = new AbortController();
  const { signal } = done;
  try {
    const answered = once(thread, 'message', { signal }) as Promise<[ExplanationAnswer]>;
    const ended = once(thread, 'exit', { signal }).then((): never => {
      throw new Error('the thread of explanations ended');
    });
    thread.postMessage(task);
    const [answer] = await Promise.race([answered, ended]);
    return answer;
  } finally {
    done.abort();
  }
}
