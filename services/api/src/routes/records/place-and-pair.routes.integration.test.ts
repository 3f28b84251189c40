import { aHousehold, type BuilderScope } from '@boligtrapp/testing';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../../../test/api-scene.ts';
import { bearer } from '../../../test/tokens.ts';

let scene: ApiScene;
let scope: BuilderScope;
let asOfficer: { authorization: string };
let asAuditor: { authorization: string };
let keys = 0;

beforeAll(async () => {
  scene = await setApiScene();
  scope = { db: scene.db, municipalityId: scene.one.id };
  asOfficer = await bearer('case-officer', scene.one.id);
  asAuditor = await bearer('auditor', scene.one.id);
});
afterAll(() => scene.close());

async function post(
  url: string,
  payload: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<LightMyRequestResponse> {
  keys += 1;
  const all = { ...asOfficer, 'idempotency-key': `places-${keys}`, ...headers };
  return await scene.app.inject({ method: 'POST', url, payload, headers: all });
}

async function get(url: string, headers = asAuditor): Promise<LightMyRequestResponse> {
  return await scene.app.inject({ url, headers });
}

const LIMIT = { reason: 'mange hendelser', owner: 'ola', reviewOn: '2027-02-01', validTo: null };

describe('keep-apart over HTTP', () => {
  test('is registered, reviewed and ended by version, and the reason is for those who may read it', async () => {
    const householdIds = [await aHousehold(scope), await aHousehold(scope)];
    const body = {
      householdIds,
      scope: 'building',
      reason: 'ordensforstyrrelse',
      owner: 'kari',
      reviewOn: '2027-05-01',
      validFrom: '2026-11-23',
      validTo: null,
    };
    const created = await post('/v1/keep-apart', body);
    expect(created.statusCode).toBe(201);
    expect(created.headers['etag']).toBe('"1"');
    const url = String(created.headers['location']);
    expect((await post('/v1/keep-apart', body)).json()).toMatchObject({
      status: 409,
      code: 'keep-apart.already-kept-apart',
    });
    const review = { reviewOn: '2027-08-01', note: 'fortsatt' };
    expect((await post(`${url}/reviews`, review)).statusCode).toBe(428);
    const reviewed = await post(`${url}/reviews`, review, { 'if-match': '"1"' });
    expect(reviewed.statusCode).toBe(201);
    const stale = await post(`${url}/end`, { endsOn: '2026-12-01', note: 'n' }, { 'if-match': '"1"' });
    expect(stale.statusCode).toBe(412);
    const ended = await post(`${url}/end`, { endsOn: '2026-12-01', note: 'n' }, { 'if-match': '"2"' });
    expect(ended.statusCode).toBe(201);
    const read = await get(url);
    expect(read.headers['etag']).toBe('"3"');
    expect(read.json()).toMatchObject({ validTo: '2026-12-01', reviewOn: '2027-08-01', state: 'holding' });
    expect(read.body).not.toContain('ordensforstyrrelse');
    expect((await get(`${url}/reason`)).statusCode).toBe(403);
    expect((await get(`${url}/reason`, asOfficer)).json()).toMatchObject({
      reason: 'ordensforstyrrelse',
      reviews: [{ outcome: 'kept' }, { outcome: 'ended', endsOn: '2026-12-01' }],
    });
    const listed = await get(`/v1/keep-apart?householdId=${householdIds[0]}&overdue=false&state=holding`);
    expect(listed.json()).toMatchObject({ totalCount: 1, items: [{ isReviewOverdue: false }] });
    expect(listed.body).not.toContain('ordensforstyrrelse');
  });
});

describe('statuses and caps over HTTP', () => {
  test('are set, renewed and ended, with their history', async () => {
    const place = `/v1/places/${scene.one.neighbourhoodId}`;
    const spared = { status: 'spared', highestLevelAllowed: 0, validFrom: '2026-11-23', ...LIMIT };
    const set = await post(`${place}/statuses`, spared);
    expect(set.json()).toMatchObject({ ended: null });
    const contradictory = await post(`${place}/statuses`, { ...spared, highestLevelAllowed: null });
    expect(contradictory.json()).toMatchObject({ status: 422, code: 'place.status-contradictory' });
    const renewal = { reason: 'fortsatt', owner: 'per', reviewOn: '2027-06-01' };
    expect((await post(`${place}/statuses/renew`, renewal)).statusCode).toBe(201);
    expect((await post(`${place}/statuses/end`, { endsOn: '2026-12-24', reason: 'ro' })).statusCode).toBe(
      201,
    );
    expect((await get(`${place}/statuses`)).json()).toEqual({
      items: [
        {
          id: set.json<{ id: string }>().id,
          status: 'spared',
          highestLevelAllowed: 0,
          reason: 'fortsatt',
          owner: 'per',
          reviewOn: '2027-06-01',
          validFrom: '2026-11-23',
          validTo: '2026-12-24',
          state: 'holding',
          isReviewOverdue: false,
        },
      ],
    });
    const cap = { capPoints: 9, validFrom: '2026-12-01', ...LIMIT };
    expect((await post(`${place}/caps`, cap)).statusCode).toBe(201);
    expect((await get(`${place}/caps`)).json()).toMatchObject({
      items: [{ capPoints: 9, state: 'upcoming' }],
    });
    expect((await post(`${place}/caps/end`, { endsOn: '2026-12-24', reason: 'ro' })).statusCode).toBe(409);
    expect((await post(`${place}/caps/renew`, renewal)).statusCode).toBe(409);
    expect((await get('/v1/overdue-reviews')).json()).toEqual({
      on: '2026-11-23',
      keepApart: 0,
      placeStatuses: 0,
      placeCaps: 0,
    });
    expect((await get('/v1/places?overdue=true')).json()).toMatchObject({ totalCount: 0 });
  });
});

describe('roles of units over HTTP', () => {
  test('a dwelling becomes a base and a dwelling again, each change with its evidence', async () => {
    const url = `/v1/dwellings/${scene.one.vacantId}/role-changes`;
    const base = { action: 'take-as-base', changedOn: '2026-12-01', reason: 'oppstart' };
    const taken = await post(url, base);
    expect(taken.json()).toMatchObject({ fromRole: 'dwelling', toRole: 'staff-base' });
    expect((await post(url, base)).json()).toMatchObject({
      code: 'record.transition-refused',
      facts: { allowed: 'open-as-dwelling' },
    });
    const opened = await post(url, { ...base, action: 'open-as-dwelling', changedOn: '2027-01-01' });
    expect(opened.json<{ evidence: object[] }>().evidence).toHaveLength(3);
    const asIntegration = await bearer('integration', scene.one.id);
    expect((await get(url, asIntegration)).json<{ items: object[] }>().items).toHaveLength(2);
    expect((await post(url, base, asIntegration)).statusCode).toBe(403);
  });
});
