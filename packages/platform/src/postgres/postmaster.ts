import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isProcessRunning } from '../process/process-identity.ts';
import { EmbeddedPostgresError } from './postgres-error.ts';

/** A server that runs on a data folder, as it tells of itself there. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number | undefined;
  readonly isReady: boolean;
}

/** The setting that carries who started the server: it stands on its command line from the first moment. */
const OWNER_SETTING = 'cluster_name';
const OWNER_PREFIX = 'boligtrapp-';

/** The argument that marks the server as started by the process with this token. */
export function ownerArgument(token: string): string {
  return `${OWNER_SETTING}=${OWNER_PREFIX}${token}`;
}

/**
 * The server that runs on this data folder, or `undefined`. A `postmaster.pid` left by a server that was
 * killed counts for nothing, also when the system has given its number to another process since then.
 */
export function findPostmaster(directory: string): Postmaster | undefined {
  const lines = readText(join(directory, 'postmaster.pid'))?.split('\n');
  const pid = Number(lines?.[0]);
  if (lines === undefined || !Number.isSafeInteger(pid) || pid <= 1) return undefined;
  if (!isPostmasterOf(pid, directory)) return undefined;
  const port = Number(lines[3]);
  return {
    pid,
    port: Number.isSafeInteger(port) && port > 0 ? port : undefined,
    isReady: lines[7]?.trim() === 'ready',
  };
}

/** Whether the process that started the server still runs and will stop it. */
export function isPostmasterOwned(directory: string): boolean {
  const options = readText(join(directory, 'postmaster.opts')) ?? '';
  const token = new RegExp(`${OWNER_SETTING}=${OWNER_PREFIX}([\\w.-]+)`).exec(options)?.[1];
  return token !== undefined && isProcessRunning(token);
}

/**
 * Removes a `postmaster.pid` whose process is not a server on this folder. PostgreSQL does it itself when no
 * process has that number, and refuses to start when any has.
 */
export function removeStalePidFile(directory: string): void {
  if (findPostmaster(directory) === undefined) rmSync(join(directory, 'postmaster.pid'), { force: true });
}

/**
 * Stops a server: at once for its clients, with its data written ("fast"), and when that takes too long
 * without ("immediate": the next start recovers from the log).
 *
 * @throws {EmbeddedPostgresError} when it still runs after both.
 */
export async function stopPostmaster(pid: number, timeoutMs: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!sendSignal(pid, signal)) return;
    const deadline = Date.now() + timeoutMs;
    while (Date.now() < deadline) {
      if (!isAlive(pid)) return;
      await pause(20);
    }
  }
  throw new EmbeddedPostgresError(`PostgreSQL (process ${pid}) did not stop within ${timeoutMs} ms.`);
}

/**
 * Ends the processes that a killed server left on this folder: one in the midst of a long computation does not
 * notice, holds the shared memory and keeps a new server from starting. Does nothing while a server runs.
 */
export function endOrphanedBackends(directory: string): void {
  if (process.platform !== 'linux' || findPostmaster(directory) !== undefined) return;
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (Number.isSafeInteger(pid) && worksIn(pid, directory) === true) sendSignal(pid, 'SIGKILL');
  }
}

/** Resolves after this many milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function isPostmasterOf(pid: number, directory: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return commandOf(pid).includes('postgres');
  // Another user's server, whose folder cannot be seen, is not to be judged dead.
  return worksIn(pid, directory) ?? true;
}

/** Whether this is a PostgreSQL process in this folder; `undefined` when it is one and its folder is not shown. */
function worksIn(pid: number, directory: string): boolean | undefined {
  const name = /\((.*)\)/s.exec(readText(`/proc/${pid}/stat`) ?? '')?.[1];
  if (name !== 'postgres') return false;
  try {
    // The link follows the folder when it is moved.
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(directory);
  } catch {
    return undefined;
  }
}

function commandOf(pid: number): string {
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
}

/** A zombie, dead but not yet collected by its parent, answers signal 0; it is not alive. */
function isAlive(pid: number): boolean {
  const stat = readText(`/proc/${pid}/stat`);
  if (stat !== undefined) return !['Z', 'X'].includes(stat.slice(stat.lastIndexOf(')') + 2)[0] ?? '');
  return process.platform !== 'linux' && sendSignal(pid, 0);
}

function sendSignal(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
