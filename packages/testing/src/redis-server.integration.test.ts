import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { startTestRedis } from './redis-server.ts';

async function ask(url: string, command: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port || '6379') });
  socket.write(`${command}\r\n`);
  const answer = await new Promise<string>((resolve, reject) => {
    socket.once('data', (data) => resolve(data.toString())).once('error', reject);
  });
  socket.destroy();
  return answer;
}

test('a test Redis keeps what it is given and refuses rather than evicts; two do not share', async (context) => {
  const redis = await startTestRedis();
  context.skip(redis === undefined, 'no Redis here');
  if (redis === undefined) return;
  const other = redis.pid === undefined ? undefined : await startTestRedis();
  try {
    expect(await ask(redis.url, 'CONFIG GET appendonly')).toMatch(/yes/);
    expect(await ask(redis.url, 'CONFIG GET maxmemory-policy')).toMatch(/noeviction/);
    await ask(redis.url, 'SET boligtrapp-test-only-here 1');
    if (other !== undefined) expect(await ask(other.url, 'GET boligtrapp-test-only-here')).toBe('$-1\r\n');
    await ask(redis.url, 'DEL boligtrapp-test-only-here');
  } finally {
    await Promise.all([redis.stop(), other?.stop()]);
  }
  if (redis.pid !== undefined) await expect(ask(redis.url, 'PING')).rejects.toThrow(/ECONNREFUSED/);
});
