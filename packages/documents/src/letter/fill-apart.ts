import { Worker } from 'node:worker_threads';
import type { FillLetterInput } from './fill-letter.ts';
import { LetterError } from './letter-error.ts';
import type { ThreadAnswer } from './letter-thread.ts';
import type { FilledLetter } from './read-filled-letter.ts';

/** What one letter may take. */
export interface FillLimits {
  readonly timeoutMs: number;
  readonly heapMiB: number;
}

/** A letter from a template that is not ours. */
export interface FilledApart {
  readonly docx: Uint8Array;
  /** What stands in it. */
  readonly letter: FilledLetter;
}

/** A letter of several pages takes a tenth of the time, and less of the memory; what takes this much is stuck. */
const LIMITS: FillLimits = { timeoutMs: 10_000, heapMiB: 256 };

/**
 * Fills a template in a thread of its own, which is given up where it takes too long or too much memory: a template
 * comes from outside, and one that is small can be made to take minutes to read.
 *
 * @throws {LetterError} as `fillLetter`; `letter.too-large` too where it takes more than the limits.
 */
export async function fillApart(input: FillLetterInput, limits = LIMITS): Promise<FilledApart> {
  const thread = new Worker(new URL('./letter-thread.ts', import.meta.url), {
    workerData: input,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMiB },
  });
  const { promise, resolve, reject } = Promise.withResolvers<ThreadAnswer>();
  const timeout = AbortSignal.timeout(limits.timeoutMs);
  const onTimeout = (): void => reject(new LetterError('letter.too-large'));
  timeout.addEventListener('abort', onTimeout, { once: true });
  thread.once('message', resolve);
  thread.once('error', (error) => reject(isOutOfMemory(error) ? new LetterError('letter.too-large') : error));
  thread.once('exit', () => reject(new Error('the thread of letters ended')));
  try {
    const answer = await promise;
    if (answer.kind === 'refused') throw new LetterError(answer.code, answer.detail);
    return answer;
  } finally {
    timeout.removeEventListener('abort', onTimeout);
    await thread.terminate();
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
