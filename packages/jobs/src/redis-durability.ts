import { Redis } from 'ioredis';
import { QueueStoreError, toErrorCode } from './job-errors.ts';
import { within } from './pause.ts';

/** What a Redis server says about keeping what it was given. */
export interface RedisDurability {
  readonly isAppendOnly: boolean;
  /** Value of `maxmemory-policy`, or `unknown`. */
  readonly evictionPolicy: string;
}

/**
 * Refuses a Redis server that could lose jobs it has acknowledged: without the append-only file it loses
 * the last seconds or minutes when it is killed, and with any eviction policy but `noeviction` it drops jobs
 * when memory is full. Asks `CONFIG GET`, and `INFO` where the server forbids that.
 *
 * @throws {QueueStoreError} `queue-store.not-durable` with what to set, or `queue-store.unreachable` when
 * the server does not answer within `timeoutMs`.
 */
export async function assertRedisIsDurable(redisUrl: string, timeoutMs = 10_000): Promise<void> {
  const redis = new Redis(redisUrl, {
    lazyConnect: true,
    maxRetriesPerRequest: 1,
    connectTimeout: timeoutMs,
    retryStrategy: () => null,
  });
  // Without a listener ioredis prints the error, address and all; it is thrown below instead.
  redis.on('error', () => undefined);
  try {
    const durability = await within(readRedisDurability(redis), timeoutMs, () => new Error('timeout'));
    const wrong = toInstructions(durability);
    if (wrong.length > 0) {
      throw new QueueStoreError(
        'queue-store.not-durable',
        `Redis (REDIS_URL) could lose jobs and is refused. On the Redis server, set: ${wrong.join('; ')}. ` +
          'Or unset REDIS_URL to keep the queues in PostgreSQL.',
      );
    }
  } catch (error) {
    if (error instanceof QueueStoreError) throw error;
    throw new QueueStoreError(
      'queue-store.unreachable',
      `Redis (REDIS_URL) could not be asked about its durability (${toErrorCode(error)}).`,
      { cause: error },
    );
  } finally {
    redis.disconnect();
  }
}

function toInstructions({ isAppendOnly, evictionPolicy }: RedisDurability): readonly string[] {
  return [
    ...(isAppendOnly ? [] : ['appendonly yes']),
    ...(evictionPolicy === 'noeviction' ? [] : [`maxmemory-policy noeviction (it is ${evictionPolicy})`]),
  ];
}

async function readRedisDurability(redis: Redis): Promise<RedisDurability> {
  await redis.connect();
  const appendOnly = await readConfig(redis, 'appendonly');
  const evictionPolicy = await readConfig(redis, 'maxmemory-policy');
  if (appendOnly !== undefined && evictionPolicy !== undefined) {
    return { isAppendOnly: appendOnly === 'yes', evictionPolicy };
  }
  const info = `${await redis.info('persistence')}\n${await redis.info('memory')}`;
  return {
    isAppendOnly: /^aof_enabled:1\s*$/mu.test(info),
    evictionPolicy: /^maxmemory_policy:(\S+)\s*$/mu.exec(info)?.[1] ?? 'unknown',
  };
}

/** The setting's value, or `undefined` where the server has no or forbids `CONFIG`. */
async function readConfig(redis: Redis, name: string): Promise<string | undefined> {
  try {
    const answer: unknown = await redis.config('GET', name);
    const value: unknown = Array.isArray(answer) ? answer[1] : undefined;
    return typeof value === 'string' ? value : undefined;
  } catch (error) {
    // A server's refusal is a reply; anything else (a lost connection) is not an answer to the question.
    if (error instanceof Error && error.name === 'ReplyError') return undefined;
    throw error;
  }
}
