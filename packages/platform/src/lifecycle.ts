import type { EventEmitter } from 'node:events';

/** A part of a process: how it is started, and how what it has become is stopped. */
export interface Part<T> {
  /** For messages, for example `API`. */
  readonly name: string;
  /** @param signal aborted when the process is asked to stop meanwhile. */
  readonly start: (signal: AbortSignal) => Promise<T> | T;
  readonly stop: (started: T) => Promise<void> | void;
}

/** What the main function of a process works with. */
export interface Lifecycle {
  /** Aborted when the process is asked to stop. */
  readonly signal: AbortSignal;
  /**
   * Starts a part and keeps it to be stopped.
   * @throws {StopRequestedError} when the process has been asked to stop, before or meanwhile.
   */
  start<T>(part: Part<T>): Promise<T>;
  /** Resolves when the process is asked to stop; a service waits here. */
  untilStopRequested(): Promise<void>;
}

/** The process is stopping: nothing more is started. */
export class StopRequestedError extends Error {
  override readonly name = 'StopRequestedError';
}

/** Settings of {@link runProcess}. */
export interface LifecycleOptions {
  /** From the wish to stop until the process is ended by force; default 15 s. */
  readonly deadlineMs?: number;
  readonly onError: (what: string, error: unknown) => void;
  /** Where signals come from and how the process ends; default this process. */
  readonly host?: ProcessHost;
}

/** The part of `process` that is used here. */
export interface ProcessHost extends EventEmitter {
  readonly connected?: boolean;
  readonly channel?: { unref(): void } | null | undefined;
  exit(code: number): void;
}

const DEADLINE_MS = 15_000;
const CUT_OFF_CODE = 1;

/**
 * Runs a process: `main` starts its parts in order; they are stopped in reverse order when it returns, when it
 * throws, and when the process is asked to stop by SIGINT, SIGTERM or the death of its parent (the end of an
 * inter-process channel). More signals while it stops change nothing: a Ctrl-C often arrives twice.
 *
 * Resolves to the exit code: 0 when all went well, also when asked to stop; 1 when `main` or a stop failed. When
 * something still runs at the deadline, the process is ended with code 1.
 */
export async function runProcess(
  main: (lifecycle: Lifecycle) => Promise<void>,
  options: LifecycleOptions,
): Promise<number> {
  const host = options.host ?? process;
  const stopping = new AbortController();
  const asked = new Promise<void>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const request = (): void => {
    if (stopping.signal.aborted) return;
    armDeadline(host, options);
    stopping.abort(new StopRequestedError('the process is stopping'));
  };
  const unhook = hook(host, request);
  const started: Stop[] = [];
  const lifecycle: Lifecycle = {
    signal: stopping.signal,
    untilStopRequested: () => asked,
    start: async (part) => {
      stopping.signal.throwIfAborted();
      const made = await part.start(stopping.signal);
      const stop: Stop = { name: part.name, run: async () => part.stop(made) };
      if (isOver) await stopPart(stop, options);
      else started.push(stop);
      stopping.signal.throwIfAborted();
      return made;
    },
  };
  let isOver = false;
  const mainCode = await Promise.race([runMain(main, lifecycle, options), asked.then(() => 0)]);
  request();
  isOver = true;
  const stopCode = await stopAll(started, options);
  unhook();
  return Math.max(mainCode, stopCode);
}

interface Stop {
  readonly name: string;
  readonly run: () => Promise<void>;
}

async function runMain(
  main: (lifecycle: Lifecycle) => Promise<void>,
  lifecycle: Lifecycle,
  options: LifecycleOptions,
): Promise<number> {
  try {
    await main(lifecycle);
    return 0;
  } catch (error) {
    // What fails because it is being stopped is no fault.
    if (lifecycle.signal.aborted) return 0;
    options.onError('failed', error);
    return 1;
  }
}

async function stopAll(started: Stop[], options: LifecycleOptions): Promise<number> {
  let code = 0;
  for (let part = started.pop(); part !== undefined; part = started.pop()) {
    code = Math.max(code, await stopPart(part, options));
  }
  return code;
}

async function stopPart(part: Stop, options: LifecycleOptions): Promise<number> {
  try {
    await part.run();
    return 0;
  } catch (error) {
    options.onError(`${part.name} did not stop cleanly`, error);
    return 1;
  }
}

/** Not a reason to stay: the process ends before when nothing else keeps it. */
function armDeadline(host: ProcessHost, options: LifecycleOptions): void {
  const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
  setTimeout(() => {
    options.onError(`still running ${deadlineMs} ms after it was asked to stop: ended by force`, undefined);
    host.exit(CUT_OFF_CODE);
  }, deadlineMs).unref();
}

function hook(host: ProcessHost, request: () => void): () => void {
  const events = ['SIGINT', 'SIGTERM', ...(host.connected === true ? ['disconnect'] : [])];
  for (const event of events) host.on(event, request);
  // The channel is there to tell of the parent's death, not to keep this process.
  host.channel?.unref();
  return () => {
    for (const event of events) host.off(event, request);
  };
}
