import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { IDLE_ROUND_HANDLERS } from '../test/idle-handlers.ts';
import { createQueueScene, newId, nowMs, type QueueScene, STORE_KINDS } from '../test/queue-scene.ts';
import { startGuardedWorker } from './guarded-worker.ts';
import { FinalJobError } from './job-errors.ts';
import { jobHandler } from './job-handler.ts';
import { type QueueHealth, readAllQueueHealth } from './queue-health.ts';
import { createQueueOpener } from './queue-opener.ts';

describe.each(STORE_KINDS)('the health of the queues on %s', (kind) => {
  let scene: QueueScene;

  beforeAll(async () => {
    scene = await createQueueScene(kind);
  });

  afterEach(async () => {
    const jobs = await (await scene.queues.open('rounds')).getJobs();
    for (const job of jobs) await job.remove();
  });

  afterAll(async () => {
    await scene.close();
  });

  async function readRounds(atMs = nowMs()): Promise<QueueHealth> {
    const all = await readAllQueueHealth(scene.queues.open, atMs);
    const rounds = all.find((health) => health.queue === 'rounds');
    if (rounds === undefined) throw new Error('no health');
    return rounds;
  }

  async function addJob(delay?: number): Promise<void> {
    await (await scene.queues.open('rounds')).add(
      'solve-round',
      { municipalityId: newId(), roundId: newId() },
      { jobId: newId(), ...(delay === undefined ? {} : { delay }) },
    );
  }

  it('is nothing for every queue at first', async () => {
    const counts = { waiting: 0, active: 0, delayed: 0, failed: 0, completed: 0 };
    expect(await readAllQueueHealth(scene.queues.open, nowMs())).toEqual(
      ['rounds', 'rotation', 'offers', 'kobo', 'imports', 'privacy', 'webhooks', 'schedules'].map(
        (queue) => ({
          queue,
          counts,
          oldestDueAgeMs: 0,
          oldestActiveAgeMs: 0,
        }),
      ),
    );
  });

  it('tells how long the oldest job has waited when no worker is there', async () => {
    await addJob();
    await new Promise((resolve) => setTimeout(resolve, 300));
    for (let n = 0; n < 14; n += 1) await addJob();
    const health = await readRounds();
    expect(health.counts.waiting).toBe(15);
    expect(health.oldestDueAgeMs).toBeGreaterThanOrEqual(300);
    expect(health.oldestDueAgeMs).toBeLessThan(5_000);
  });

  it('counts a delayed job as due only when its time has come', async () => {
    await addJob(60_000);
    await addJob(80_000);
    expect(await readRounds()).toMatchObject({ counts: { delayed: 2 }, oldestDueAgeMs: 0 });
    const later = await readRounds(nowMs() + 90_000);
    expect(later.oldestDueAgeMs).toBeGreaterThan(29_000);
    expect(later.oldestDueAgeMs).toBeLessThan(31_000);
  });

  it('tells of running, finished and failed jobs', async () => {
    const running = Promise.withResolvers<void>();
    let jobs = 0;
    const handler = jobHandler('rounds', 'solve-round', async () => {
      if ((jobs += 1) === 1) throw new FinalJobError('round.not-found');
      if (jobs === 3) await running.promise;
    });
    const { store, log } = scene;
    const worker = startGuardedWorker({
      store,
      queue: 'rounds',
      handlers: [handler, ...IDLE_ROUND_HANDLERS],
      log,
      nowMs,
    });
    try {
      for (let n = 0; n < 3; n += 1) await addJob();
      await expect
        .poll(async () => (await readRounds()).counts, { timeout: 5_000 })
        .toEqual({ waiting: 0, active: 1, delayed: 0, failed: 1, completed: 1 });
      const health = await readRounds(nowMs() + 60_000);
      expect(health.oldestActiveAgeMs).toBeGreaterThanOrEqual(60_000);
      expect(health.oldestDueAgeMs).toBe(0);
    } finally {
      running.resolve();
      await worker.close();
    }
  });

  it('is refused when the store cannot be asked', async () => {
    const broken = createQueueOpener({
      store: {
        ...scene.store,
        openQueue: () => {
          throw new Error('away');
        },
      },
      log: scene.log,
      nowMs,
    });
    await expect(readAllQueueHealth(broken.open, nowMs())).rejects.toThrow('away');
    await broken.close();
  });
});
