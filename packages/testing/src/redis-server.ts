import { spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { findFreePort, findProcessToken } from '@boligtrapp/platform';
import { findDockerEngine } from './docker-engine.ts';
import { makeTestFolder, noteServerProcess } from './test-folder.ts';

/** A Redis for queue tests, with `appendonly yes` and `noeviction`. */
export interface TestRedis extends AsyncDisposable {
  readonly url: string;
  /** The server's process when it was started here as a program, to kill it in fault tests. */
  readonly pid: number | undefined;
  /** Ends it and removes what it wrote; leaves a server that was there before. */
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 10_000;
const START_ATTEMPTS = 5;

/**
 * Finds or starts a Redis: `TEST_REDIS_URL`, else a container when a Docker engine answers, else the program
 * `redis-server` on the PATH. Resolves to `undefined` when there is none, after printing why: the caller skips
 * its tests, and the skip shows in the count.
 */
export async function startTestRedis(): Promise<TestRedis | undefined> {
  const given = process.env['TEST_REDIS_URL'];
  if (given !== undefined && given !== '') {
    return { url: given, pid: undefined, stop: leaveRunning, [Symbol.asyncDispose]: leaveRunning };
  }
  const reasons = ['TEST_REDIS_URL is not set'];
  const engine = await findDockerEngine(process.env);
  if (!engine.isThere) reasons.push(engine.reason);
  else {
    try {
      return await startContainer();
    } catch (error) {
      reasons.push(`the container of redis:8 did not start (${String(error)})`);
    }
  }
  if (spawnSync('redis-server', ['--version']).status === 0) return await startProgram();
  reasons.push('no redis-server on the PATH');
  console.warn(`Tests on Redis are skipped: ${reasons.join('; ')}.`);
  return undefined;
}

function leaveRunning(): Promise<void> {
  return Promise.resolve();
}

const SETTINGS = ['--appendonly', 'yes', '--maxmemory-policy', 'noeviction', '--save', ''];

async function startProgram(): Promise<TestRedis> {
  const folder = makeTestFolder('redis');
  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt += 1) {
    const port = await findFreePort();
    const local = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, '--unixsocket', ''];
    // A session of its own: a Ctrl-C in the terminal reaches the tests first.
    const child = spawn('redis-server', [...local, ...SETTINGS], { stdio: 'ignore', detached: true });
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.unref();
    const token = child.pid === undefined ? undefined : findProcessToken(child.pid);
    if (token !== undefined) noteServerProcess(folder, token);
    const stop = async (): Promise<void> => {
      child.kill('SIGKILL');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    };
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (child.exitCode === null && Date.now() < deadline) {
      if (await answersPing(port)) {
        return { url: `redis://127.0.0.1:${port}`, pid: child.pid, stop, [Symbol.asyncDispose]: stop };
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    child.kill('SIGKILL');
  }
  rmSync(folder, { recursive: true, force: true });
  throw new Error('redis-server is there, and does not start.');
}

async function startContainer(): Promise<TestRedis> {
  const { GenericContainer } = await import('testcontainers');
  const container = await new GenericContainer('redis:8')
    .withCommand(['redis-server', ...SETTINGS])
    .withExposedPorts(6379)
    .start();
  const stop = async (): Promise<void> => {
    await container.stop();
  };
  const url = `redis://${container.getHost()}:${container.getMappedPort(6379)}`;
  return { url, pid: undefined, stop, [Symbol.asyncDispose]: stop };
}

function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port }, () => socket.write('PING\r\n'));
    const finish = (isUp: boolean): void => {
      socket.destroy();
      resolve(isUp);
    };
    socket.setTimeout(1_000, () => finish(false));
    socket.once('error', () => finish(false));
    socket.once('data', (data) => finish(data.toString().startsWith('+PONG')));
  });
}
