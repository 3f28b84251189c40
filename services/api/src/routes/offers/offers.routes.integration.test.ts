import type { AnsweredOffer } from '@boligtrapp/contracts';
import { inTenant } from '@boligtrapp/database';
import { aMember, nameForCase } from '@boligtrapp/testing';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../../../test/api-scene.ts';
import { aHomeOf, aVacancyAndAWaiting, type GivenDwelling, seedOffers } from '../../../test/seed-offers.ts';
import { bearer } from '../../../test/tokens.ts';

let scene: ApiScene;
let asOfficer: { authorization: string };
let keys = 0;

beforeAll(async () => {
  scene = await setApiScene();
  asOfficer = await bearer('case-officer', scene.one.id);
});
afterAll(() => scene.close());

async function post(
  path: string,
  payload?: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<LightMyRequestResponse> {
  keys += 1;
  return await scene.app.inject({
    method: 'POST',
    url: `/v1/${path}`,
    ...(payload === undefined ? {} : { payload }),
    headers: { ...asOfficer, 'idempotency-key': `offers-${keys}`, ...headers },
  });
}

async function get(path: string, headers = asOfficer): Promise<LightMyRequestResponse> {
  return await scene.app.inject({ url: `/v1/${path}`, headers });
}

async function anOffer(): Promise<GivenDwelling & { readonly offerId: string; readonly decisionId: string }> {
  const given = await aVacancyAndAWaiting(scene.db, scene.one);
  const [made] = await seedOffers(scene.db, scene.one, [given]);
  if (made === undefined) throw new Error('no offer');
  return { ...given, ...made };
}

describe('an offer over HTTP', () => {
  test('is read with its deadline, accepted once, and a retry gets the first answer', async () => {
    const { offerId, householdId, dwellingId } = await anOffer();
    const read = await get(`offers/${offerId}`);
    expect(read.headers['etag']).toBe('"1"');
    expect(read.json()).toMatchObject({
      state: 'open',
      sentOn: '2026-11-23',
      answerBy: '2026-11-30',
      householdId,
      dwellingId,
    });
    const headers = { 'idempotency-key': `accept-${offerId}` };
    const accepted = await post(`offers/${offerId}/accept`, undefined, headers);
    expect(accepted.statusCode, accepted.body).toBe(201);
    expect(accepted.headers['location']).toBe(`/v1/offers/${offerId}`);
    const again = await post(`offers/${offerId}/accept`, undefined, headers);
    expect([again.statusCode, again.body]).toEqual([201, accepted.body]);
    const other = await post(`offers/${offerId}/accept`);
    expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([
      409,
      'record.transition-refused',
    ]);
    const listed = await get(`offers?state=accepted&dwellingId=${dwellingId}`);
    expect(listed.json()).toMatchObject({ totalCount: 1, items: [{ id: offerId }], nextCursor: null });
  });

  test('whose tenant accepts another is sent with it, and declined with a reason leaves flag and task', async () => {
    const one = await aVacancyAndAWaiting(scene.db, scene.one);
    const homeId = await aHomeOf(scene.db, scene.one, one.householdId);
    const { householdId } = await aVacancyAndAWaiting(scene.db, scene.one);
    const [first, second] = await seedOffers(scene.db, scene.one, [one, { householdId, dwellingId: homeId }]);
    const early = await post(`offers/${second?.offerId}/accept`);
    expect(early.json()).toMatchObject({ facts: { state: 'waiting', allowed: 'send, withdraw' } });
    const accepted = await post(`offers/${first?.offerId}/accept`);
    expect(accepted.json<AnsweredOffer>().sent).toEqual([second?.offerId]);
    expect((await post(`offers/${second?.offerId}/decline`, { reasonCode: 'none' })).statusCode).toBe(400);
    const declined = await post(`offers/${second?.offerId}/decline`, { reasonCode: 'standard' });
    expect(declined.statusCode).toBe(201);
    const refusals = await get('offer-refusals');
    expect(refusals.json()).toMatchObject({
      items: [{ offerId: second?.offerId, householdId, consequence: 'flag', assessedAs: null }],
    });
    const tasks = (await get('case-tasks')).json<{ items: { id: string; subjectId: string }[] }>();
    expect(tasks.items.map(({ subjectId }) => subjectId)).toContain(second?.offerId);
    const path = `offers/${second?.offerId}/refusal-assessments`;
    const body = { assessedAs: 'no-consequence', reason: 'The bathroom could not be used with a walker.' };
    expect((await post(path, body)).json()).toMatchObject({ assessedAs: 'no-consequence' });
    expect((await post(path, body)).statusCode).toBe(409);
    expect((await get('offer-refusals')).json()).toMatchObject({ totalCount: 0 });
  });

  test('that is withdrawn leaves a task that is done once', async () => {
    const { offerId } = await anOffer();
    const withdrawn = await post(`offers/${offerId}/withdraw`, { reasonCode: 'made-in-error' });
    expect(withdrawn.statusCode).toBe(201);
    const tasks = (await get('case-tasks')).json<{ items: { id: string; subjectId: string }[] }>();
    const task = tasks.items.find(({ subjectId }) => subjectId === offerId);
    expect((await post(`case-tasks/${task?.id}/done`)).statusCode).toBe(201);
    expect((await post(`case-tasks/${task?.id}/done`)).statusCode).toBe(404);
  });

  test('of somebody with a protected address is there for who is named only', async () => {
    const { offerId, householdId } = await anOffer();
    const scope = { db: scene.db, municipalityId: scene.one.id };
    await aMember(scope, householdId, { address_protection: 'strictly-confidential' });
    await nameForCase(scope, householdId, 'case-officer-1');
    const asCommittee = await bearer('committee', scene.one.id);
    expect((await get(`offers/${offerId}`)).json()).toMatchObject({ householdId });
    expect((await get(`offers/${offerId}`, asCommittee)).statusCode).toBe(404);
    const asked = await get(`offers?householdId=${householdId}`, asCommittee);
    expect(asked.json()).toMatchObject({ items: [], totalCount: 0 });
  });

  test('does not exist for who is recused, and every reading is logged', async () => {
    const { offerId, householdId } = await anOffer();
    await get(`offers/${offerId}`);
    await inTenant(scene.db, { municipalityId: scene.one.id, actorId: 'test' }, async (tx) => {
      const log = await tx.selectFrom('access_events').selectAll().execute();
      expect(
        log.some((row) => row.operation === 'get-offer' && row.household_ids.includes(householdId)),
      ).toBe(true);
      const actor = log[0]?.actor ?? '';
      const row = { municipality_id: scene.one.id, id: offerId, household_id: householdId };
      await tx
        .insertInto('recusals')
        .values({ ...row, member: actor, ground: 'party' })
        .execute();
    });
    expect((await get(`offers/${offerId}`)).statusCode).toBe(404);
    expect((await post(`offers/${offerId}/accept`)).statusCode).toBe(404);
    expect((await get(`offers?householdId=${householdId}`)).json()).toMatchObject({ totalCount: 0 });
  });
});
