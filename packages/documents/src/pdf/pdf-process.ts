import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { every, sleep } from '@boligtrapp/platform';
import { PdfError } from './pdf-error.ts';
import type { PdfAnswer, PdfSetup, PdfTask } from './pdf-task.ts';

/** What one document may take. */
export interface PdfLimits {
  readonly timeoutMs: number;
  /** Resident memory of the process, in MiB; a document that is found above it is given up. */
  readonly memoryMiB: number;
  readonly lookEveryMs: number;
}

/** One process that makes documents, one at a time. */
export interface PdfProcess {
  /** @throws {PdfError}; after one that is not of the document itself the process is gone ({@link isGone}). */
  readonly render: (task: PdfTask, limits: PdfLimits) => Promise<Uint8Array>;
  readonly isGone: () => boolean;
  readonly pid: number | undefined;
  /** Kills it, and resolves when it has ended. */
  readonly stop: () => Promise<void>;
}

/**
 * The whole environment of the process: nothing of ours, and no way to a package of Typst, neither from the network
 * (nothing listens on port 9) nor from a folder of the machine.
 */
const ENVIRONMENT = {
  TZ: 'UTC',
  HOME: '/nonexistent',
  XDG_DATA_HOME: '/nonexistent',
  XDG_CACHE_HOME: '/nonexistent',
  HTTP_PROXY: 'http://127.0.0.1:9',
  HTTPS_PROXY: 'http://127.0.0.1:9',
  ALL_PROXY: 'http://127.0.0.1:9',
} as const;

/** Starts a process; it has its templates and fonts read before its first document. */
export function startPdfProcess(filename: URL, setup: PdfSetup): PdfProcess {
  const child = fork(filename, {
    // What a compiler says on standard error may be text of the document.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: ENVIRONMENT,
    execArgv: [],
    serialization: 'advanced',
  });
  // Told by `exit`, which each document waits for.
  child.on('error', () => {});
  let gone = false;
  child.once('exit', () => {
    gone = true;
  });
  // A process that waits for its next document does not keep ours alive.
  const hold = (held: boolean): void => {
    if (held) child.ref();
    else child.unref();
    if (held) child.channel?.ref();
    else child.channel?.unref();
  };
  let isSetUp = false;

  async function stop(): Promise<void> {
    if (gone || child.pid === undefined) return;
    hold(true);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  async function ask(message: PdfSetup | PdfTask, signal: AbortSignal): Promise<PdfAnswer> {
    if (gone) throw new PdfError('pdf.stopped');
    const asked = new AbortController();
    const either = { signal: AbortSignal.any([signal, asked.signal]) };
    try {
      const answered = once(child, 'message', either);
      const exited = once(child, 'exit', either).then(() => {
        throw new PdfError('pdf.stopped');
      });
      exited.catch(() => {});
      child.send(message, () => {});
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- pdf-child.ts sends nothing else
      const [answer] = (await Promise.race([answered, exited])) as [PdfAnswer];
      return answer;
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    } finally {
      asked.abort();
    }
  }

  return {
    async render(task, limits) {
      const ending = new AbortController();
      const watch = watchProcess(child, limits, ending);
      hold(true);
      try {
        if (!isSetUp) {
          takeAnswer(await ask(setup, ending.signal));
          isSetUp = true;
        }
        return takeAnswer(await ask(task, ending.signal));
      } catch (error) {
        if (!(error instanceof PdfError) || ending.signal.aborted || !isSetUp) await stop();
        throw error;
      } finally {
        await watch.stop();
        hold(false);
      }
    },
    isGone: () => gone,
    pid: child.pid,
    stop,
  };
}

/** The bytes of a document; none of a process that is ready. */
function takeAnswer(answer: PdfAnswer): Uint8Array {
  if (answer.kind === 'fault') throw new PdfError(answer.code, answer.detail);
  // A view of its own bytes: what the channel read may be a part of a larger buffer.
  return answer.kind === 'pdf' ? Uint8Array.from(answer.bytes) : new Uint8Array();
}

/** Aborts `ending` when the document takes too long, or its process too much memory. */
function watchProcess(
  child: ChildProcess,
  { timeoutMs, memoryMiB, lookEveryMs }: PdfLimits,
  ending: AbortController,
): { readonly stop: () => Promise<void> } {
  const done = new AbortController();
  const timing = sleep(timeoutMs, done.signal).then((isOver) => {
    if (isOver) ending.abort(new PdfError('pdf.timed-out'));
  });
  const look = async (): Promise<void> => {
    if ((await findResidentMiB(child.pid)) > memoryMiB) ending.abort(new PdfError('pdf.out-of-memory'));
  };
  const watch = every(lookEveryMs, look, { onError: () => {} });
  return {
    async stop() {
      done.abort();
      await Promise.all([timing, watch.stop()]);
    },
  };
}

const KIB_PER_MIB = 1_024;

/** Resident memory of a process in MiB; 0 where the system does not tell (it is Linux that has /proc). */
export async function findResidentMiB(pid: number | undefined): Promise<number> {
  if (pid === undefined) return 0;
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/mu.exec(status)?.[1] ?? 0) / KIB_PER_MIB;
  } catch {
    return 0;
  }
}
