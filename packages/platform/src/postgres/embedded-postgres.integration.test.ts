import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, type QueryResultRow } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { currentProcessToken } from '../process/process-identity.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres, stopOrphanedPostgres } from './embedded-postgres.ts';

const DATA_FOLDER = fileURLToPath(new URL('../../../../.data/', import.meta.url));

/** For the tests of this file that do not care how the data came into being: making them takes about a second. */
let sharedWorkspace: string;
let workspace: string;
let directory: string;
const running: EmbeddedPostgres[] = [];

beforeAll(() => {
  sharedWorkspace = makeWorkspace();
});

beforeEach(() => {
  workspace = sharedWorkspace;
  directory = join(workspace, 'postgres');
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
  await stopOrphanedPostgres(directory);
  if (workspace !== sharedWorkspace) rmSync(workspace, { recursive: true, force: true });
});

afterAll(() => {
  rmSync(sharedWorkspace, { recursive: true, force: true });
});

function makeWorkspace(): string {
  mkdirSync(DATA_FOLDER, { recursive: true });
  // A name that the sweep of test folders knows, should this run be killed.
  const folder = mkdtempSync(join(DATA_FOLDER, `test-${currentProcessToken()}-embedded-`));
  chmodSync(folder, 0o755);
  return folder;
}

function useFreshWorkspace(): void {
  workspace = makeWorkspace();
  directory = join(workspace, 'postgres');
}

async function start(options: { durable?: boolean; port?: number } = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ directory, durable: false, ...options });
  running.push(server);
  return server;
}

async function ask(url: string, question: string): Promise<readonly QueryResultRow[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<QueryResultRow>(question)).rows;
  } finally {
    await client.end();
  }
}

function isRunning(pid: number): boolean {
  return existsSync(`/proc/${pid}`) && !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}

