import { pause } from './pause.ts';

/** A sleeper that can be woken; being woken while awake makes the next sleep return at once. */
export interface WakeSignal {
  readonly wake: () => void;
  /** Sleeps until woken, until `ms` milliseconds have passed, or until `stop` is aborted. */
  readonly sleep: (ms: number, stop: AbortSignal) => Promise<void>;
}

/** Creates a {@link WakeSignal} that nobody sleeps on. */
export function createWakeSignal(): WakeSignal {
  let isPending = false;
  let interrupt: (() => void) | undefined;
  return {
    wake() {
      isPending = true;
      interrupt?.();
    },
    async sleep(ms, stop) {
      const woken = new AbortController();
      interrupt = () => woken.abort();
      if (!isPending) await pause(ms, AbortSignal.any([stop, woken.signal]));
      interrupt = undefined;
      isPending = false;
    },
  };
}
