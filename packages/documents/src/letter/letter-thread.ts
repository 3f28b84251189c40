import { parentPort, workerData } from 'node:worker_threads';
import { type FillLetterInput, fillLetter } from './fill-letter.ts';
import { LetterError, type LetterErrorCode } from './letter-error.ts';
import { type FilledLetter, readFilledLetter } from './read-filled-letter.ts';

/** What the thread says: once, and then it ends. */
export type ThreadAnswer =
  | { readonly kind: 'filled'; readonly docx: Uint8Array; readonly letter: FilledLetter }
  | { readonly kind: 'refused'; readonly code: LetterErrorCode; readonly detail: string };

function fill(input: FillLetterInput): ThreadAnswer {
  try {
    const docx = fillLetter(input);
    return { kind: 'filled', docx, letter: readFilledLetter(docx) };
  } catch (error) {
    if (!(error instanceof LetterError)) throw error;
    return { kind: 'refused', code: error.code, detail: error.detail };
  }
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what fillApart hands over
const input = workerData as FillLetterInput;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
parentPort?.postMessage(fill(input));
