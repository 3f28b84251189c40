import type { DwellingPage } from '@boligtrapp/contracts';
import { inTenant } from '@boligtrapp/database';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../../../test/api-scene.ts';
import { bearer } from '../../../test/tokens.ts';

let scene: ApiScene;
let asOfficer: { authorization: string };
let asManager: { authorization: string };

beforeAll(async () => {
  scene = await setApiScene();
  asOfficer = await bearer('case-officer', scene.one.id);
  asManager = await bearer('housing-manager', scene.one.id);
});
afterAll(() => scene.close());

async function references(query: string): Promise<readonly string[]> {
  const response = await scene.app.inject({ url: `/v1/dwellings${query}`, headers: asOfficer });
  expect(response.statusCode, response.body).toBe(200);
  return response.json<DwellingPage>().items.map((item) => item.reference);
}

describe('GET /v1/dwellings', () => {
  test('lists the dwellings of the municipality in the order of their reference', async () => {
    expect(await references('')).toEqual(['O-1', 'V-1', 'V-2']);
  });

  test.each([
    ['track=welfare', ['V-1', 'V-2']],
    ['level=3', ['O-1']],
    ['track=care&level=1', []],
    ['status=vacant', ['V-1']],
    ['status=occupied', ['V-2']],
    ['status=out-of-use', ['O-1']],
  ])('filters by %s', async (query, expected) => {
    expect(await references(`?${query}`)).toEqual(expected);
  });

  test('filters by neighbourhood; another municipality has none of ours', async () => {
    expect(await references(`?neighbourhoodId=${scene.one.neighbourhoodId}`)).toHaveLength(3);
    expect(await references(`?neighbourhoodId=${scene.other.neighbourhoodId}`)).toEqual([]);
  });

  test('gives every dwelling once over several pages, with the count of all', async () => {
    const first = await scene.app.inject({ url: '/v1/dwellings?limit=2', headers: asOfficer });
    expect(first.json()).toMatchObject({
      items: [{ reference: 'O-1' }, { reference: 'V-1' }],
      totalCount: 3,
    });
    const cursor = first.json<DwellingPage>().nextCursor;
    const second = await scene.app.inject({
      url: `/v1/dwellings?limit=2&cursor=${cursor}`,
      headers: asOfficer,
    });
    expect(second.json()).toMatchObject({ items: [{ reference: 'V-2' }], nextCursor: null, totalCount: 3 });
  });

  test('refuses a cursor that is none, and a page that is too large', async () => {
    const foreign = await scene.app.inject({ url: '/v1/dwellings?cursor=WzFd', headers: asOfficer });
    expect(foreign.statusCode).toBe(400);
    expect(foreign.json()).toMatchObject({ errors: [{ pointer: '/query/cursor', code: 'cursor-unknown' }] });
    const large = await scene.app.inject({ url: '/v1/dwellings?limit=201', headers: asOfficer });
    expect(large.json()).toMatchObject({ errors: [{ pointer: '/query/limit', code: 'too-large' }] });
  });
});

describe('GET /v1/dwellings/{dwellingId}', () => {
  test('shows a dwelling with its entity tag', async () => {
    const url = `/v1/dwellings/${scene.one.occupiedId}`;
    const response = await scene.app.inject({ url, headers: asOfficer });
    expect(response.headers['etag']).toBe('"1"');
    expect(response.json()).toMatchObject({
      id: scene.one.occupiedId,
      status: 'occupied',
      level: 2,
      neighbourhood: { id: scene.one.neighbourhoodId, name: 'Torget' },
    });
  });

  test('does not know a dwelling of another municipality', async () => {
    const response = await scene.app.inject({
      url: `/v1/dwellings/${scene.other.vacantId}`,
      headers: asOfficer,
    });
    expect(response.statusCode).toBe(404);
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(response.json()).toMatchObject({ code: 'dwelling.not-found', status: 404 });
  });
});

const VERSION_ONE = { 'if-match': '"1"' };

