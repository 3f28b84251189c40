import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits so many milliseconds, or less when the signal is aborted. Resolves to whether the whole time went by;
 * never rejects because of the signal.
 */
export async function sleep(ms: number, signal?: AbortSignal): Promise<boolean> {
  try {
    await delay(ms, undefined, signal === undefined ? {} : { signal });
    return true;
  } catch (error) {
    if (signal?.aborted === true) return false;
    throw error;
  }
}

/** Work that is done again and again until it is stopped. */
export interface Repetition extends AsyncDisposable {
  /** Ends it; resolves when a run that is under way has ended. */
  stop(): Promise<void>;
}

/** Settings of {@link every}. */
export interface RepetitionOptions {
  /** Told of each run that failed; the next one comes all the same. */
  readonly onError: (error: unknown) => void;
}

/**
 * Runs `task` after every `ms` milliseconds, counted from the end of the run before: two runs never overlap.
 * The wait alone does not keep the process alive.
 *
 * @param task gets a signal that is aborted by `stop`.
 */
export function every(
  ms: number,
  task: (signal: AbortSignal) => Promise<void> | void,
  options: RepetitionOptions,
): Repetition {
  const ending = new AbortController();
  const running = repeat(ms, task, options, ending.signal);
  const stop = async (): Promise<void> => {
    ending.abort();
    await running;
  };
  return { stop, [Symbol.asyncDispose]: stop };
}

async function repeat(
  ms: number,
  task: (signal: AbortSignal) => Promise<void> | void,
  options: RepetitionOptions,
  signal: AbortSignal,
): Promise<void> {
  while (await waitLightly(ms, signal)) {
    try {
      await task(signal);
    } catch (error) {
      options.onError(error);
    }
  }
}

async function waitLightly(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await delay(ms, undefined, { signal, ref: false });
    return true;
  } catch {
    return false;
  }
}
