import { plainDate } from '@boligtrapp/domain';
import { aDwelling, aHousehold, aLease, anAssessment, type BuilderScope } from '@boligtrapp/testing';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../../../test/api-scene.ts';
import { bearer } from '../../../test/tokens.ts';

let scene: ApiScene;
let scope: BuilderScope;
let asOfficer: { authorization: string };
let asLeader: { authorization: string };
let keys = 0;

beforeAll(async () => {
  scene = await setApiScene();
  scope = { db: scene.db, municipalityId: scene.one.id };
  asOfficer = await bearer('case-officer', scene.one.id);
  asLeader = await bearer('leader', scene.one.id);
});
afterAll(() => scene.close());

async function send(
  method: 'POST' | 'PUT',
  path: string,
  payload: object,
  { headers = asOfficer, tag }: { readonly headers?: object; readonly tag?: number } = {},
): Promise<LightMyRequestResponse> {
  keys += 1;
  return await scene.app.inject({
    method,
    url: `/v1/${path}`,
    payload,
    headers: {
      ...headers,
      'idempotency-key': `reviews-${keys}-padded`,
      ...(tag === undefined ? {} : { 'if-match': `"${tag}"` }),
    },
  });
}

async function read(path: string, headers: object = asOfficer): Promise<LightMyRequestResponse> {
  return await scene.app.inject({ url: `/v1/${path}`, headers: { ...headers } });
}

async function aTenancy(): Promise<{ readonly leaseId: string; readonly assessmentId: string }> {
  const dwelling_id = await aDwelling(scope, { building_id: scene.one.buildingId });
  const household_id = await aHousehold(scope);
  const assessmentId = await anAssessment(scope, { household_id, level: 2 });
  const leaseId = await aLease(scope, {
    dwelling_id,
    household_id,
    starts_on: plainDate('2024-06-01'),
    last_day: plainDate('2027-05-31'),
  });
  return { leaseId, assessmentId };
}

const REASON = { reasonCode: 'wish-of-household', reason: 'The household asked to stay near the school.' };

