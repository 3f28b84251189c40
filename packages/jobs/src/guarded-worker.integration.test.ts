import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createPostgresBackend, Worker } from 'bullmq';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { IDLE_ROUND_HANDLERS } from '../test/idle-handlers.ts';
import { createQueueScene, newId, nowMs, type QueueScene, STORE_KINDS } from '../test/queue-scene.ts';
import { endProcess } from '../test/redis-server.ts';
import { createTcpProxy, type TcpProxy, targetOf, throughProxy } from '../test/tcp-proxy.ts';
import { openQueueStore, type QueueStore } from './backend.ts';
import { type GuardedWorker, startGuardedWorker } from './guarded-worker.ts';
import { FinalJobError } from './job-errors.ts';
import { type JobContext, type JobHandlerOptions, jobHandler } from './job-handler.ts';

const DEFAULT_PORT = { postgres: 5432, redis: 6379 } as const;

interface RoundPayload {
  readonly municipalityId: string;
  readonly roundId: string;
}

describe.each(STORE_KINDS)('a guarded worker on %s', (kind) => {
  let scene: QueueScene;
  let proxy: TcpProxy;
  let proxied: QueueStore;
  const closers: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    scene = await createQueueScene(kind);
    proxy = await createTcpProxy(targetOf(scene.storeUrl, DEFAULT_PORT[kind]));
    await proxy.become('pass');
    const viaProxy = throughProxy(scene.storeUrl, proxy);
    const config = kind === 'redis' ? { redisUrl: viaProxy } : { databaseUrl: viaProxy };
    proxied = await openQueueStore({ ...scene.storeConfig, ...config });
  });

  afterEach(async () => {
    await proxy.become('pass');
    for (const close of closers.splice(0).toReversed()) await close();
    scene.lines.splice(0);
  });

  afterAll(async () => {
    await proxy.close();
    await scene.close();
  });

  function startWorker(
    handle: (payload: RoundPayload, context: JobContext) => Promise<void>,
    { store = scene.store, ...options }: JobHandlerOptions<RoundPayload> & { store?: QueueStore } = {},
  ): GuardedWorker {
    const handlers = [jobHandler('rounds', 'solve-round', handle, options), ...IDLE_ROUND_HANDLERS];
    const worker = startGuardedWorker({
      store,
      queue: 'rounds',
      handlers,
      concurrency: 5,
      log: scene.log,
      nowMs,
    });
    closers.push(() => worker.close());
    return worker;
  }

  async function addJobs(count: number, payload: unknown = aPayload()): Promise<readonly string[]> {
    const ids = Array.from({ length: count }, newId);
    const queue = await scene.queues.open('rounds');
    for (const jobId of ids) await queue.add('solve-round', payload, { jobId });
    return ids;
  }

  function aPayload(): RoundPayload {
    return { municipalityId: scene.municipalityId, roundId: newId() };
  }

  async function readJob(
    jobId: string,
  ): Promise<{ state: string; failedReason: string | undefined; attempts: number }> {
    const job = await (await scene.queues.open('rounds')).getJob(jobId);
    if (job === undefined) throw new Error('no such job');
    return { state: await job.getState(), failedReason: job.failedReason, attempts: job.attemptsMade };
  }

  it.each(['refuse', 'drop'] as const)(
    'that starts while the store is away (%s) runs the jobs within 10 s of its return',
    async (mode) => {
      await proxy.become(mode);
      const done: string[] = [];
      const worker = startWorker(async (_payload, { jobId }) => void done.push(jobId), { store: proxied });
      const ids = await addJobs(20);
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      expect(worker.state()).toBe('starting');
      expect(done).toEqual([]);
      expect(scene.lines.length).toBeLessThan(40);
      await proxy.become('pass');
      await expect.poll(() => done.toSorted(), { timeout: 10_000 }).toEqual(ids.toSorted());
      expect(worker.state()).toBe('running');
    },
  );

  it.runIf(kind === 'postgres')(
    'control: an unguarded BullMQ worker in the same place runs none of them',
    async () => {
      await proxy.become('refuse');
      const done: string[] = [];
      const connection = {
        connectionString: throughProxy(scene.storeUrl, proxy),
        options: '-c role=boligtrapp_app',
      };
      const run = async (job: { id?: string | undefined }): Promise<void> => void done.push(job.id ?? '');
      const worker = new Worker('rounds', run, { connection }, createPostgresBackend);
      worker.on('error', () => undefined);
      const ids = await addJobs(20);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await proxy.become('pass');
      await new Promise((resolve) => setTimeout(resolve, 6_000));
      expect(done).toEqual([]);
      await worker.close(true);
      // They were only waiting for somebody to take them.
      const taken: string[] = [];
      startWorker(async (_payload, { jobId }) => void taken.push(jobId));
      await expect.poll(() => taken.toSorted(), { timeout: 10_000 }).toEqual(ids.toSorted());
    },
  );

  it.each(['refuse', 'drop'] as const)(
    'that loses its connections in the middle of jobs (%s) goes on',
    async (mode) => {
      const done = new Set<string>();
      startWorker(
        async (_payload, { jobId }) => {
          await new Promise((resolve) => setTimeout(resolve, 1_000));
          done.add(jobId);
        },
        { store: proxied },
      );
      const ids = await addJobs(10);
      await expect.poll(async () => (await readJob(ids[0] ?? '')).state, { timeout: 5_000 }).toBe('active');
      const before = proxy.accepted();
      await proxy.become(mode);
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      const attempts = proxy.accepted() - before;
      await proxy.become('pass');
      await expect
        .poll(async () => (await Promise.all(ids.map(readJob))).map((job) => job.state), {
          timeout: 50_000,
          interval: 500,
        })
        .toEqual(ids.map(() => 'completed'));
      expect(done.size).toBe(10);
      // BullMQ alone makes some 3,700 connections a second here.
      expect(attempts).toBeLessThan(100);
      expect(scene.lines.filter((line) => line.message === 'queue worker error').length).toBeLessThan(60);
    },
  );

  it('takes the job of a worker that was killed, well within 60 s', async () => {
    const [jobId = ''] = await addJobs(1);
    const { databaseUrl, redisUrl, redisPrefix } = scene.storeConfig;
    const file = fileURLToPath(new URL('../test/worker-process.ts', import.meta.url));
    const child = fork(file, [databaseUrl, redisUrl ?? '', redisPrefix ?? ''], { execArgv: [] });
    try {
      await expectMessage(child, 'isUp');
      await expectMessage(child, 'started');
      const done: JobContext[] = [];
      startWorker(async (_payload, context) => void done.push(context));
      child.kill('SIGKILL');
      const killedMs = nowMs();
      await expect
        .poll(() => done.map((context) => context.jobId), { timeout: 45_000, interval: 100 })
        .toEqual([jobId]);
      expect(nowMs() - killedMs).toBeLessThan(35_000);
      await expect.poll(async () => (await readJob(jobId)).state).toBe('completed');
    } finally {
      await endProcess(child);
    }
  });

  it('tries again after an error, and keeps no message of it', async () => {
    const attempts: number[] = [];
    startWorker(async (_payload, { attempt }) => {
      attempts.push(attempt);
      if (attempt < 3) throw Object.assign(new Error('Kari 17872312345'), { code: '40001' });
    });
    const [jobId = ''] = await addJobs(1);
    await expect.poll(async () => (await readJob(jobId)).state, { timeout: 15_000 }).toBe('completed');
    expect(attempts).toEqual([1, 2, 3]);
    const job = await (await scene.queues.open('rounds')).getJob(jobId);
    expect(JSON.stringify([job, scene.lines])).not.toContain('Kari');
    expect(JSON.stringify(scene.lines)).toContain('40001');
  });

  it('gives up at once on a final error, and says so', async () => {
    const givenUp: unknown[] = [];
    const payload = aPayload();
    startWorker(
      async () => {
        throw new FinalJobError('round.not-found');
      },
      { onGivenUp: async (given, code) => void givenUp.push([given, code]) },
    );
    const [jobId = ''] = await addJobs(1, payload);
    await expect.poll(() => givenUp, { timeout: 5_000 }).toEqual([[payload, 'round.not-found']]);
    expect(await readJob(jobId)).toEqual({ state: 'failed', failedReason: 'round.not-found', attempts: 1 });
  });

  it('refuses a payload that is not of the contract without calling the handler', async () => {
    let calls = 0;
    startWorker(async () => void (calls += 1));
    const [jobId = ''] = await addJobs(1, { ...aPayload(), name: 'Kari' });
    await expect.poll(async () => (await readJob(jobId)).state, { timeout: 5_000 }).toBe('failed');
    expect((await readJob(jobId)).failedReason).toBe('job.payload-invalid');
    expect(calls).toBe(0);
  });

  it('puts an unfinished job back when it is closed, and costs it no attempt', async () => {
    let reason: unknown;
    const worker = startWorker(async (_payload, { signal }) => {
      await once(signal, 'abort');
      reason = signal.reason;
      signal.throwIfAborted();
    });
    const [jobId = ''] = await addJobs(1);
    await expect.poll(async () => (await readJob(jobId)).state, { timeout: 5_000 }).toBe('active');
    const startedMs = nowMs();
    await worker.close(500);
    expect(nowMs() - startedMs).toBeLessThan(3_000);
    expect(reason).toBe('shutdown');
    expect(await readJob(jobId)).toMatchObject({ state: 'waiting', attempts: 0 });
    const attempts: number[] = [];
    startWorker(async (_payload, { attempt }) => void attempts.push(attempt));
    await expect.poll(() => attempts, { timeout: 10_000 }).toEqual([1]);
  });

  it('lets a running job finish when it is closed', async () => {
    const worker = startWorker(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    });
    const [jobId = ''] = await addJobs(1);
    await expect.poll(async () => (await readJob(jobId)).state, { timeout: 5_000 }).toBe('active');
    await worker.close();
    expect((await readJob(jobId)).state).toBe('completed');
  });

  it.each(['refuse', 'drop'] as const)('closes in time while the store is away (%s)', async (mode) => {
    const worker = startWorker(() => Promise.resolve(), { store: proxied });
    await expect.poll(() => worker.state(), { timeout: 10_000 }).toBe('running');
    await proxy.become(mode);
    const startedMs = nowMs();
    await worker.close(500);
    expect(nowMs() - startedMs).toBeLessThan(6_000);
    expect(worker.state()).toBe('closed');
  });

  it('is refused without exactly one handler for each kind of the queue', () => {
    const handler = jobHandler('rotation', 'run-rotation', () => Promise.resolve());
    const options = { store: scene.store, queue: 'rounds', log: scene.log, nowMs } as const;
    for (const handlers of [[], [handler]]) {
      expect(() => startGuardedWorker({ ...options, handlers })).toThrow(/solve-round/u);
    }
  });
});

async function expectMessage(child: ReturnType<typeof fork>, key: string): Promise<void> {
  for (;;) {
    const values: readonly unknown[] = await once(child, 'message', { signal: AbortSignal.timeout(20_000) });
    const message = values[0];
    if (typeof message === 'object' && message !== null && key in message) return;
  }
}
