import { randomUUID } from 'node:crypto';
import { createDb, createPool, DATABASE_ROLES, type Db, findRound, inTenant } from '@boligtrapp/database';
import { FinalJobError } from '@boligtrapp/jobs';
import { createIdSource, createLotSource, createSystemClock } from '@boligtrapp/platform';
import { createSolverPool, type SolverPool } from '@boligtrapp/solver-pool';
import { aMunicipality, aPolicySet, createTestDatabase, type TestDatabase } from '@boligtrapp/testing';
import { createRound, SolverDiedError } from '@boligtrapp/use-cases';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { solveRoundProcessor } from './solve-round.processor.ts';

const LIMITS = { memoryMiB: 512, heapMiB: 1_024, lookEveryMs: 50 };

let database: TestDatabase;
let db: Db;
let pool: SolverPool | undefined;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(createPool({ url: database.url, role: DATABASE_ROLES.app, applicationName: 'test' }));
});
afterEach(async () => await pool?.close());
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

/** A round of nobody, and the job that computes it in threads of the named file. */
async function aRoundFor(thread: string) {
  const scope = await aMunicipality(db);
  await aPolicySet(scope);
  const { municipalityId } = scope;
  const clock = createSystemClock();
  const { id: roundId } = await createRound(
    { db, clock, ids: createIdSource(), lots: createLotSource() },
    { id: 'case-officer', role: 'case-officer', municipalityId, requestId: randomUUID() },
    { meetingOn: clock.today(), horizonDays: 30, tracks: ['welfare', 'care'], includesMovers: true },
    { operation: 'createRound', key: randomUUID(), requestHash: 'x', status: 202 },
  );
  const filename = new URL(`../../../../packages/solver-pool/test/threads/${thread}.ts`, import.meta.url);
  const solver = createSolverPool({ threads: 1, filename, limits: LIMITS });
  pool = solver;
  const payload = { municipalityId, roundId };
  const signal = new AbortController().signal;
  const processor = solveRoundProcessor({ db, solver, nowMs: () => 0 });
  return {
    solver,
    run: async () => await processor.run(payload, { jobId: 'job', attempt: 1, signal }),
    read: async () =>
      await inTenant(db, { municipalityId, actorId: 'test' }, async (tx) => await findRound(tx, roundId)),
  };
}

it('computes a round whose first solve ended its thread in a fresh one', async () => {
  const round = await aRoundFor('dying-at-full-effort');
  await round.run();
  expect(await round.read()).toMatchObject({ state: 'proposed', failureCode: null });
});

it('fails job and round with the reason when the second solve ends its thread, too', async () => {
  const round = await aRoundFor('dying');
  const run = round.run();
  await expect(run).rejects.toBeInstanceOf(FinalJobError);
  await expect(run).rejects.toMatchObject({ code: 'solver.stopped' });
  expect(await round.read()).toMatchObject({ state: 'failed', failureCode: 'solver.stopped' });
  // Taken again, as after a kill between the round and the job: done with, and nothing is computed.
  await round.run();
});

it('broken control: the pool alone does not try again', async () => {
  const { solver, read } = await aRoundFor('dying-at-full-effort');
  const signal = new AbortController().signal;
  const solving = solver.solve('{}', { maxNodes: undefined, signal, onProgress: () => {} });
  await expect(solving).rejects.toBeInstanceOf(SolverDiedError);
  expect(await read()).toMatchObject({ state: 'queued' });
});
