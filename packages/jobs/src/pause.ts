import { setTimeout as delay } from 'node:timers/promises';

/** Waits `ms` milliseconds, or less when `signal` is aborted; never rejects because of the signal. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/**
 * Gives what `work` gives, or throws what `toError` makes when that takes longer than `ms` milliseconds.
 * The work itself is not stopped; what it rejects with later is swallowed.
 */
export async function within<T>(work: Promise<T>, ms: number, toError: () => Error): Promise<T> {
  const timer = new AbortController();
  const timeout = async (): Promise<never> => {
    await delay(ms, undefined, { signal: timer.signal });
    throw toError();
  };
  try {
    return await Promise.race([work, timeout()]);
  } finally {
    timer.abort();
  }
}

/** Delay before try number `failures + 1`: doubles from `firstMs` and never exceeds `mostMs`. */
export function backoffMs(failures: number, firstMs: number, mostMs: number): number {
  return Math.min(mostMs, firstMs * 2 ** Math.min(Math.max(failures - 1, 0), 30));
}