function invalid(pointer: string, code: string): object {
  return { status: 400, code: 'request.invalid', errors: [{ pointer, code }] };
}

async function change(
  url: string,
  payload: object,
  headers: Readonly<Record<string, string>>,
): Promise<LightMyRequestResponse> {
  return await scene.app.inject({ method: 'PATCH', url, payload, headers });
}

describe('PATCH /v1/dwellings/{dwellingId}', () => {
  test('changes what is named, keeps the rest, counts the version up and leaves a trace', async () => {
    const url = `/v1/dwellings/${scene.one.vacantId}`;
    const payload = { bedrooms: 2, schoolDistrict: 'Bekkestua', screened: false };
    const response = await change(url, payload, { ...asManager, 'if-match': '"1"' });
    expect(response.statusCode, response.body).toBe(200);
    expect(response.headers['etag']).toBe('"2"');
    expect(response.json()).toMatchObject({ ...payload, ownEntrance: true, version: 2 });
    const events = await inTenant(scene.db, { municipalityId: scene.one.id, actorId: 'test' }, (tx) =>
      tx
        .selectFrom('audit_events')
        .select(['actor', 'role', 'action', 'object_id', 'before', 'after', 'request_id'])
        .execute(),
    );
    expect(events).toEqual([
      {
        actor: 'housing-manager-1',
        role: 'housing-manager',
        action: 'dwelling.changed',
        object_id: scene.one.vacantId,
        before: { bedrooms: 1, schoolDistrict: null },
        after: { bedrooms: 2, schoolDistrict: 'Bekkestua' },
        request_id: response.headers['x-request-id'],
      },
    ]);
  });

  test('a change that changes nothing is no change', async () => {
    const url = `/v1/dwellings/${scene.one.occupiedId}`;
    const response = await change(url, { bedrooms: 1 }, { ...asManager, 'if-match': '"1"' });
    expect(response.json()).toMatchObject({ version: 1 });
  });

  test('of two changes of one version, one is stored', async () => {
    const url = `/v1/dwellings/${scene.one.inRepairId}`;
    const headers = { ...asManager, 'if-match': '"1"' };
    const responses = await Promise.all([3, 4].map((bedrooms) => change(url, { bedrooms }, headers)));
    expect(responses.map((response) => response.statusCode).toSorted((a, b) => a - b)).toEqual([200, 412]);
    expect(responses.find((response) => response.statusCode === 412)?.json()).toMatchObject({
      code: 'record.version-stale',
    });
  });

  test.for<[string, object, Record<string, string>, object]>([
    ['no If-Match', { bedrooms: 2 }, {}, { status: 428, code: 'request.precondition-missing' }],
    ['a weak entity tag', { bedrooms: 2 }, { 'if-match': 'W/"1"' }, invalid('/headers/if-match', 'format')],
    ['an unknown field', { bedrooms: 2, level: 1 }, VERSION_ONE, invalid('/body/level', 'unknown-field')],
    ['a text for a number', { bedrooms: '2' }, VERSION_ONE, invalid('/body/bedrooms', 'type')],
    ['a change of nothing', {}, VERSION_ONE, invalid('/body', 'too-short')],
  ])('refuses %s', async ([, payload, headers, expected]) => {
    const url = `/v1/dwellings/${scene.one.occupiedId}`;
    const response = await change(url, payload, { ...asManager, ...headers });
    expect(response.json()).toMatchObject(expected);
  });

  test('refuses a role that may only read, and does not know another municipality', async () => {
    const payload = { bedrooms: 2 };
    const reader = await change(`/v1/dwellings/${scene.one.occupiedId}`, payload, {
      ...asOfficer,
      'if-match': '"1"',
    });
    expect(reader.statusCode).toBe(403);
    const foreign = await change(`/v1/dwellings/${scene.other.vacantId}`, payload, {
      ...asManager,
      'if-match': '"1"',
    });
    expect(foreign.statusCode).toBe(404);
  });
});
