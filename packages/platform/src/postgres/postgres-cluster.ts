import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { currentProcessToken, isProcessRunning } from '../process/process-identity.ts';
import { POSTGRES_ENVIRONMENT, type PostgresAccount } from './postgres-account.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { EmbeddedPostgresError } from './postgres-error.ts';

/** The version whose data the programs read. */
const MAJOR_VERSION = '18';

/** The superuser of the embedded server. */
export const POSTGRES_SUPERUSER = 'postgres';

/**
 * The password lies inside the data folder: there it comes into being with the data in one rename, so that
 * neither is ever found without the other.
 */
const PASSWORD_FILE = 'boligtrapp.password';

/** What a cluster is made with. */
export interface ClusterOptions {
  readonly directory: string;
  readonly binaries: PostgresBinaries;
  readonly account: PostgresAccount;
  /** Whether the new files are flushed to disk. */
  readonly durable: boolean;
  readonly onProgress: (line: string) => void;
}

/**
 * Makes the data folder unless a whole one is there. It is made beside its place and renamed when complete,
 * so that one interrupted half-way is never taken for a cluster; of two made at once, one is kept.
 *
 * @throws {EmbeddedPostgresError} when something else lies there, or it cannot be made.
 */
export async function ensureCluster(options: ClusterOptions): Promise<void> {
  sweepUnfinished(options.directory);
  if (hasCluster(options.directory)) {
    handOver(options.directory, options.account);
    return;
  }
  options.onProgress('Creating the PostgreSQL data folder (the first time only) …');
  const workshop = `${options.directory}.init-${currentProcessToken()}-${randomBytes(4).toString('hex')}`;
  mkdirSync(workshop, { recursive: true, mode: 0o700 });
  try {
    await initialise(workshop, options);
    putInPlace(join(workshop, 'data'), options.directory);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** The superuser's password of a cluster that {@link ensureCluster} made. */
export function readClusterPassword(directory: string): string {
  const file = join(directory, PASSWORD_FILE);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The database's password cannot be read from ${file}. ${startAnew(directory)}`,
      { cause },
    );
  }
}

function hasCluster(directory: string): boolean {
  const found = statSync(directory, { throwIfNoEntry: false });
  if (found === undefined) return false;
  const user = process.geteuid?.();
  if (user !== undefined && user !== 0 && found.uid !== user) {
    throw new EmbeddedPostgresError(
      `The database in ${directory} belongs to another user (${found.uid}): it was made by root or someone ` +
        `else. Start as that user. ${startAnew(directory)}`,
    );
  }
  if (readdirSync(directory).length === 0) return false;
  const version = existsSync(join(directory, 'PG_VERSION'))
    ? readFileSync(join(directory, 'PG_VERSION'), 'utf8').trim()
    : 'none';
  if (version === MAJOR_VERSION) return true;
  throw new EmbeddedPostgresError(
    `${directory} is no data folder of PostgreSQL ${MAJOR_VERSION} (version found: ${version}). ` +
      startAnew(directory),
  );
}

function startAnew(directory: string): string {
  return `To begin anew, with all its data gone, remove ${directory}.`;
}

async function initialise(workshop: string, options: ClusterOptions): Promise<void> {
  const { account, binaries } = options;
  const passwordFile = join(workshop, 'password');
  writeFileSync(passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
  for (const path of [workshop, passwordFile]) chownTo(path, account);
  const command = account.command(binaries.initdb, [
    `--pgdata=${join(workshop, 'data')}`,
    `--username=${POSTGRES_SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same order of letters on every system; Norwegian order is asked for by name where it matters.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(options.durable ? [] : ['--no-sync']),
  ]);
  const child = spawn(command.file, command.args, {
    ...command.identity,
    env: POSTGRES_ENVIRONMENT,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  if (code !== 0) {
    throw new EmbeddedPostgresError(`The database could not be created (initdb):\n${output.trim()}`);
  }
  renameSync(passwordFile, join(workshop, 'data', PASSWORD_FILE));
}

/** A rename on to a folder that has something in it fails: another process was first, and its data stands. */
function putInPlace(made: string, directory: string): void {
  try {
    renameSync(made, directory);
  } catch (cause) {
    if (!hasCluster(directory)) throw cause;
  }
}

function sweepUnfinished(directory: string): void {
  const prefix = `${basename(directory)}.init-`;
  const parent = dirname(directory);
  for (const name of existsSync(parent) ? readdirSync(parent) : []) {
    if (!name.startsWith(prefix)) continue;
    const maker = name.slice(prefix.length).replace(/-[^-]*$/, '');
    if (!isProcessRunning(maker)) rmSync(join(parent, name), { recursive: true, force: true });
  }
}

/** Data that came here by root's hand (copied, restored) is given to the user that runs the server. */
function handOver(directory: string, account: PostgresAccount): void {
  if (account.owner === undefined || statSync(directory).uid === account.owner.uid) return;
  for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
    lchownSync(join(directory, name), account.owner.uid, account.owner.gid);
  }
  chownTo(directory, account);
}

function chownTo(path: string, account: PostgresAccount): void {
  if (account.owner !== undefined) chownSync(path, account.owner.uid, account.owner.gid);
}
