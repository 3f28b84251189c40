import type { LeasePage, RegisteredLease } from '@boligtrapp/contracts';
import { aDwelling, aHousehold, aPlaceToLive, type BuilderScope } from '@boligtrapp/testing';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../../../test/api-scene.ts';
import { aLeaseBody } from '../../../test/record-bodies.ts';
import { bearer } from '../../../test/tokens.ts';

let scene: ApiScene;
let scope: BuilderScope;
let asOfficer: { authorization: string };
let keys = 0;

beforeAll(async () => {
  scene = await setApiScene();
  scope = { db: scene.db, municipalityId: scene.one.id };
  asOfficer = await bearer('case-officer', scene.one.id);
});
afterAll(() => scene.close());

/** In a neighbourhood of its own, which has room for it. */
async function aHome(): Promise<{ dwellingId: string; householdId: string }> {
  const { buildingId } = await aPlaceToLive(scope);
  return {
    dwellingId: await aDwelling(scope, { building_id: buildingId }),
    householdId: await aHousehold(scope),
  };
}

async function post(
  url: string,
  payload: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<LightMyRequestResponse> {
  keys += 1;
  return await scene.app.inject({
    method: 'POST',
    url,
    payload,
    headers: { ...asOfficer, 'idempotency-key': `leases-${keys}`, ...headers },
  });
}

async function register(changes: object = {}): Promise<LightMyRequestResponse> {
  return await post('/v1/leases', { ...aLeaseBody(await aHome()), ...changes });
}

async function aLeaseInHoldover(): Promise<string> {
  const response = await register({
    startsOn: '2023-11-01',
    lastDay: '2026-10-31',
    signedOn: '2023-10-01',
  });
  return response.json<RegisteredLease>().id;
}

/** All leases of the query, page by page. */
async function list(query: string): Promise<readonly LeasePage['items'][number][]> {
  const items: LeasePage['items'][number][] = [];
  for (let cursor = ''; ; ) {
    const url = `/v1/leases?limit=2${query}${cursor}`;
    const page = (await scene.app.inject({ url, headers: asOfficer })).json<LeasePage>();
    items.push(...page.items);
    if (page.nextCursor === null) {
      expect(items).toHaveLength(page.totalCount);
      return items;
    }
    cursor = `&cursor=${page.nextCursor}`;
  }
}

describe('POST /v1/leases', () => {
  test('answers with state, warnings and entity tag; the lease is there as it was sent', async () => {
    const home = await aHome();
    const body = {
      ...aLeaseBody(home),
      lastDay: '2027-11-30',
      shortTerm: { basis: 'own-use', reasonGivenOn: null, weighty: false },
    };
    const response = await post('/v1/leases', body);
    expect(response.statusCode, response.body).toBe(201);
    expect(response.headers['etag']).toBe('"1"');
    const made = response.json<RegisteredLease>();
    expect(response.headers['location']).toBe(`/v1/leases/${made.id}`);
    expect(made).toMatchObject({
      version: 1,
      legalState: { state: 'upcoming', lastSafeDay: null, daysLeft: null, earlyRequest: false },
      warnings: [{ code: 'lease.indefinite-by-law', because: 'short-term-without-basis' }],
    });
    expect(JSON.stringify(made.warnings)).toContain('LOV-1999-03-26-17 § 9-3 (1)');
    const found = await scene.app.inject({ url: `/v1/leases/${made.id}?on=2026-12-01`, headers: asOfficer });
    expect(found.json()).toMatchObject({
      ...body,
      id: made.id,
      legalState: { state: 'indefinite', indefiniteBecause: 'short-term-without-basis' },
      closedOn: null,
      closedBecause: null,
      notices: [],
    });
  });

  test.each([
    ['a dwelling that is let', 'dwellingId', 'lease.dwelling-taken'],
    ['a household that has a home', 'householdId', 'lease.household-has-home'],
  ] as const)('refuses %s: 409 with the field', async (_what, field, code) => {
    const taken = { dwellingId: scene.one.occupiedId, householdId: scene.one.householdId };
    const response = await register({ [field]: taken[field] });
    expect(response.statusCode).toBe(409);
    expect(response.json()).toMatchObject({ code, errors: [{ pointer: `/body/${field}` }] });
  });

  test.each([
    ['a last day before the first', { lastDay: '2026-11-30' }, 400, '/body/lastDay'],
    [
      'a short term without an end',
      { lastDay: null, shortTerm: { basis: 'own-use', reasonGivenOn: null, weighty: false } },
      400,
      '/body/shortTerm',
    ],
    ['an impossible date', { startsOn: '2027-02-29' }, 400, '/body/startsOn'],
    ['an unknown field', { deposit: 1 }, 400, '/body/deposit'],
    ['a rent below nothing', { rentOrePerMonth: -1 }, 400, '/body/rentOrePerMonth'],
    ['a rent that is no number', { rentOrePerMonth: '950000' }, 400, '/body/rentOrePerMonth'],
    ['an unknown dwelling', { dwellingId: '01900000-0000-7000-8000-ffffffffffff' }, 422, '/body/dwellingId'],
    [
      'an unknown household',
      { householdId: '01900000-0000-7000-8000-ffffffffffff' },
      422,
      '/body/householdId',
    ],
  ] as const)('refuses %s and stores nothing', async (_what, changes, status, pointer) => {
    const home = await aHome();
    const response = await post('/v1/leases', { ...aLeaseBody(home), ...changes });
    expect(response.statusCode, response.body).toBe(status);
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(response.json()).toMatchObject({ status, errors: [{ pointer }] });
    const url = `/v1/leases?dwellingId=${home.dwellingId}`;
    const stored = await scene.app.inject({ url, headers: asOfficer });
    expect(stored.json()).toEqual({ items: [], nextCursor: null, totalCount: 0 });
  });

  test('of 20 at once for one dwelling, one is stored and 19 are refused with 409', async () => {
    const { dwellingId } = await aHome();
    const responses = await Promise.all(
      Array.from({ length: 20 }, async () => await register({ dwellingId })),
    );
    const statuses = responses.map((response) => response.statusCode).toSorted((a, b) => a - b);
    expect(statuses).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
  });
});

describe('what happens to a lease', () => {
  test('a request to move is recorded, and the answer tells that it counts', async () => {
    const id = await aLeaseInHoldover();
    const notice = { kind: 'move-request', sentOn: '2026-11-20', channel: 'letter', proof: null };
    const response = await post(`/v1/leases/${id}/notices`, notice);
    expect(response.statusCode, response.body).toBe(201);
    expect(response.json()).toMatchObject({ legalState: { state: 'move-requested' } });
    const found = await scene.app.inject({ url: `/v1/leases/${id}`, headers: asOfficer });
    expect(found.json()).toMatchObject({ notices: [notice], legalState: { state: 'move-requested' } });
    const before = await scene.app.inject({ url: `/v1/leases/${id}?on=2026-11-19`, headers: asOfficer });
    expect(before.json()).toMatchObject({ legalState: { state: 'holdover', daysLeft: 73 } });
  });

  test('a notice of tomorrow is refused', async () => {
    const id = await aLeaseInHoldover();
    const notice = { kind: 'move-request', sentOn: '2026-11-24', channel: 'letter', proof: null };
    const response = await post(`/v1/leases/${id}/notices`, notice);
    expect(response.statusCode).toBe(422);
    expect(response.json()).toMatchObject({ errors: [{ pointer: '/body/sentOn' }] });
  });

  test('closing needs the present version: 428 without, 412 with another, then 201 and 409', async () => {
    const id = await aLeaseInHoldover();
    const [url, body] = [`/v1/leases/${id}/close`, { closedOn: '2026-11-23', closedBecause: 'vacated' }];
    expect((await post(url, body)).statusCode).toBe(428);
    expect((await post(url, body, { 'if-match': '"2"' })).statusCode).toBe(412);
    const closed = await post(url, body, { 'if-match': '"1"' });
    expect(closed.statusCode, closed.body).toBe(201);
    expect(closed.headers['etag']).toBe('"2"');
    expect(closed.json()).toEqual({ id, version: 2, ...body });
    const again = await post(url, body, { 'if-match': '"2"' });
    expect(again.json()).toMatchObject({ status: 409, code: 'lease.already-closed' });
  });
});

describe('GET /v1/leases', () => {
  test('pages through leases without an end, too, and filters by computed state', async () => {
    for (let count = 0; count < 3; count += 1) await register({ lastDay: null });
    const all = await list('');
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.slice(-3).map(({ lastDay }) => lastDay)).toEqual([null, null, null]);
    for (const state of ['holdover', 'upcoming', 'vacated', 'indefinite'] as const) {
      const inState = all.filter(({ legalState }) => legalState.state === state).map(({ id }) => id);
      expect((await list(`&state=${state}`)).map(({ id }) => id)).toEqual(inState);
    }
  });

  test('refuses a cursor of another list', async () => {
    const url = '/v1/leases?cursor=WyJhIl0';
    const response = await scene.app.inject({ url, headers: asOfficer });
    expect(response.json()).toMatchObject({ status: 400, errors: [{ pointer: '/query/cursor' }] });
  });
});
