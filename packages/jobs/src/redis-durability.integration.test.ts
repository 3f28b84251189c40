import { afterEach, describe, expect, it } from 'vitest';
import { DURABLE, hasRedisServer, startRedisServer } from '../test/redis-server.ts';
import { createTcpProxy } from '../test/tcp-proxy.ts';
import { openQueueStore } from './backend.ts';
import { assertRedisIsDurable } from './redis-durability.ts';

const databaseUrl = 'postgresql://127.0.0.1:1/none';
const withoutConfig = ['--rename-command', 'CONFIG', ''];

describe('the choice of the queue store', () => {
  it('is PostgreSQL without REDIS_URL, and does not wait for it', async () => {
    expect((await openQueueStore({ databaseUrl })).kind).toBe('postgres');
    expect((await openQueueStore({ databaseUrl, redisUrl: '' })).kind).toBe('postgres');
  });

  it('refuses a Redis that is not there', async () => {
    const { port } = await createTcpProxy({ host: '127.0.0.1', port: 0 });
    const opening = openQueueStore({ databaseUrl, redisUrl: `redis://:secret@127.0.0.1:${port}` });
    await expect(opening).rejects.toMatchObject({ code: 'queue-store.unreachable' });
    await expect(opening).rejects.not.toThrow(/secret/u);
  });

  it('refuses a server that accepts and says nothing, in time', async () => {
    const { createServer } = await import('node:net');
    const server = createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const checking = assertRedisIsDurable(`redis://127.0.0.1:${port}`, 500);
    await expect(checking).rejects.toMatchObject({ code: 'queue-store.unreachable' });
    server.close();
  });
});

describe.runIf(hasRedisServer())('a Redis server', () => {
  let stop: (() => Promise<void>) | undefined;

  afterEach(async () => {
    await stop?.();
    stop = undefined;
  });

  async function open(...settings: readonly string[]): Promise<string> {
    const server = await startRedisServer(settings);
    stop = server.stop;
    return (await openQueueStore({ databaseUrl, redisUrl: server.url })).kind;
  }

  it.each([
    ['that keeps everything', DURABLE],
    ['that keeps everything and forbids CONFIG', [...DURABLE, ...withoutConfig]],
  ])('%s is taken', async (_what, settings) => {
    expect(await open(...settings)).toBe('redis');
  });

  it.each([
    [
      'without an append-only file',
      ['--appendonly', 'no', '--maxmemory-policy', 'noeviction'],
      'appendonly yes',
    ],
    [
      'that may evict',
      ['--appendonly', 'yes', '--maxmemory-policy', 'allkeys-lru'],
      'maxmemory-policy noeviction',
    ],
    [
      'that forbids CONFIG and has no append-only file',
      ['--appendonly', 'no', '--maxmemory-policy', 'noeviction', ...withoutConfig],
      'appendonly yes',
    ],
    [
      'that forbids CONFIG and may evict',
      ['--appendonly', 'yes', '--maxmemory-policy', 'volatile-ttl', ...withoutConfig],
      'maxmemory-policy noeviction \\(it is volatile-ttl\\)',
    ],
  ])('%s is refused, with what to set', async (_what, settings, instruction) => {
    const opening = open(...settings);
    await expect(opening).rejects.toMatchObject({ code: 'queue-store.not-durable' });
    await expect(opening).rejects.toThrow(new RegExp(`refused.*set: ${instruction}`, 'u'));
  });

  it('with neither names both', async () => {
    await expect(open('--appendonly', 'no', '--maxmemory-policy', 'allkeys-lru')).rejects.toThrow(
      /appendonly yes; maxmemory-policy noeviction/u,
    );
  });
});
