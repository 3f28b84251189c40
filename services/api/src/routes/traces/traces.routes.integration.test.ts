import { createAuditSealer } from '@boligtrapp/platform';
import { readAuditExport } from '@boligtrapp/use-cases';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiScene, setApiScene } from '../../../test/api-scene.ts';
import { aHouseholdBody } from '../../../test/record-bodies.ts';
import { bearer } from '../../../test/tokens.ts';

const sealer = createAuditSealer({ keyId: 'audit-test', key: new Uint8Array(32).fill(9) });

const IN_QUERY: unknown = expect.stringContaining('/query');

let scene: ApiScene;
let headers: Readonly<Record<string, string>>;
let officer: Readonly<Record<string, string>>;

beforeAll(async () => {
  scene = await setApiScene({ auditSealer: sealer });
  headers = await bearer('auditor', scene.one.id);
  officer = await bearer('case-officer', scene.one.id);
  for (const key of ['the-first-household', 'the-second-household']) {
    const response = await scene.app.inject({
      method: 'POST',
      url: '/v1/households',
      headers: { ...officer, 'idempotency-key': key },
      payload: aHouseholdBody(),
    });
    expect(response.statusCode, response.body).toBe(201);
  }
});
afterAll(() => scene.close());

async function get(url: string, as = headers) {
  return await scene.app.inject({ method: 'GET', url, headers: as });
}

it('pages through the trail with an opaque cursor', async () => {
  const first = (await get('/v1/audit-events?limit=1&objectKind=household')).json<{ nextCursor: string }>();
  expect(first).toMatchObject({ totalCount: 2, items: [{ sequence: 2, action: 'household.registered' }] });
  const next = await get(`/v1/audit-events?limit=1&objectKind=household&cursor=${first.nextCursor}`);
  expect(next.json()).toMatchObject({ totalCount: 2, nextCursor: null, items: [{ sequence: 1 }] });
});

it('checks the trail against its sealed head', async () => {
  const response = await get('/v1/audit-events/check');
  // The scene seals with another key than this one.
  expect(response.json()).toEqual({
    isWhole: false,
    eventCount: 2,
    faults: [{ kind: 'head-forged', sequence: null }],
  });
});

it('hands out a stretch as a file that is known again', async () => {
  const response = await get('/v1/audit-events/export?after=1');
  expect(response.headers).toMatchObject({
    'content-type': 'application/x-ndjson; charset=utf-8',
    'content-disposition': 'attachment; filename="audit-2-2.jsonl"',
    'cache-control': 'no-store',
  });
  expect(readAuditExport(sealer, response.body)).toMatchObject({ ok: true, count: 1, last: 2 });
});

it('gives the list of readings of a household to a case officer, and the whole log to an auditor', async () => {
  const { householdId } = scene.one;
  await get(`/v1/households/${householdId}`, officer);
  const list = await get(`/v1/households/${householdId}/readings`, officer);
  expect(list.json()).toMatchObject({
    totalCount: 1,
    items: [{ actor: 'case-officer-1', operation: 'get-household' }],
  });
  const log = await get(`/v1/readings?householdId=${householdId}&limit=1`);
  expect(log.json()).toMatchObject({ totalCount: 2, items: [{ operation: 'list-household-readings' }] });
  expect((await get('/v1/readings', officer)).statusCode).toBe(403);
});

it.each(['from=yesterday', 'objectId=1', 'actor=%C3%A6', 'limit=0', 'cursor=AAAA', 'unknown=1'])(
  'refuses %s with its place',
  async (query) => {
    const response = await get(`/v1/audit-events?${query}`);
    expect(response.statusCode).toBe(400);
    expect(response.json<{ errors: unknown }>()).toMatchObject({
      errors: [{ pointer: IN_QUERY }],
    });
  },
);

it('has no way to change a trace', async () => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
    for (const url of ['/v1/audit-events', '/v1/readings']) {
      const response = await scene.app.inject({ method, url, headers });
      expect([404, 405], `${method} ${url}`).toContain(response.statusCode);
    }
  }
});
