import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fstatSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { findFreePort } from '../process/free-port.ts';
import { currentProcessToken } from '../process/process-identity.ts';
import { choosePostgresAccount, POSTGRES_ENVIRONMENT, type PostgresAccount } from './postgres-account.ts';
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import { ensureCluster, POSTGRES_SUPERUSER, readClusterPassword } from './postgres-cluster.ts';
import { EmbeddedPostgresError } from './postgres-error.ts';
import { logEnd, openLog } from './postgres-log.ts';
import {
  endOrphanedBackends,
  findPostmaster,
  isPostmasterOwned,
  ownerArgument,
  type Postmaster,
  pause,
  removeStalePidFile,
  stopPostmaster,
} from './postmaster.ts';

/** Where the data lie and how the server is run. */
export interface EmbeddedPostgresOptions {
  /** The data folder; made when missing, kept between starts. The log lies beside it, with `.log` added. */
  readonly directory: string;
  /** `false` for data that need not survive a crash: no flush to disk. Default `true`. */
  readonly durable?: boolean;
  /** A fixed port on 127.0.0.1. Default: a free one, another at every start. */
  readonly port?: number;
  /** More server settings, such as `max_connections`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told in plain words when something takes its time. */
  readonly onProgress?: (line: string) => void;
}

/** A running server. Disposing of it stops it. */
export interface EmbeddedPostgres extends AsyncDisposable {
  /** A superuser's connection to the database `postgres`, over TCP on 127.0.0.1. */
  readonly url: string;
  readonly port: number;
  /** The server's process. */
  readonly pid: number;
  /** Whether another process that still runs started it: then `stop` leaves it running. */
  readonly isBorrowed: boolean;
  /** Stops it; a second call awaits the first. */
  stop(): Promise<void>;
}

const START_ATTEMPTS = 8;
const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 30_000;

interface Installation {
  readonly options: EmbeddedPostgresOptions;
  readonly directory: string;
  readonly binaries: PostgresBinaries;
  readonly account: PostgresAccount;
  readonly onProgress: (line: string) => void;
}

/**
 * Starts PostgreSQL 18 on a data folder, or joins the server that runs on it. All it writes is in the data
 * folder and the log beside it; it listens on 127.0.0.1 only and asks for a password.
 *
 * The server gets a session of its own, so that a Ctrl-C in the terminal reaches the program that uses it
 * first. A server whose starter is dead (kill -9) is stopped cleanly and started again; one whose starter
 * lives is borrowed. For development, demonstration and tests: production brings its own server.
 *
 * @throws {EmbeddedPostgresError} with the end of the server's log when it does not start.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const directory = resolve(options.directory);
  const onProgress = options.onProgress ?? ((): void => undefined);
  const binaries = findPostgresBinaries();
  mkdirSync(dirname(directory), { recursive: true });
  const account = choosePostgresAccount(directory, binaries);
  const installation: Installation = { options, directory, binaries, account, onProgress };
  await ensureCluster({ directory, binaries, account, durable: options.durable ?? true, onProgress });
  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt += 1) {
    const started = (await takeRunning(installation)) ?? (await startServer(installation));
    if (started !== undefined) return started;
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL found no free port or its folder taken, ${START_ATTEMPTS} times. ${logEnd(directory, 0)}`,
  );
}

/**
 * Stops the server that runs on this data folder when the process that started it is dead. Resolves to whether
 * there was one; a server whose starter lives is left alone.
 */
export async function stopOrphanedPostgres(directory: string): Promise<boolean> {
  const found = findPostmaster(resolve(directory));
  if (found === undefined || isPostmasterOwned(resolve(directory))) return false;
  await stopPostmaster(found.pid, STOP_TIMEOUT_MS);
  return true;
}

