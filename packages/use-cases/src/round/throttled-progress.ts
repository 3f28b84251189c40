/** Progress that is written now and then. */
export interface ThrottledProgress {
  readonly report: (done: number, total: number) => void;
  /** Once nothing is being written. */
  readonly settled: () => Promise<void>;
}

const PROGRESS_EVERY_MS = 500;

/**
 * Writes progress at most every half second, one report at a time; a lost one delays the picture and nothing else.
 */
export function throttleProgress(
  nowMs: () => number,
  write: (progress: { readonly done: number; readonly total: number }) => Promise<void>,
): ThrottledProgress {
  let lastMs = Number.NEGATIVE_INFINITY;
  let pending: Promise<void> = Promise.resolve();
  let isWriting = false;
  return {
    report(done, total) {
      const now = nowMs();
      if (isWriting || now - lastMs < PROGRESS_EVERY_MS) return;
      lastMs = now;
      isWriting = true;
      pending = write({ done, total })
        .catch(() => {})
        .finally(() => {
          isWriting = false;
        });
    },
    settled: async () => {
      await pending;
    },
  };
}