describe('a review over HTTP', () => {
  test('goes from its opening to the lease that is renewed', async () => {
    const { leaseId, assessmentId } = await aTenancy();
    const opened = await send('POST', 'reviews', { leaseId, assignedTo: null });
    expect(opened.statusCode, opened.body).toBe(201);
    const { id } = opened.json<{ id: string }>();
    expect([opened.headers.location, opened.headers['etag']]).toEqual([`/v1/reviews/${id}`, '"1"']);
    expect((await send('POST', 'reviews', { leaseId, assignedTo: null })).json()).toMatchObject({
      status: 409,
      code: 'review.open-already',
    });
    const assessment = { input: { kind: 'assessment', assessmentId, stillQualifies: true } };
    expect((await send('POST', `reviews/${id}/inputs`, assessment)).statusCode).toBe(428);
    expect((await send('POST', `reviews/${id}/inputs`, assessment, { tag: 9 })).statusCode).toBe(412);
    expect((await send('POST', `reviews/${id}/inputs`, assessment, { tag: 1 })).statusCode).toBe(201);
    const early = await send('POST', `reviews/${id}/transitions`, { action: 'prepare' }, { tag: 2 });
    expect(early.json()).toMatchObject({ code: 'review.incomplete', facts: { missing: 'wish' } });
    const wish = { input: { kind: 'wish', wish: 'stay', remark: 'Near the school.', asOf: '2026-11-20' } };
    expect((await send('POST', `reviews/${id}/inputs`, wish, { tag: 2 })).headers['etag']).toBe('"3"');
    const assigned = await send('POST', `reviews/${id}/assignment`, { assignedTo: 'kari' }, { tag: 3 });
    expect(assigned.json()).toEqual({ id, state: 'open', version: 4, assignedTo: 'kari' });
    const prepared = await send('POST', `reviews/${id}/transitions`, { action: 'prepare' }, { tag: 4 });
    expect(prepared.json()).toMatchObject({ state: 'prepared', version: 5 });

    // What is recommended is told with its reasons, and rules nothing.
    const shown = await read(`reviews/${id}`);
    expect(shown.json()).toMatchObject({
      state: 'prepared',
      missing: [],
      ruling: null,
      contentHash: null,
      decision: null,
      recommendation: {
        outcome: 'moved',
        target: { track: 'welfare', level: 2 },
        statement: { text: 'Husstanden flytter til velferdsbolig på trinn 2.' },
      },
    });
    const english = await read(`reviews/${id}`, { ...asOfficer, 'accept-language': 'en' });
    expect(english.headers['content-language']).toBe('en');
    const told = english.json<{ recommendation: { parts: object[] } }>();
    expect(told.recommendation.parts[1]).toMatchObject({
      speaks: 'for',
      outcome: 'moved',
      statement: { text: 'The need is level 2, above level 1 of the dwelling.' },
    });

    const ruling = { outcome: 'renewed', termMonths: 36, target: null, reasonCode: null, reason: null };
    const unreasoned = await send('PUT', `reviews/${id}/ruling`, ruling, { tag: 0 });
    expect(unreasoned.json()).toMatchObject({
      code: 'review.ruling-incomplete',
      errors: [{ pointer: '/body/reasonCode' }],
    });
    const ruled = await send('PUT', `reviews/${id}/ruling`, { ...ruling, ...REASON }, { tag: 0 });
    expect(ruled.json()).toEqual({
      reviewId: id,
      version: 1,
      outcome: 'renewed',
      departsFromRecommendation: true,
    });
    const { contentHash } = (await read(`reviews/${id}`)).json<{ contentHash: string }>();
    expect((await send('POST', `reviews/${id}/signatures`, { contentHash })).json()).toMatchObject({
      status: 400,
      code: 'review.authority-unclear',
    });
    const signature = { contentHash, delegationReference: 'Delegation 2026, 4.3' };
    const first = await send('POST', `reviews/${id}/signatures`, signature);
    expect(first.json()).toMatchObject({ decisionId: null, waitsFor: 'needs-signature' });
    expect((await read(`reviews/${id}/protocol`)).json()).toMatchObject({ code: 'protocol.not-found' });
    const second = await send('POST', `reviews/${id}/signatures`, signature, { headers: asLeader });
    const { decisionId, protocolHash } = second.json<{ decisionId: string; protocolHash: string }>();
    expect(second.headers.location).toBe(`/v1/decisions/${decisionId}`);
    expect((await read(`reviews/${id}/protocol`)).json()).toMatchObject({ documentHash: protocolHash });
    expect((await read(`decisions/${decisionId}`)).json()).toMatchObject({
      reviewId: id,
      roundId: null,
      outcome: 'renewed',
      termMonths: 36,
      departsFromRecommendation: true,
    });

    const terms = {
      regime: 'ordinary',
      signedOn: '2026-11-23',
      exceptionsInfoGivenOn: null,
      noTerminationInfoGivenOn: '2026-11-23',
      hasEvictionClauseExpiry: true,
      hasEvictionClauseRent: false,
      rentOrePerMonth: 1_000_000,
    };
    const renewed = await send('POST', `reviews/${id}/lease`, terms);
    expect(renewed.statusCode, renewed.body).toBe(201);
    expect(renewed.json()).toMatchObject({
      formerLeaseId: leaseId,
      startsOn: '2027-06-01',
      lastDay: '2030-05-31',
    });
    const done = await read(`reviews/${id}`);
    expect(done.json()).toMatchObject({
      state: 'decided',
      renewedLeaseId: renewed.json<{ id: string }>().id,
      decision: { id: decisionId },
      allowedActions: [],
    });
  });

  test('is listed by the end of its term, page by page', async () => {
    const ids: string[] = [];
    for (const _ of [1, 2, 3]) {
      const { leaseId } = await aTenancy();
      const opened = await send('POST', 'reviews', { leaseId, assignedTo: 'per' });
      ids.push(opened.json<{ id: string }>().id);
    }
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const page = (await read(`reviews?assignedTo=per&state=open&limit=2${cursor}`)).json<{
        items: { id: string }[];
        nextCursor: string | null;
        totalCount: number;
      }>();
      expect(page.totalCount).toBe(3);
      seen.push(...page.items.map(({ id }) => id));
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(seen).toEqual(ids.toSorted());
    const { leaseId } = await aTenancy();
    const free = (await send('POST', 'reviews', { leaseId, assignedTo: null })).json<{ id: string }>();
    expect((await read('reviews?isUnassigned=true')).json()).toMatchObject({ items: [{ id: free.id }] });
  });

  test('has no default for what is ruled, and knows no other property', async () => {
    const { leaseId } = await aTenancy();
    const { id } = (await send('POST', 'reviews', { leaseId, assignedTo: null })).json<{ id: string }>();
    for (const ruling of [{}, { outcome: 'renewed' }, { ...REASON, outcome: 'sold' }]) {
      expect((await send('PUT', `reviews/${id}/ruling`, ruling, { tag: 0 })).statusCode).toBe(400);
    }
    const open = { outcome: 'ended', termMonths: null, target: null, ...REASON };
    expect((await send('PUT', `reviews/${id}/ruling`, open, { tag: 0 })).json()).toMatchObject({
      code: 'record.transition-refused',
      facts: { state: 'open', action: 'rule' },
    });
    const asFollowUp = await bearer('follow-up', scene.one.id);
    expect((await read(`reviews/${id}`, asFollowUp)).statusCode).toBe(200);
    expect(
      (await send('PUT', `reviews/${id}/ruling`, open, { headers: asFollowUp, tag: 0 })).statusCode,
    ).toBe(403);
    const elsewhere = await bearer('case-officer', scene.other.id);
    expect((await read(`reviews/${id}`, elsewhere)).json()).toMatchObject({ code: 'review.not-found' });
  });
});