async function takeRunning(installation: Installation): Promise<EmbeddedPostgres | undefined> {
  const { directory, onProgress } = installation;
  if (await stopOrphanedPostgres(directory)) {
    onProgress('PostgreSQL still ran from a start that was cut off: starting it again …');
    return undefined;
  }
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const found = findPostmaster(directory);
    if (found === undefined) return undefined;
    // Its starter has died while we waited: the next attempt stops it.
    if (!isPostmasterOwned(directory)) return undefined;
    if (found.isReady) return handle(installation, found, true);
    if (Date.now() > deadline) {
      throw new EmbeddedPostgresError(`PostgreSQL (process ${found.pid}) does not get ready.`);
    }
    await pause(50);
  }
}

/** The started server, or `undefined` when the port or the folder was taken: worth another try. */
async function startServer(installation: Installation): Promise<EmbeddedPostgres | undefined> {
  const { directory, options } = installation;
  removeStalePidFile(directory);
  const log = openLog(directory);
  const logStart = fstatSync(log).size;
  const port = options.port ?? (await findFreePort());
  const command = installation.account.command(
    installation.binaries.postgres,
    serverArguments(directory, port, options),
  );
  const child = spawn(command.file, command.args, {
    ...command.identity,
    detached: true,
    env: POSTGRES_ENVIRONMENT,
    cwd: '/',
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  const ready = await waitUntilReady(child, directory, installation.onProgress);
  if (ready !== undefined) return handle(installation, ready, false);
  const text = logEnd(directory, logStart);
  const isPortTaken = text.includes('could not create any TCP/IP sockets');
  if ((isPortTaken && options.port === undefined) || text.includes('lock file "postmaster.pid"')) {
    return undefined;
  }
  if (text.includes('shared memory block')) {
    endOrphanedBackends(directory);
    return undefined;
  }
  throw new EmbeddedPostgresError(`PostgreSQL did not start. ${text}`);
}

async function waitUntilReady(
  child: ChildProcess,
  directory: string,
  onProgress: (line: string) => void,
): Promise<Postmaster | undefined> {
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  const startedAt = Date.now();
  let isSlow = false;
  while (child.exitCode === null && child.signalCode === null) {
    if (failure !== undefined)
      throw new EmbeddedPostgresError('PostgreSQL cannot be run.', { cause: failure });
    const found = findPostmaster(directory);
    if (found?.isReady === true && found.pid === child.pid) return found;
    const waitedMs = Date.now() - startedAt;
    if (waitedMs > 3_000 && !isSlow) {
      isSlow = true;
      onProgress('PostgreSQL is getting its data in order …');
    }
    if (waitedMs > START_TIMEOUT_MS) {
      if (child.pid !== undefined) await stopPostmaster(child.pid, STOP_TIMEOUT_MS);
      throw new EmbeddedPostgresError(`PostgreSQL was not ready after ${START_TIMEOUT_MS} ms.`);
    }
    await pause(20);
  }
  return undefined;
}

function serverArguments(directory: string, port: number, options: EmbeddedPostgresOptions): string[] {
  const settings: Record<string, string> = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    // A socket would lie outside the project folder, and its path has a limit of about 100 characters.
    unix_socket_directories: '',
    // Shared memory as a file among the data: nothing is left in the system's when the server is killed.
    dynamic_shared_memory_type: 'mmap',
    min_dynamic_shared_memory: '16MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Neither values (in DETAIL) nor statements: the log holds no one's data.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...(options.durable === false ? WITHOUT_DURABILITY : {}),
    ...options.settings,
  };
  const assignments = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  assignments.push(ownerArgument(currentProcessToken()));
  return ['-D', directory, ...assignments.flatMap((assignment) => ['-c', assignment])];
}

const WITHOUT_DURABILITY = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
} satisfies Readonly<Record<string, string>>;

function handle(installation: Installation, server: Postmaster, isBorrowed: boolean): EmbeddedPostgres {
  const password = readClusterPassword(installation.directory);
  const port = server.port ?? 0;
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= isBorrowed ? Promise.resolve() : stopPostmaster(server.pid, STOP_TIMEOUT_MS);
    return stopping;
  };
  return {
    url: `postgresql://${POSTGRES_SUPERUSER}:${password}@127.0.0.1:${port}/postgres`,
    port,
    pid: server.pid,
    isBorrowed,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
