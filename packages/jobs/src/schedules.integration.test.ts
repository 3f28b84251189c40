import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createQueueScene, nowMs, type QueueScene, STORE_KINDS } from '../test/queue-scene.ts';
import type { StoreQueue } from './backend.ts';
import { startGuardedWorker } from './guarded-worker.ts';
import { jobHandler } from './job-handler.ts';
import { createQueueOpener } from './queue-opener.ts';
import { NIGHTLY_ROTATION, registerSchedules } from './schedules.ts';

describe.each(STORE_KINDS)('the schedules on %s', (kind) => {
  let scene: QueueScene;
  let queue: StoreQueue;
  let lockPool: Pool;

  beforeAll(async () => {
    scene = await createQueueScene(kind);
    queue = await scene.queues.open('schedules');
    lockPool = new Pool({ connectionString: scene.database.url, max: 20 });
  });

  afterEach(async () => {
    await queue.removeJobScheduler(NIGHTLY_ROTATION.id);
  });

  afterAll(async () => {
    await lockPool.end();
    await scene.close();
  });

  it('are registered once by twenty workers that start together, ten times over', async () => {
    const openers = Array.from({ length: 20 }, () =>
      createQueueOpener({ store: scene.store, log: scene.log, nowMs }),
    );
    try {
      const queues = await Promise.all(openers.map((opener) => opener.open('schedules')));
      for (let round = 0; round < 10; round += 1) {
        await queue.removeJobScheduler(NIGHTLY_ROTATION.id);
        const dueMs = await Promise.all(queues.map((one) => registerSchedules({ queue: one, lockPool })));
        expect(new Set(dueMs).size).toBe(1);
        expect(await queue.getJobSchedulersCount()).toBe(1);
        const counts = await queue.getJobCounts('delayed', 'waiting', 'active');
        expect(counts).toEqual({ delayed: 1, waiting: 0, active: 0 });
      }
      expect(scene.lines).toEqual([]);
    } finally {
      await Promise.all(openers.map((opener) => opener.close()));
    }
  });

  it('tick next at three at night in Norway', async () => {
    const due = Temporal.Instant.fromEpochMilliseconds(await registerSchedules({ queue, lockPool }));
    const local = due.toZonedDateTimeISO('Europe/Oslo');
    const now = Temporal.Now.zonedDateTimeISO('Europe/Oslo');
    expect(local.toPlainTime().toString()).toBe('03:00:00');
    expect(local.epochMilliseconds).toBeGreaterThan(now.epochMilliseconds);
    expect(local.toPlainDate().since(now.toPlainDate()).days).toBeLessThanOrEqual(1);
  });

  it('are left alone when they are in order', async () => {
    await registerSchedules({ queue, lockPool });
    const [before] = await queue.getJobs(['delayed']);
    await registerSchedules({ queue, lockPool });
    const [after] = await queue.getJobs(['delayed']);
    expect(after?.timestamp).toBe(before?.timestamp);
  });

  it('are mended when they tick at another time, or have stopped', async () => {
    await queue.upsertJobScheduler(
      NIGHTLY_ROTATION.id,
      { pattern: '0 4 * * *', tz: 'UTC' },
      { name: NIGHTLY_ROTATION.id },
    );
    await registerSchedules({ queue, lockPool });
    expect(await queue.getJobScheduler(NIGHTLY_ROTATION.id)).toMatchObject({
      pattern: '0 3 * * *',
      tz: 'Europe/Oslo',
    });
    expect(await queue.getJobSchedulersCount()).toBe(1);
    for (const job of await queue.getJobs(['delayed'])) await dropTick(job.id ?? '');
    expect(await queue.getJobs(['delayed'])).toEqual([]);
    await registerSchedules({ queue, lockPool });
    expect(await queue.getJobs(['delayed'])).toHaveLength(1);
  });

  /** What is left when the next tick could not be stored: the scheduler, without a job. */
  async function dropTick(id: string): Promise<void> {
    if (kind === 'postgres') {
      await scene.admin.query('DELETE FROM bullmq.job WHERE id = $1', [id]);
      return;
    }
    const redis = new Redis(scene.storeUrl);
    const key = `{${scene.storeConfig.redisPrefix}}:schedules`;
    await redis.multi().zrem(`${key}:delayed`, id).del(`${key}:${id}`).exec();
    redis.disconnect();
  }

  it('give the worker a tick it accepts', async () => {
    await registerSchedules({ queue, lockPool });
    const ticks: string[] = [];
    const handler = jobHandler(
      'schedules',
      'nightly-rotation',
      async (_payload, { jobId }) => void ticks.push(jobId),
    );
    const { store, log } = scene;
    const worker = startGuardedWorker({ store, queue: 'schedules', handlers: [handler], log, nowMs });
    const [tick] = await queue.getJobs(['delayed']);
    await tick?.promote();
    await expect.poll(() => ticks, { timeout: 10_000 }).toEqual([tick?.id]);
    await expect.poll(async () => (await queue.getJobs(['delayed'])).length, { timeout: 5_000 }).toBe(1);
    await worker.close();
  });
});
