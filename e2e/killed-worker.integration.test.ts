import { randomUUID } from 'node:crypto';
import {
  findProposal,
  findRound,
  findSnapshot,
  inTenant,
  listVerdicts,
  parseFacts,
} from '@boligtrapp/database';
import { createIdSource, createLotSource, createSystemClock } from '@boligtrapp/platform';
import { type Actor, computeProposal, createRound } from '@boligtrapp/use-cases';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createDemoScene, type DemoScene } from './demo-scene.ts';
import { endService, startService } from './service-process.ts';

const clock = createSystemClock();
const ids = createIdSource();
const RECOVERY_TIMEOUT_MS = 60_000;

let scene: DemoScene;
let actor: Actor;

beforeAll(async () => {
  scene = await createDemoScene();
  const { municipalityId } = scene;
  actor = { id: 'case-officer', role: 'case-officer', municipalityId, requestId: randomUUID() };
});

afterAll(async () => await scene.close());

it('finishes a round with the same bytes when the worker is killed with -9 in the middle of it', async () => {
  const round = await createRound(
    { db: scene.db, clock, ids, lots: createLotSource() },
    actor,
    { meetingOn: clock.today(), horizonDays: 30, tracks: ['welfare', 'care'], includesMovers: true },
    { operation: 'createRound', key: randomUUID(), requestHash: 'x', status: 202 },
  );

  const first = await startService('worker', scene.database.url);
  await vi.waitFor(async () => expect(await stateOf(round.id)).toBe('solving'), {
    timeout: 30_000,
    interval: 5,
  });
  await endService(first, 'SIGKILL');
  expect(await stateOf(round.id)).toBe('solving');
  expect(await storedProposal(round.id)).toBeUndefined();

  const second = await startService('worker', scene.database.url);
  try {
    await vi.waitFor(async () => expect(await stateOf(round.id)).toBe('proposed'), {
      timeout: RECOVERY_TIMEOUT_MS,
      interval: 200,
    });
  } finally {
    await endService(second, 'SIGTERM');
  }

  const { stored, facts, verdictRows } = await inTenant(scene.db, scope(), async (tx) => ({
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
  return await inTenant(scene.db, scope(), async (tx) => (await findRound(tx, roundId))?.state);
}

async function storedProposal(roundId: string): Promise<unknown> {
  return await inTenant(scene.db, scope(), async (tx) => await findProposal(tx, roundId));
}
