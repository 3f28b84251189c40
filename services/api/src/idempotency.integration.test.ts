import { createHash } from 'node:crypto';
import { inTenant, type Tx } from '@boligtrapp/database';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../test/api-scene.ts';
import { bearer } from '../test/tokens.ts';

let scene: ApiScene;
let asOfficer: { authorization: string };
beforeAll(async () => {
  scene = await setApiScene();
  asOfficer = await bearer('case-officer', scene.one.id);
});
afterAll(() => scene.close());

const ROUND = { meetingOn: '2026-12-01', horizonDays: 30, tracks: ['welfare'], includesMovers: true };

async function createRound(
  headers: Readonly<Record<string, string>>,
  payload: object = ROUND,
): Promise<LightMyRequestResponse> {
  return await scene.app.inject({
    method: 'POST',
    url: '/v1/rounds',
    headers: { ...asOfficer, ...headers },
    payload,
  });
}

async function countRounds(): Promise<number> {
  const response = await scene.app.inject({ url: '/v1/rounds', headers: asOfficer });
  return response.json<{ totalCount: number }>().totalCount;
}

test('a POST that creates wants a key', async () => {
  const response = await createRound({});
  expect(response.json()).toMatchObject({
    status: 400,
    errors: [{ pointer: '/headers/idempotency-key', code: 'required' }],
  });
  expect(await countRounds()).toBe(0);
});

test('fifty retries at once make one round, and a later one gets the same answer', async () => {
  const headers = { 'idempotency-key': 'fifty-at-once' };
  const responses = await Promise.all(Array.from({ length: 50 }, () => createRound(headers)));
  expect(await countRounds()).toBe(1);
  const answered = responses.filter((response) => response.statusCode === 202);
  const busy = responses.filter((response) => response.statusCode === 409);
  expect(answered.length).toBeGreaterThan(0);
  expect(answered.length + busy.length).toBe(50);
  expect(new Set(answered.map((response) => response.body)).size).toBe(1);
  for (const response of busy) expect(response.json()).toMatchObject({ code: 'idempotency.in-progress' });
  const later = await createRound(headers);
  expect(later.body).toBe(answered[0]?.body);
  expect(later.headers['location']).toBe(answered[0]?.headers['location']);
  expect(await countRounds()).toBe(1);
});

test('the key with another body is refused', async () => {
  const headers = { 'idempotency-key': 'one-key-two-bodies' };
  expect((await createRound(headers)).statusCode).toBe(202);
  const other = await createRound(headers, { ...ROUND, meetingOn: '2026-12-02' });
  expect(other.json()).toMatchObject({ status: 422, code: 'idempotency.key-reused' });
});

test('a refused request does not use up its key', async () => {
  const headers = { 'idempotency-key': 'refused-at-first' };
  const past = await createRound(headers, { ...ROUND, meetingOn: '2026-01-01' });
  expect(past.statusCode).toBe(422);
  expect((await createRound(headers)).statusCode).toBe(202);
});

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

async function peek<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return await inTenant(scene.db, { municipalityId: scene.one.id, actorId: 'peek' }, work);
}

/** The answers that are kept, by what a caller without our keys could compute of a request. */
async function keptFor(key: string): Promise<readonly { key: string; request_hash: string }[]> {
  const rows = await peek(async (tx) =>
    tx.selectFrom('idempotency_keys').select(['key', 'request_hash']).execute(),
  );
  return rows.filter(
    (row) => row.key === sha256(key) || row.request_hash === sha256(JSON.stringify([{}, ROUND])),
  );
}

test('neither key nor request can be guessed from what is kept: both are hashed with a key of ours', async () => {
  // Callers make a key of whatever they have.
  const key = '01888012345';
  expect((await createRound({ 'idempotency-key': key })).statusCode).toBe(202);
  expect(await keptFor(key)).toEqual([]);
});

test('an answer from before the hashes had a key is given again', async () => {
  const headers = { 'idempotency-key': 'from-before-the-keys' };
  const first = await createRound(headers);
  await peek(async (tx) => {
    const row = await tx
      .selectFrom('idempotency_keys')
      .selectAll()
      .where('operation', '=', 'createRound')
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    await tx.deleteFrom('idempotency_keys').where('key', '=', row.key).execute();
    const before = {
      key: sha256(headers['idempotency-key']),
      request_hash: sha256(JSON.stringify([{}, ROUND])),
      result: JSON.stringify(row.result),
    };
    await tx
      .insertInto('idempotency_keys')
      .values({ ...row, ...before })
      .execute();
  });
  const before = await countRounds();
  expect((await createRound(headers)).body).toBe(first.body);
  expect(await countRounds()).toBe(before);
  const other = await createRound(headers, { ...ROUND, meetingOn: '2026-12-02' });
  expect(other.json()).toMatchObject({ code: 'idempotency.key-reused' });
});
