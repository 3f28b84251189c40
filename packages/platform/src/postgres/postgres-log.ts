import { openSync, readFileSync, renameSync, statSync } from 'node:fs';

const LIMIT_BYTES = 10_000_000;

/** Opens the server's log, beside its data folder, to append to; one that has grown large is put aside first. */
export function openLog(directory: string): number {
  const path = logPath(directory);
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LIMIT_BYTES) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}

/** The last lines of the server's log, for a message, leaving out the first `from` bytes. */
export function logEnd(directory: string, from: number): string {
  const text = readFileSync(logPath(directory)).subarray(from).toString('utf8').trim();
  return `The end of ${logPath(directory)}:\n${text.split('\n').slice(-15).join('\n')}`;
}

function logPath(directory: string): string {
  return `${directory}.log`;
}
