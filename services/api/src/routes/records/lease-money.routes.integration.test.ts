import { plainDate } from '@boligtrapp/domain';
import { aDwelling, aHousehold, aLease, aPlaceToLive, nextId } from '@boligtrapp/testing';
import { runRotation } from '@boligtrapp/use-cases';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../../../test/api-scene.ts';
import { bearer } from '../../../test/tokens.ts';

let scene: ApiScene;
let asOfficer: { authorization: string };
let leaseId: string;
let keys = 0;

beforeAll(async () => {
  scene = await setApiScene();
  asOfficer = await bearer('case-officer', scene.one.id);
  const scope = { db: scene.db, municipalityId: scene.one.id };
  const { buildingId } = await aPlaceToLive(scope);
  leaseId = await aLease(scope, {
    dwelling_id: await aDwelling(scope, { building_id: buildingId }),
    household_id: await aHousehold(scope),
    starts_on: plainDate('2025-01-01'),
    signed_on: plainDate('2024-12-20'),
    last_day: plainDate('2029-12-31'),
    rent_ore_per_month: 900_000,
  });
});
afterAll(() => scene.close());

async function post(
  path: string,
  payload: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<LightMyRequestResponse> {
  keys += 1;
  return await scene.app.inject({
    method: 'POST',
    url: `/v1/leases/${leaseId}/${path}`,
    payload,
    headers: { ...asOfficer, 'idempotency-key': `lease-money-${keys}`, ...headers },
  });
}

async function get(path: string): Promise<LightMyRequestResponse> {
  return await scene.app.inject({ url: `/v1/${path}`, headers: asOfficer });
}

/** The kinds of what is found about the lease, each with its provisions. */
async function kinds(): Promise<readonly (readonly string[])[]> {
  const flags = await get(`rotation-flags?subjectKind=lease&subjectId=${leaseId}`);
  return flags
    .json<{ items: { kind: string; lawRefs: string[] }[] }>()
    .items.map(({ kind, lawRefs }) => [kind, ...lawRefs]);
}

describe('rents and deposits of a lease', () => {
  const adjustment = {
    fromOn: '2026-12-01',
    orePerMonth: 927_000,
    noticeSentOn: '2026-10-25',
    indexBasis: 'KPI, October to October',
    indexBasisPoints: 300,
  };

  test('are recorded as the law allows, and read with its dates', async () => {
    const early = await post('rents/index-adjustments', { ...adjustment, fromOn: '2026-11-24' });
    expect(early.statusCode).toBe(422);
    expect(early.json()).toMatchObject({
      code: 'lease-rent.unlawful',
      errors: [{ pointer: '/body/fromOn' }],
      facts: { because: 'too-early', earliest: '2026-11-25' },
      lawRefs: ['LOV-1999-03-26-17 § 4-2'],
    });
    expect((await post('rents/index-adjustments', adjustment)).statusCode).toBe(201);
    const demand = { fromOn: '2027-06-01', orePerMonth: 1_200_000, noticeSentOn: '2026-11-20' };
    expect((await post('rents/gjengs-leie', demand)).statusCode).toBe(422);
    expect((await post('rents/agreements', { fromOn: '2026-12-01', orePerMonth: 920_000 })).statusCode).toBe(
      201,
    );
    const deposit = {
      kind: 'deposit',
      amountOre: 5_500_000,
      isOnSeparateAccount: true,
      givenOn: '2025-01-01',
    };
    const made = await post('deposits', deposit);
    expect(made.statusCode).toBe(201);
    expect(made.json()).toMatchObject({
      excess: { since: '2025-01-01', totalOre: 5_500_000, limitOre: 5_400_000 },
    });
    expect((await post('deposits', { ...deposit, isOnSeparateAccount: null })).statusCode).toBe(400);
    const read = await get(`leases/${leaseId}/money`);
    expect(read.json()).toMatchObject({
      orePerMonth: 900_000,
      rents: [
        { kind: 'initial', fromOn: '2025-01-01', orePerMonth: 900_000, noticeSentOn: null },
        { kind: 'index', fromOn: '2026-12-01', indexBasis: adjustment.indexBasis },
        { kind: 'agreed', fromOn: '2026-12-01' },
      ],
      deposits: [{ ...deposit, releasedOn: null }],
      depositExcess: { limitOre: 5_400_000 },
    });
    const { id } = made.json<{ id: string }>();
    const released = await post(`deposits/${id}/releases`, { releasedOn: '2026-11-23' });
    expect([released.statusCode, released.json()]).toEqual([201, { id, releasedOn: '2026-11-23' }]);
    expect((await get(`leases/${leaseId}/money`)).json()).toMatchObject({ depositExcess: null });
  });

  test('and what the tenant was told are found by a night until they are as they should be', async () => {
    const deps = { db: scene.db, ids: { next: nextId } };
    const night = async (runOn: string) =>
      await runRotation(deps, {
        municipalityId: scene.one.id,
        runOn: plainDate(runOn),
        requestedBy: 'night',
      });
    await night('2026-11-22');
    expect(await kinds()).toEqual(
      expect.arrayContaining([
        ['termination-info-missing', 'LOV-1999-03-26-17 § 9-2 (1)'],
        ['deposit-over-limit', 'LOV-1999-03-26-17 § 3-5', 'LOV-1999-03-26-17 § 3-6'],
      ]),
    );
    const told = await post('termination-info', { givenOn: '2026-11-23' }, { 'if-match': '"1"' });
    expect([told.statusCode, told.headers.etag]).toEqual([201, '"2"']);
    await night('2026-11-23');
    expect(await kinds()).toEqual([]);
  });
});
