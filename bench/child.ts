import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const RESULT_MARK = '\u0001result:';
const SHOWN_CHARACTERS = 300;

/** A script of this folder, and what goes in and comes out. */
export interface ChildRun<Result> {
  readonly script: string;
  readonly task: unknown;
  readonly timeoutMs: number;
  readonly isResult: (value: unknown) => value is Result;
}

/**
 * Runs a script of this folder in a fresh process: the task goes in by standard input, the result comes out as the
 * last line. What else it says, the npm package highs prints its whole source on a crash, is cut.
 */
export async function runChild<Result>(run: ChildRun<Result>): Promise<Result> {
  const { script, task, timeoutMs, isResult } = run;
  const file = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  const ended = new Promise<string>((resolve) => {
    child.once('close', (code, signal) => resolve(signal ?? `code ${code}`));
  });
  child.stdin.end(JSON.stringify(task));
  const [out, errors, end] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  const mark = out.lastIndexOf(RESULT_MARK);
  if (mark < 0) throw new Error(`${script} ended with ${end}: ${shorten(errors)}`);
  const result: unknown = JSON.parse(out.slice(mark + RESULT_MARK.length));
  if (!isResult(result)) throw new Error(`${script} gave something else than a result.`);
  return result;
}

/** In the child: the task that it was started with. */
export async function readTask<Task>(isTask: (value: unknown) => value is Task): Promise<Task> {
  const task: unknown = JSON.parse(await text(process.stdin));
  if (!isTask(task)) throw new Error('This script is started by matching.ts, with a task.');
  return task;
}

/** In the child: hands the result over. */
export function sendResult(result: unknown): void {
  process.stdout.write(`${RESULT_MARK}${JSON.stringify(result)}\n`);
}

function shorten(errors: string): string {
  const lines = errors.split('\n').map((line) => line.slice(0, SHOWN_CHARACTERS));
  const message = lines.filter((line) => /error|killed|abort/i.test(line)).slice(0, 3);
  return (message.length > 0 ? message : lines.slice(-3)).join(' | ');
}
