import { randomUUID } from 'node:crypto';
import { createDb, createPool, DATABASE_ROLES, type Db } from '@boligtrapp/database';
import { FinalJobError } from '@boligtrapp/jobs';
import { createIdSource, createSystemClock } from '@boligtrapp/platform';
import { createSolverPool, type SolverPool } from '@boligtrapp/solver-pool';
import { aMunicipality, aPolicySet, createTestDatabase, type TestDatabase } from '@boligtrapp/testing';
import {
  type Actor,
  draftPolicySet,
  getPolicyImpactRun,
  requestPolicyImpactRun,
} from '@boligtrapp/use-cases';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { runPolicyImpactProcessor } from './run-policy-impact.processor.ts';

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

function key(operation: string) {
  return { operation, key: randomUUID(), requestHash: 'x', status: 201 };
}

/** An impact run of a draft, and the job that makes it; in threads of the named file, or in real ones. */
async function aRun(thread?: string) {
  const scope = await aMunicipality(db);
  await aPolicySet(scope);
  const { municipalityId } = scope;
  const [clock, ids] = [createSystemClock(), createIdSource()];
  const actor: Actor = { id: 'case-officer', role: 'case-officer', municipalityId, requestId: randomUUID() };
  const draft = await draftPolicySet({ db, clock, ids }, actor, { name: 'Draft' }, key('draft'));
  const { id: impactRunId } = await requestPolicyImpactRun({ db, ids }, actor, draft.id, key('impact'));
  const threads = new URL('../../../../packages/solver-pool/test/threads/', import.meta.url);
  const file = thread === undefined ? {} : { filename: new URL(`${thread}.ts`, threads) };
  pool = createSolverPool({ threads: 1, ...file });
  const processor = runPolicyImpactProcessor({ db, clock, solver: pool, nowMs: () => 0 });
  const payload = { municipalityId, impactRunId };
  const context = { jobId: 'job', attempt: 1, signal: new AbortController().signal };
  return {
    run: async () => await processor.run(payload, context),
    giveUp: async () => await processor.giveUp(payload, 'solver.stopped'),
    read: async () => await getPolicyImpactRun({ db, ids }, actor, { policySetId: draft.id }),
  };
}

it('is made in a thread, and done with when it is taken again', async () => {
  const impact = await aRun();
  await impact.run();
  const done = await impact.read();
  expect(done).toMatchObject({ state: 'done', result: { lastRound: null, presentQueue: { dwellings: 0 } } });
  await impact.run();
  expect(await impact.read()).toEqual(done);
});

it('that ends its thread is not tried again, and fails when it is given up', async () => {
  const impact = await aRun('dying');
  await expect(impact.run()).rejects.toBeInstanceOf(FinalJobError);
  await impact.giveUp();
  expect(await impact.read()).toMatchObject({ state: 'failed', failureCode: 'solver.stopped' });
});