async function killHard(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('data outlive a stop and a start; the server is local, in UTC, and wants the password', async () => {
  useFreshWorkspace();
  directory = join(workspace, 'with a space', 'postgres');
  const first = await start({ durable: true });
  await ask(first.url, `create table kept as select 'æøå' as letters`);
  await first.stop();
  await first.stop();
  expect(isRunning(first.pid)).toBe(false);
  await expect(ask(first.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);

  const second = await start({ durable: true });
  expect(await ask(second.url, 'select letters from kept')).toEqual([{ letters: 'æøå' }]);
  expect(
    await ask(
      second.url,
      `select current_setting('listen_addresses') as address, current_setting('unix_socket_directories') as sockets,
        current_setting('timezone') as zone, current_setting('server_encoding') as encoding,
        current_setting('fsync') as fsync, current_setting('server_version_num')::int / 10000 as version`,
    ),
  ).toEqual([{ address: '127.0.0.1', sockets: '', zone: 'UTC', encoding: 'UTF8', fsync: 'on', version: 18 }]);
  await expect(ask(second.url.replace(/:[0-9a-f]{48}@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/);
  expect(statSync(join(directory, 'boligtrapp.password')).mode % 0o1000).toBe(0o600);
});

test('a server killed with -9 starts again with what was committed', async () => {
  const first = await start({ durable: true });
  await ask(first.url, 'create table committed as select 7 as number');
  await killHard(first.pid);
  expect(existsSync(join(directory, 'postmaster.pid'))).toBe(true);

  const second = await start({ durable: true });
  expect(second).toMatchObject({ isBorrowed: false });
  expect(await ask(second.url, 'select number from committed')).toEqual([{ number: 7 }]);
});

test('a server killed with -9 in the midst of a long computation starts again', async () => {
  const first = await start();
  const computing = ask(first.url, 'do $$ begin loop perform 1; end loop; end $$');
  const ended = computing.then(
    () => 'ended well',
    () => 'cut off',
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  await killHard(first.pid);

  const second = await start();
  expect(await ask(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(await ended).toBe('cut off');
});

test.for([
  { what: 'a dead process', pid: 4_194_300 },
  { what: 'a living process that is no server', pid: process.pid },
])('a pid file that names $what does not stop the start', async ({ pid }) => {
  const first = await start();
  const pidFile = join(directory, 'postmaster.pid');
  const text = readFileSync(pidFile, 'utf8');
  await first.stop();
  const owner = statSync(directory);
  writeFileSync(pidFile, text.replace(/^\d+/, String(pid)), {
    mode: 0o600,
  });
  chownSync(pidFile, owner.uid, owner.gid);

  const second = await start();
  expect(await ask(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a second start borrows the server, and its stop leaves it to the first', async () => {
  const owner = await start();
  const guest = await start();
  expect(guest).toMatchObject({ isBorrowed: true, pid: owner.pid, url: owner.url });
  await guest.stop();
  expect(await ask(owner.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('five starts at once on an empty folder end at one server', async () => {
  useFreshWorkspace();
  const servers = await Promise.all(Array.from({ length: 5 }, () => start()));
  expect(new Set(servers.map((server) => server.url)).size).toBe(1);
  expect(servers.filter((server) => !server.isBorrowed)).toHaveLength(1);
  expect(readdirSync(workspace).toSorted()).toEqual(['postgres', 'postgres.log']);
});

test('a server whose starter was killed is stopped and started again', async () => {
  const starter = spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import { startEmbeddedPostgres } from ${JSON.stringify(new URL('./embedded-postgres.ts', import.meta.url))};
       const server = await startEmbeddedPostgres({ directory: process.argv[1], durable: false });
       console.log(server.pid);
       setInterval(() => undefined, 1000);`,
      directory,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const orphan = await new Promise<number>((resolve) => {
    starter.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString())));
  });
  expect(await stopOrphanedPostgres(directory)).toBe(false);
  starter.kill('SIGKILL');
  await new Promise((resolve) => starter.once('exit', resolve));
  expect(isRunning(orphan)).toBe(true);

  const server = await start();
  expect(server.isBorrowed).toBe(false);
  expect(isRunning(orphan)).toBe(false);
});

test('a data folder whose making was cut off is made anew; one that is being made is left alone', async () => {
  useFreshWorkspace();
  const dead = join(workspace, 'postgres.init-4194300-1.0a0a0a0a-00000000');
  const living = join(workspace, `postgres.init-${currentProcessToken()}-11111111`);
  for (const folder of [dead, living]) {
    mkdirSync(join(folder, 'data'), { recursive: true });
    writeFileSync(join(folder, 'data', 'PG_VERSION'), '18\n');
  }

  await start();
  expect(readdirSync(workspace).toSorted()).toEqual(
    ['postgres', 'postgres.log', living.slice(workspace.length + 1)].toSorted(),
  );
});

test('a folder with something else in it is refused and left as it is', async () => {
  useFreshWorkspace();
  mkdirSync(directory);
  writeFileSync(join(directory, 'letter.txt'), 'keep me');
  await expect(start()).rejects.toThrow(/no data folder of PostgreSQL 18/);
  expect(readdirSync(directory)).toEqual(['letter.txt']);
});

test.runIf(process.geteuid?.() === 0)('as root, in a folder that no other user may enter', async () => {
  useFreshWorkspace();
  chmodSync(workspace, 0o700);
  const server = await start();
  expect(statSync(directory).uid).not.toBe(0);
  expect(readFileSync(`/proc/${server.pid}/status`, 'utf8')).toMatch(/^Uid:\t(?!0\t)/m);
  expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a fixed port that is taken is said at once', async () => {
  const blocker = createServer();
  const port = await new Promise<number>((resolve) => {
    blocker.listen(0, '127.0.0.1', () => {
      const address = blocker.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  await expect(start({ port })).rejects.toThrow(/did not start[\s\S]*in use/);
  await new Promise((resolve) => blocker.close(resolve));
  expect((await start({ port })).port).toBe(port);
});

test('the log names the constraint that failed and never a value', async () => {
  const server = await start();
  await ask(server.url, 'create table people (number text constraint number_once primary key)');
  await ask(server.url, `insert into people values ('01811234567')`);
  await expect(ask(server.url, `insert into people values ('01811234567')`)).rejects.toThrow(/number_once/);
  await server.stop();
  const log = readFileSync(`${directory}.log`, 'utf8');
  expect(log).toContain('number_once');
  expect(log).not.toContain('01811234567');
});
