import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { EmbeddedPostgresError } from './postgres-error.ts';

/** A program with its arguments, ready for `spawn`. */
export interface PostgresCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** Set when the program runs as another user than this process. */
  readonly identity: { readonly uid?: number; readonly gid?: number };
}

/** The system user the server runs as. */
export interface PostgresAccount {
  /** The user that must own the data, or `undefined` when it is the one this process runs as. */
  readonly owner: Owner | undefined;
  command(file: string, args: readonly string[]): PostgresCommand;
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** A capability that lets its holder pass folders it has no permission for. */
export type PassageCapability = 'dac_read_search' | 'dac_override';

/** Everything the server's programs see of the environment: no `PG…` variable or locale of the caller's. */
export const POSTGRES_ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

/**
 * Chooses who runs the server. PostgreSQL refuses to run as root, so for root it is, in order: the owner of
 * the data that is there, the user `postgres`, the user `nobody`. None is created.
 *
 * Where that user may not enter the project folder (a clone under `/root`, a private temporary folder), the
 * programs get the capability to pass folders and nothing else of root's.
 *
 * @throws {EmbeddedPostgresError} when root has no user to hand over to, or no way to let it in.
 */
export function choosePostgresAccount(directory: string, binaries: PostgresBinaries): PostgresAccount {
  if (process.geteuid?.() !== 0) {
    return { owner: undefined, command: (file, args) => ({ file, args, identity: {} }) };
  }
  const owner = ownerOf(directory) ?? findAccount('postgres') ?? findAccount('nobody');
  if (owner === undefined) {
    throw new EmbeddedPostgresError(
      `PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as. ${WAYS_OUT}`,
    );
  }
  const plain: PostgresAccount = {
    owner,
    command: (file, args) => ({ file, args, identity: { uid: owner.uid, gid: owner.gid } }),
  };
  const held = passageCapabilities(readFileIfThere('/proc/self/status') ?? '');
  const candidates = [plain, ...held.map((capability) => withCapability(owner, capability))];
  const fitting = candidates.find((account) => canRun(account, dirname(directory), binaries));
  if (fitting !== undefined) return fitting;
  throw new EmbeddedPostgresError(
    `PostgreSQL does not run as root, and user ${owner.uid} may not enter ${dirname(directory)} ` +
      `or run ${binaries.postgres} (setpriv of util-linux could have let it in). ${WAYS_OUT}`,
  );
}

const WAYS_OUT =
  'Ways out: run Boligtrapp as an ordinary user, move it to a folder that every user may enter, ' +
  'or set DATABASE_URL to a PostgreSQL 18 of your own.';

/**
 * The capabilities in this process's gift that let another user pass closed folders, the narrower first.
 *
 * @param status the text of `/proc/self/status`; without one there are none.
 */
export function passageCapabilities(status: string): readonly PassageCapability[] {
  const hexadecimal = /^CapPrm:\s*([0-9a-f]+)$/m.exec(status)?.[1];
  if (hexadecimal === undefined) return [];
  const permitted = BigInt(`0x${hexadecimal}`);
  const bits = [
    ['dac_read_search', 2n],
    ['dac_override', 1n],
  ] as const;
  return bits.filter(([, bit]) => (permitted >> bit) % 2n === 1n).map(([name]) => name);
}

/**
 * `no_setuid_fixup` keeps the capability in force while the user changes; PostgreSQL asks access(2) about its
 * own programs, which judges by the real user and would otherwise say no.
 */
function withCapability(owner: Owner, capability: PassageCapability): PostgresAccount {
  const options = [
    `--reuid=${owner.uid}`,
    `--regid=${owner.gid}`,
    '--clear-groups',
    '--securebits=+no_setuid_fixup',
    `--inh-caps=+${capability}`,
    `--ambient-caps=+${capability}`,
  ];
  return {
    owner,
    command: (file, args) => ({ file: 'setpriv', args: [...options, file, ...args], identity: {} }),
  };
}

/** Tries what the server will do: enter the folder, read a template, run the program. */
function canRun(account: PostgresAccount, folder: string, binaries: PostgresBinaries): boolean {
  const script = 'cd "$1" && cat "$2" >/dev/null && exec "$3" --version';
  const template = join(binaries.shareDirectory, 'postgresql.conf.sample');
  const command = account.command('/bin/sh', ['-c', script, 'sh', folder, template, binaries.postgres]);
  const tried = spawnSync(command.file, command.args, {
    ...command.identity,
    env: POSTGRES_ENVIRONMENT,
    cwd: '/',
    stdio: 'ignore',
  });
  return tried.status === 0;
}

/** Data that root itself owns (copied or mounted so) has no owner to keep: it is handed over. */
function ownerOf(directory: string): Owner | undefined {
  const found = statSync(directory, { throwIfNoEntry: false });
  return found === undefined || found.uid === 0 ? undefined : { uid: found.uid, gid: found.gid };
}

function findAccount(name: string): Owner | undefined {
  const line = readFileIfThere('/etc/passwd')
    ?.split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  const owner = { uid: Number(uid), gid: Number(gid) };
  return owner.uid > 0 && owner.gid >= 0 ? owner : undefined;
}

function readFileIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
