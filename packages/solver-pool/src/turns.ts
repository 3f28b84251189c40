/** At most so many at once; the others wait in the order in which they came. */
export interface Turns {
  /** Resolves when it is this one's turn. @throws the signal's reason when that is aborted before. */
  readonly take: (signal: AbortSignal) => Promise<void>;
  /** Ends a turn that was taken. */
  readonly end: () => void;
}

/** Turns for at most `count` at once. */
export function createTurns(count: number): Turns {
  let free = count;
  const waiting = new Set<() => void>();
  return {
    async take(signal) {
      signal.throwIfAborted();
      if (free > 0) {
        free -= 1;
        return;
      }
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const giveUp = (): void => {
        waiting.delete(resolve);
        reject(signal.reason);
      };
      waiting.add(resolve);
      signal.addEventListener('abort', giveUp, { once: true });
      await promise;
      signal.removeEventListener('abort', giveUp);
    },
    end() {
      const [next] = waiting;
      if (next === undefined) {
        free += 1;
        return;
      }
      waiting.delete(next);
      next();
    },
  };
}
