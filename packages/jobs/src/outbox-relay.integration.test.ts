import { createPool, DATABASE_ROLES } from '@boligtrapp/database';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { IDLE_ROUND_HANDLERS } from '../test/idle-handlers.ts';
import { createQueueScene, newId, nowMs, type QueueScene, STORE_KINDS } from '../test/queue-scene.ts';
import { createTcpProxy, targetOf, throughProxy } from '../test/tcp-proxy.ts';
import { openQueueStore } from './backend.ts';
import { startGuardedWorker } from './guarded-worker.ts';
import { jobHandler } from './job-handler.ts';
import { type OutboxRelay, startOutboxRelay, startRelayTo } from './outbox-relay.ts';
import { createQueueOpener } from './queue-opener.ts';

describe.each(STORE_KINDS)('the outbox relay on %s', (kind) => {
  let scene: QueueScene;
  let pool: pg.Pool;
  const closers: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    scene = await createQueueScene(kind);
    pool = createPool({ url: scene.database.url, role: DATABASE_ROLES.relay, applicationName: 'test-relay' });
    await scene.admin.query(`CREATE TABLE effects (job_id text NOT NULL, round_id text NOT NULL)`);
  });

  afterEach(async () => {
    for (const close of closers.splice(0).toReversed()) await close();
    await scene.admin.query('DELETE FROM outbox; DELETE FROM effects');
    const left = await (await scene.queues.open('rounds')).getJobs(['waiting', 'delayed']);
    for (const job of left) await job.remove();
  });

  afterAll(async () => {
    await pool.end();
    await scene.close();
  });

  function startRelay(pollMs = 100): OutboxRelay {
    const relay = startOutboxRelay({ pool, store: scene.store, log: scene.log, nowMs, pollMs });
    closers.push(relay.close);
    return relay;
  }

  /** A worker whose effect is *not* idempotent, so that a job run twice shows. */
  function startRoundWorker(): void {
    const handler = jobHandler('rounds', 'solve-round', async (payload, { jobId }) => {
      await scene.admin.query('INSERT INTO effects VALUES ($1, $2)', [jobId, payload.roundId]);
    });
    const { store, log } = scene;
    const worker = startGuardedWorker({
      store,
      queue: 'rounds',
      handlers: [handler, ...IDLE_ROUND_HANDLERS],
      concurrency: 5,
      log,
      nowMs,
    });
    closers.push(worker.close);
  }

  async function countPending(): Promise<number> {
    const { rows } = await scene.admin.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM outbox WHERE relayed_at IS NULL',
    );
    return rows[0]?.n ?? -1;
  }

  async function listEffects(): Promise<readonly string[]> {
    const { rows } = await scene.admin.query<{ round_id: string }>('SELECT round_id FROM effects');
    return rows.map((row) => row.round_id).toSorted();
  }

  async function addRounds(count: number): Promise<readonly string[]> {
    const rounds = Array.from({ length: count }, newId);
    for (const round of rounds) await scene.addRound(round);
    return rounds.toSorted();
  }

  it('carries every row to a worker, once', async () => {
    const rounds = await addRounds(120);
    startRoundWorker();
    startRelay();
    await expect.poll(listEffects, { timeout: 20_000 }).toEqual(rounds);
    await expect.poll(countPending, { timeout: 5_000 }).toBe(0);
  });

  it('loses nothing and doubles no effect when it dies between adding and marking', async () => {
    const rounds = await addRounds(30);
    const queues = createQueueOpener({ store: scene.store, log: scene.log, nowMs });
    let deaths = 0;
    const dying = {
      close: queues.close,
      async add(job: Parameters<typeof queues.add>[0]) {
        await queues.add(job);
        if (deaths >= 3) return;
        deaths += 1;
        // The transaction that would have marked the row goes with its connection.
        await scene.admin.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE application_name = 'test-relay' AND datname = current_database()`,
        );
      },
    };
    startRoundWorker();
    const relay = startRelayTo(dying, { pool, log: scene.log, nowMs, batchSize: 1, pollMs: 100 });
    closers.push(relay.close);
    await expect.poll(countPending, { timeout: 30_000 }).toBe(0);
    await expect.poll(listEffects, { timeout: 10_000 }).toEqual(rounds);
    expect(deaths).toBe(3);
  });

  it('loses nothing and doubles no effect when an add that failed had in fact been stored', async () => {
    const rounds = await addRounds(30);
    const queues = createQueueOpener({ store: scene.store, log: scene.log, nowMs });
    let failures = 0;
    const failing = {
      close: queues.close,
      async add(job: Parameters<typeof queues.add>[0]) {
        await queues.add(job);
        if ((failures += 1) <= 40) throw Object.assign(new Error('Kari 17872312345'), { code: 'ECONNRESET' });
      },
    };
    startRoundWorker();
    const relay = startRelayTo(failing, { pool, log: scene.log, nowMs, pollMs: 100 });
    closers.push(relay.close);
    await expect.poll(countPending, { timeout: 30_000 }).toBe(0);
    await expect.poll(listEffects, { timeout: 10_000 }).toEqual(rounds);
    const { rows } = await scene.admin.query(
      'SELECT max(attempts) AS most, max(last_error_code) AS code FROM outbox',
    );
    expect(rows).toEqual([{ most: 2, code: 'ECONNRESET' }]);
    expect(JSON.stringify(scene.lines)).not.toContain('Kari');
  });

  it('control: without the row as the id of the job, the same failure doubles effects', async () => {
    const rounds = await addRounds(10);
    startRoundWorker();
    let failures = 0;
    const careless = {
      close: () => Promise.resolve(),
      async add(job: { kind: string; payload: unknown }) {
        const queue = await scene.queues.open('rounds');
        await queue.add(job.kind, job.payload, { jobId: newId() });
        if ((failures += 1) <= 10) throw new Error('lost answer');
      },
    };
    const relay = startRelayTo(careless, { pool, log: scene.log, nowMs, pollMs: 100 });
    closers.push(relay.close);
    await expect.poll(countPending, { timeout: 20_000 }).toBe(0);
    await expect.poll(async () => (await listEffects()).length, { timeout: 10_000 }).toBe(20);
    expect(new Set(await listEffects())).toEqual(new Set(rounds));
  });

  it('shares the rows between two relays: none is added twice', async () => {
    const rounds = await addRounds(200);
    const added: string[] = [];
    const queues = createQueueOpener({ store: scene.store, log: scene.log, nowMs });
    const counting = {
      close: () => Promise.resolve(),
      async add(job: Parameters<typeof queues.add>[0]) {
        added.push(job.jobId);
        await queues.add(job);
      },
    };
    closers.push(queues.close);
    startRoundWorker();
    for (const batchSize of [7, 11]) {
      closers.push(startRelayTo(counting, { pool, log: scene.log, nowMs, batchSize, pollMs: 50 }).close);
    }
    await expect.poll(listEffects, { timeout: 30_000 }).toEqual(rounds);
    expect(added).toHaveLength(200);
    expect(new Set(added).size).toBe(200);
  });

  it('keeps a row that is not of the contract, says so, and does not let it block the others', async () => {
    const bad = newId();
    await scene.admin.query(
      `INSERT INTO outbox (municipality_id, id, queue, kind, payload, available_at)
       VALUES ($1, $2, 'rounds', 'solve-round', '{"name":"Kari"}', now() - interval '1 minute')`,
      [scene.municipalityId, bad],
    );
    const rounds = await addRounds(5);
    startRoundWorker();
    const relay = startRelayTo(createQueueOpener({ store: scene.store, log: scene.log, nowMs }), {
      pool,
      log: scene.log,
      nowMs,
      batchSize: 1,
      pollMs: 50,
    });
    closers.push(relay.close);
    await expect.poll(listEffects, { timeout: 10_000 }).toEqual(rounds);
    const { rows } = await scene.admin.query(
      'SELECT relayed_at, attempts, last_error_code AS code, available_at > now() AS is_later FROM outbox WHERE id = $1',
      [bad],
    );
    expect(rows).toEqual([{ relayed_at: null, attempts: 1, code: 'job.payload-invalid', is_later: true }]);
    expect(await relay.oldestPendingAgeMs()).toBeGreaterThan(0);
    expect(JSON.stringify(scene.lines)).not.toContain('Kari');
  });

  it('leaves a row alone until it is available', async () => {
    const id = await scene.addRound();
    await scene.admin.query(
      `UPDATE outbox SET available_at = now() + interval '2 s', created_at = now() - interval '1 h'`,
    );
    const relay = startRelay();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await countPending()).toBe(1);
    expect(await relay.oldestPendingAgeMs()).toBe(0);
    await expect.poll(countPending, { timeout: 5_000 }).toBe(0);
    await expect.poll(async () => (await (await scene.queues.open('rounds')).getJob(id))?.id).toBe(id);
  });

  it('is woken by the row itself, also after its connections were cut', async () => {
    startRelay(60_000);
    await scene.addRound();
    await expect.poll(countPending, { timeout: 3_000 }).toBe(0);
    await scene.admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'test-relay' AND datname = current_database()`,
    );
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await scene.addRound();
    await expect.poll(countPending, { timeout: 3_000 }).toBe(0);
  });

  it.each(['refuse', 'drop'] as const)(
    'waits for a queue store that is away when it starts (%s)',
    async (mode) => {
      const proxy = await createTcpProxy(targetOf(scene.storeUrl, kind === 'redis' ? 6379 : 5432));
      await proxy.become('pass');
      const viaProxy = throughProxy(scene.storeUrl, proxy);
      const config = kind === 'redis' ? { redisUrl: viaProxy } : { databaseUrl: viaProxy };
      const store = await openQueueStore({ ...scene.storeConfig, ...config });
      await proxy.become(mode);
      closers.push(proxy.close);
      const rounds = await addRounds(5);
      startRoundWorker();
      const relay = startOutboxRelay({ pool, store, log: scene.log, nowMs, pollMs: 100 });
      closers.push(relay.close);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(await countPending()).toBe(5);
      expect(await relay.oldestPendingAgeMs()).toBeGreaterThan(1_000);
      await proxy.become('pass');
      await expect.poll(listEffects, { timeout: 15_000 }).toEqual(rounds);
      await expect.poll(countPending, { timeout: 5_000 }).toBe(0);
    },
  );

  it('tells how long the oldest row has waited', async () => {
    const relay = startRelayTo(
      { add: () => Promise.reject(new Error('down')), close: () => Promise.resolve() },
      { pool, log: scene.log, nowMs, pollMs: 100 },
    );
    closers.push(relay.close);
    expect(await relay.oldestPendingAgeMs()).toBe(0);
    await scene.addRound();
    await scene.admin.query(
      `UPDATE outbox SET available_at = now() - interval '90 s', created_at = now() - interval '90 s'`,
    );
    expect(await relay.oldestPendingAgeMs()).toBeGreaterThanOrEqual(90_000);
    expect(await relay.oldestPendingAgeMs()).toBeLessThan(100_000);
  });
});
