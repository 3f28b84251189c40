import { plainDate } from '@boligtrapp/domain';
import { aDwelling, aHousehold, anApplication } from '@boligtrapp/testing';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../../../test/api-scene.ts';
import { seedOffers } from '../../../test/seed-offers.ts';
import { bearer } from '../../../test/tokens.ts';

let scene: ApiScene;
let asOfficer: { authorization: string };
let keys = 0;

beforeAll(async () => {
  const clock = { now: () => '2199-01-01T09:00:00.000Z', today: () => plainDate('2199-01-01') };
  scene = await setApiScene({ clock });
  asOfficer = await bearer('case-officer', scene.one.id);
});
afterAll(() => scene.close());

async function post(
  path: string,
  payload: object | undefined,
  version?: number,
): Promise<LightMyRequestResponse> {
  keys += 1;
  return await scene.app.inject({
    method: 'POST',
    url: `/v1/${path}`,
    ...(payload === undefined ? {} : { payload }),
    headers: {
      ...asOfficer,
      'idempotency-key': `appeals-${keys}`,
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
  });
}

describe('an appeal over HTTP', () => {
  test('goes from its arrival to the outcome of the board', async () => {
    const scope = { db: scene.db, municipalityId: scene.one.id };
    const householdId = await aHousehold(scope);
    await anApplication(scope, { household_id: householdId });
    const [made] = await seedOffers(scene.db, scene.one, [{ householdId, dwellingId: scene.one.vacantId }]);
    const body = {
      decisionId: made?.decisionId,
      noticeArrivedOn: '2150-01-05',
      sentOn: null,
      arrivedOn: '2150-01-20',
    };
    const registered = await post('appeals', body);
    expect(registered.statusCode, registered.body).toBe(201);
    expect(registered.json()).toMatchObject({
      body: 'municipal-appeals-board',
      deadlineOn: '2150-01-26',
      isLate: false,
      isAfterOneYear: true,
    });
    const { id } = registered.json<{ id: string }>();
    const review = { action: 'forward', statement: 'The decision stands: other needs weighed more.' };
    expect((await post(`appeals/${id}/review`, review)).statusCode).toBe(428);
    const forwarded = await post(`appeals/${id}/review`, review, 1);
    expect([forwarded.statusCode, forwarded.headers['etag']]).toEqual([201, '"2"']);
    const outcome = {
      outcome: 'uphold',
      decidedOn: '2150-02-20',
      reason: 'The board agrees with the assessment of need.',
      panel: ['anna', 'decider-1'],
      preparedBy: 'secretary',
    };
    const barred = await post(`appeals/${id}/outcome`, outcome, 2);
    expect(barred.statusCode).toBe(422);
    expect(barred.json()).toMatchObject({
      code: 'appeal.barred',
      facts: { member: 'decider-1', involvement: 'decided' },
      lawRefs: ['LOV-2018-06-22-83 § 11-10', 'LOV-2018-06-22-83 § 13-3'],
    });
    expect((await post(`appeals/${id}/outcome`, { ...outcome, panel: ['anna'] }, 1)).statusCode).toBe(412);
    const decided = await post(`appeals/${id}/outcome`, { ...outcome, panel: ['anna'] }, 2);
    expect(decided.json()).toEqual({ id, state: 'upheld', version: 3 });
    expect((await post(`appeals/${id}/withdraw`, undefined, 3)).statusCode).toBe(409);
    const listed = await scene.app.inject({ url: '/v1/appeals?state=upheld', headers: asOfficer });
    expect(listed.json()).toMatchObject({ totalCount: 1, items: [{ id, householdId }] });
    const read = await scene.app.inject({ url: `/v1/appeals/${id}`, headers: asOfficer });
    expect(read.json()).toMatchObject({ panel: ['anna'], statement: review.statement });
  });

  test('of nothing, or of what is not there, is refused with the field', async () => {
    const dates = { noticeArrivedOn: '2026-11-20', sentOn: null, arrivedOn: '2026-11-20' };
    expect((await post('appeals', dates)).json()).toMatchObject({
      code: 'appeal.subject-unclear',
      status: 400,
    });
    const dwelling = { db: scene.db, municipalityId: scene.one.id };
    const entitlementId = await aDwelling(dwelling, { building_id: scene.one.buildingId });
    expect((await post('appeals', { ...dates, entitlementId })).json()).toMatchObject({
      code: 'record.reference-unknown',
      errors: [{ pointer: '/body/entitlementId' }],
    });
  });
});
