import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { createTcpProxy } from './tcp-proxy.ts';

/** A Redis server of this test, with a folder of its own. */
export interface RedisServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Settings under which Redis keeps what it has acknowledged. */
export const DURABLE = ['--appendonly', 'yes', '--maxmemory-policy', 'noeviction'] as const;

/** True if `redis-server` is on the PATH. */
export function hasRedisServer(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Starts a `redis-server` from the PATH on a free port with these settings. */
export async function startRedisServer(settings: readonly string[]): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'boligtrapp-redis-'));
  // A proxy that does not listen has just found a free port.
  const { port } = await createTcpProxy({ host: '127.0.0.1', port: 0 });
  const base = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  const child = spawn('redis-server', [...base, ...settings], { stdio: 'ignore' });
  const url = `redis://127.0.0.1:${port}`;
  await waitUntilItAnswers(url);
  return {
    url,
    async stop() {
      await endProcess(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function waitUntilItAnswers(url: string): Promise<void> {
  const redis = new Redis(url, {
    retryStrategy: (tries) => (tries < 100 ? 50 : null),
    maxRetriesPerRequest: null,
  });
  redis.on('error', () => undefined);
  try {
    await redis.ping();
  } finally {
    redis.disconnect();
  }
}

/** Ends a child process, by force when it does not listen. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await Promise.race([ended, delay(2_000, undefined, { ref: false })]);
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await ended;
  }
}
