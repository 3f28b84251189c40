import type { LeaseOfOffer } from '@boligtrapp/contracts';
import { aHousehold } from '@boligtrapp/testing';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../../../test/api-scene.ts';
import { aLeaseBody } from '../../../test/record-bodies.ts';
import { aVacancyAndAWaiting, seedOffers } from '../../../test/seed-offers.ts';
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
    headers: { ...asOfficer, 'idempotency-key': `leases-${keys}`, ...headers },
  });
}

function someTerms(changes: object = {}): object {
  const {
    dwellingId: _,
    householdId: __,
    lastDay: ___,
    allocationKind: ____,
    ...terms
  } = aLeaseBody({
    dwellingId: '',
    householdId: '',
  });
  return { ...terms, ...changes };
}

async function anAccepted(): Promise<{ readonly offerId: string; readonly dwellingId: string }> {
  const given = await aVacancyAndAWaiting(scene.db, scene.one);
  const [made] = await seedOffers(scene.db, scene.one, [given]);
  const offerId = made?.offerId ?? '';
  expect((await post(`offers/${offerId}/accept`)).statusCode).toBe(201);
  return { offerId, dwellingId: given.dwellingId };
}

describe('POST /v1/offers/{offerId}/lease', () => {
  test('of twenty at once makes one lease, and tells each of the others that it is made', async () => {
    const { offerId, dwellingId } = await anAccepted();
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => await post(`offers/${offerId}/lease`, someTerms())),
    );
    const made = answers.filter(({ statusCode }) => statusCode === 201);
    expect(made).toHaveLength(1);
    expect(answers.filter(({ statusCode }) => statusCode === 409)).toHaveLength(19);
    expect(made[0]?.json()).toMatchObject({
      lastDay: '2029-11-30',
      allocationKind: 'new',
      closedLeases: [],
      warnings: [],
    });
    const leases = await scene.app.inject({ url: `/v1/leases?dwellingId=${dwellingId}`, headers: asOfficer });
    expect(leases.json()).toMatchObject({ totalCount: 1 });
  });

  test('refuses a short term without a basis: 422 with the provisions', async () => {
    const { offerId } = await anAccepted();
    const refused = await post(`offers/${offerId}/lease`, someTerms({ lastDay: '2027-11-30' }));
    expect(refused.statusCode).toBe(422);
    expect(refused.json()).toMatchObject({
      code: 'lease.short-term-unlawful',
      errors: [{ pointer: '/body/shortTerm' }],
      lawRefs: expect.arrayContaining(['LOV-1999-03-26-17 § 9-3 (1)']) as unknown,
    });
  });

  test('goes on to a handover and to a change of parties', async () => {
    const { offerId } = await anAccepted();
    const lease = (await post(`offers/${offerId}/lease`, someTerms())).json<LeaseOfOffer>();
    const items = [{ item: 'keys', isDone: true, remarkCode: null }];
    const body = { direction: 'in', heldOn: '2026-11-23', items };
    expect((await post(`leases/${lease.id}/handovers`, body)).statusCode).toBe(201);
    expect((await post(`leases/${lease.id}/handovers`, { ...body, items: [] })).statusCode).toBe(400);
    const read = await scene.app.inject({ url: `/v1/leases/${lease.id}/handovers`, headers: asOfficer });
    expect(read.json()).toMatchObject({ items: [{ direction: 'in', items }] });
    const change = {
      householdId: await aHousehold({ db: scene.db, municipalityId: scene.one.id }),
      ground: 'household-divided',
      occurredOn: '2026-11-20',
      claimedOn: '2026-11-21',
      startsOn: '2027-01-01',
      signedOn: '2026-11-23',
    };
    const changed = await post(`leases/${lease.id}/party-changes`, change, { 'if-match': '"1"' });
    expect(changed.statusCode, changed.body).toBe(201);
    expect(changed.json()).toMatchObject({
      formerLeaseId: lease.id,
      lastDay: '2029-11-30',
      claimDueOn: null,
    });
    expect((await post(`leases/${lease.id}/party-changes`, change)).statusCode).toBe(428);
  });
});
