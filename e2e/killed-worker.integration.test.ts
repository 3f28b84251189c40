import { randomUUID } from 'node:crypto';
import {
  createDb,
  createPool,
  DATABASE_ROLES,
  type Db,
  findProposal,
  findRound,
  findSnapshot,
  inTenant,
  listVerdicts,
  parseFacts,
} from '@boligtrapp/database';
import { migrateQueueStore } from '@boligtrapp/jobs';
import {
  createIdentityCipher,
  createIdSource,
  createLotSource,
  createSystemClock,
} from '@boligtrapp/platform';
import { createTestDatabase, generateDemo, insertDemo, type TestDatabase } from '@boligtrapp/testing';
import { type Actor, computeProposal, createRound } from '@boligtrapp/use-cases';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { endWorkerProcess, startWorkerProcess } from './worker-process.ts';

const clock = createSystemClock();
const ids = createIdSource();
const RECOVERY_TIMEOUT_MS = 60_000;

let database: TestDatabase;
let db: Db;
let actor: Actor;

beforeAll(async () => {
  database = await createTestDatabase();
  await migrateQueueStore(database.adminUrl);
  db = createDb(createPool({ url: database.url, role: DATABASE_ROLES.app, applicationName: 'test' }));
  const demo = generateDemo({ seed: 1, on: clock.today() });
  const keys = { encryptionKey: new Uint8Array(32).fill(1), lookupKey: new Uint8Array(32).fill(2) };
  const cipher = createIdentityCipher({ keyId: 'test', ...keys });
  await insertDemo(db, demo, { cipher });
  actor = {
    id: 'case-officer',
    role: 'case-officer',
    municipalityId: demo.municipality.id,
    requestId: randomUUID(),
  };
});

afterAll(async () => {
  await db.destroy();
  await database.drop();
});

it('finishes a round with the same bytes when the worker is killed with -9 in the middle of it', async () => {
  const round = await createRound(
    { db, clock, ids, lots: createLotSource() },
    actor,
    { meetingOn: clock.today(), horizonDays: 30, tracks: ['welfare', 'care'], includesMovers: true },
    { operation: 'createRound', key: randomUUID(), requestHash: 'x', status: 202 },
  );

  const first = await startWorkerProcess(database.url);
  await vi.waitFor(async () => expect(await stateOf(round.id)).toBe('solving'), {
    timeout: 30_000,
    interval: 5,
  });
  await endWorkerProcess(first, 'SIGKILL');
  expect(await stateOf(round.id)).toBe('solving');
  expect(await storedProposal(round.id)).toBeUndefined();

  const second = await startWorkerProcess(database.url);
  try {
    await vi.waitFor(async () => expect(await stateOf(round.id)).toBe('proposed'), {
      timeout: RECOVERY_TIMEOUT_MS,
      interval: 200,
    });
  } finally {
    await endWorkerProcess(second, 'SIGTERM');
  }

  const { stored, facts, verdictRows } = await inTenant(db, scope(), async (tx) => ({
    stored: await findProposal(tx, round.id),
    facts: parseFacts((await findSnapshot(tx, round.id))?.facts ?? ''),
    verdictRows: (await listVerdicts(tx, round.id)).length,
  }));
  expect(stored?.solutionHash).toBe(computeProposal(facts).solutionHash);
  expect(verdictRows).toBe(facts.households.length);
}, 120_000);

function scope(): { municipalityId: string; actorId: string } {
  return { municipalityId: actor.municipalityId, actorId: 'test' };
}

async function stateOf(roundId: string): Promise<string | undefined> {
  return await inTenant(db, scope(), async (tx) => (await findRound(tx, roundId))?.state);
}

async function storedProposal(roundId: string): Promise<unknown> {
  return await inTenant(db, scope(), async (tx) => await findProposal(tx, roundId));
}
