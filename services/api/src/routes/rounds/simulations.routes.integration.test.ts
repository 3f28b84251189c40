import { setTimeout as delay } from 'node:timers/promises';
import type { RoundReplay, WhatIfResult } from '@boligtrapp/contracts';
import { inTenant, parseFacts } from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import { createSolverPool } from '@boligtrapp/solver-pool';
import { anApplication, anAssessment, type BuilderScope } from '@boligtrapp/testing';
import { computeProposal, type Role, solveRound } from '@boligtrapp/use-cases';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiScene, sceneDeps, setApiScene } from '../../../test/api-scene.ts';
import { signToken } from '../../../test/tokens.ts';
import { buildApp } from '../../app.ts';

let scene: ApiScene;
let scope: BuilderScope;
let roundId: string;

async function headersOf(role: Role = 'case-officer') {
  const token = await signToken({ role, municipalityId: scene.one.id });
  return { authorization: `Bearer ${token}` };
}

async function post(url: string, payload: object, headers: Record<string, string> = {}) {
  return await scene.app.inject({
    method: 'POST',
    url,
    headers: { ...(await headersOf()), ...headers },
    payload,
  });
}

beforeAll(async () => {
  scene = await setApiScene();
  scope = { db: scene.db, municipalityId: scene.one.id };
  const household_id = await inTenant(
    scene.db,
    { municipalityId: scene.one.id, actorId: 'test' },
    async (tx) => {
      const id = '00000000-0000-7000-8000-000000000001';
      const row = { municipality_id: scene.one.id, id, reference: 'H-2' };
      await tx.insertInto('households').values(row).execute();
      return id;
    },
  );
  await anApplication(scope, { household_id });
  await anAssessment(scope, { household_id });
  const request = {
    meetingOn: '2026-12-01',
    horizonDays: 30,
    tracks: ['welfare', 'care'],
    includesMovers: true,
  };
  const created = await post('/v1/rounds', request, { 'idempotency-key': 'a-round-of-the-test' });
  expect(created.statusCode).toBe(202);
  roundId = created.json<{ id: string }>().id;
  await solveRound(
    {
      db: scene.db,
      nowMs: () => 0,
      solver: {
        solve: async (facts, { maxNodes }) =>
          await Promise.resolve(computeProposal(parseFacts(facts), { maxNodes })),
      },
    },
    { municipalityId: scene.one.id, roundId, signal: new AbortController().signal },
  );
});
afterAll(async () => {
  await scene.close();
});

it('a replay in a thread gives the same hashes', async () => {
  const answer = await scene.app.inject({
    url: `/v1/rounds/${roundId}/replay`,
    headers: await headersOf('auditor'),
  });
  expect(answer.statusCode).toBe(200);
  expect(answer.json<RoundReplay>()).toMatchObject({ roundId, isReproduced: true });
});

it('a what-if in a thread tells the difference', async () => {
  const whatIf = { places: [{ placeId: scene.one.buildingId, status: 'spared', highestLevelAllowed: 0 }] };
  const answer = await post(`/v1/rounds/${roundId}/what-ifs`, whatIf);
  expect(answer.statusCode).toBe(200);
  const result = answer.json<WhatIfResult>();
  expect(result).toMatchObject({ unchanged: 0, gained: [], locks: [] });
  expect(result.lost).toMatchObject([
    { household: { reference: 'H-2' }, before: { reference: 'V-1' }, after: null },
  ]);
  const unknown = await post(`/v1/rounds/${roundId}/what-ifs`, { places: [{ placeId: roundId }] });
  expect(unknown.statusCode).toBe(422);
  expect(unknown.json()).toMatchObject({
    code: 'record.reference-unknown',
    errors: [{ pointer: '/body/places/0/placeId' }],
  });
});

it('a what-if whose caller goes away is given up, and the API answers others all the while', async () => {
  const pool = createSolverPool({
    threads: 1,
    filename: new URL('../../../../../packages/solver-pool/test/threads/never-ending.ts', import.meta.url),
  });
  const { promise: solving, resolve: onSolving } = Promise.withResolvers<AbortSignal>();
  const busy = buildApp({
    ...sceneDeps(scene.db, []),
    solver: {
      solve: pool.solve,
      whatIf: async (task, signal) => {
        onSolving(signal);
        return await pool.whatIf(task, signal);
      },
    },
  });
  try {
    const token = await signToken({ role: 'case-officer', municipalityId: scene.one.id });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const url = await busy.listen({ host: '127.0.0.1', port: 0 });
    const leaving = new AbortController();
    const asked = fetch(`${url}/v1/rounds/${roundId}/what-ifs`, {
      method: 'POST',
      headers,
      body: '{}',
      signal: leaving.signal,
    }).catch((error: unknown) => error);
    const given = await solving;
    const started = performance.now();
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect(performance.now() - started).toBeLessThan(500);
    expect(given.aborted).toBe(false);
    leaving.abort();
    await asked;
    while (!given.aborted) await delay(20);
    await pool.close();
  } finally {
    await busy.close();
  }
});

it('a what-if that takes too long is told as not available, and its thread is free for the next one', async () => {
  const never = new URL('../../../../../packages/solver-pool/test/threads/never-ending.ts', import.meta.url);
  const pool = createSolverPool({ threads: 1, filename: never });
  let reason: unknown;
  const whatIf: typeof pool.whatIf = async (task, signal) => {
    try {
      return await pool.whatIf(task, signal);
    } catch (error) {
      reason = error;
      throw error;
    }
  };
  const impatient = buildApp({
    ...sceneDeps(scene.db, []),
    solver: { solve: pool.solve, whatIf },
    // Longer than a connection may be silent otherwise.
    whatIfTimeoutMs: 11_000,
  });
  try {
    const url = await impatient.listen({ host: '127.0.0.1', port: 0 });
    const headers = { ...(await headersOf()), 'content-type': 'application/json' };
    const answer = await fetch(`${url}/v1/rounds/${roundId}/what-ifs`, {
      method: 'POST',
      headers,
      body: '{}',
    });
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'solver.unavailable' });
    expect(reason).toMatchObject({ name: 'AbortError' });
  } finally {
    await impatient.close();
    await pool.close();
  }
});

it('is not for a round of another day that has no proposal', async () => {
  const request = {
    meetingOn: plainDate('2026-12-02'),
    horizonDays: 0,
    tracks: ['care'],
    includesMovers: false,
  };
  const created = await post('/v1/rounds', request, { 'idempotency-key': 'another-round-of-it' });
  const { id } = created.json<{ id: string }>();
  expect((await post(`/v1/rounds/${id}/what-ifs`, {})).json()).toMatchObject({ code: 'proposal.not-found' });
});
