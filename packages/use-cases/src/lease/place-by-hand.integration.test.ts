import { plainDate } from '@boligtrapp/domain';
import {
  aDwelling,
  aHousehold,
  aLease,
  aMember,
  anAssessment,
  aPlaceToLive,
  nameForCase,
  nextId,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aLeaseToRegister } from '../../test/a-lease-to-register.ts';
import { actorOf, aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { changeLeaseParty } from './change-lease-party.ts';
import { type RegisterLease, registerLease } from './register-lease.ts';

let scene: RecordsScene;
beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

const REFUSED = { code: 'lease.placement-refused', details: { field: 'dwellingId' } };
const WHY = 'The household was given the dwelling by court order.';

async function register(command: Pick<RegisterLease, 'dwellingId' | 'householdId' | 'overCapReason'>) {
  const request = aRequest('registerLease');
  return await registerLease(scene.deps, actorOf(scene.home), aLeaseToRegister(command), request);
}

async function keepApart(one: string, other: string, scope: 'building' | 'neighbourhood'): Promise<void> {
  const [a = '', b = ''] = [one, other].toSorted();
  await peek(scene.home, async (tx) => {
    const pair = { id: nextId(), household_a_id: a, household_b_id: b, scope };
    const why = { restricted_reason: 'secret', owner: 'owner', review_on: plainDate('2027-06-01') };
    await tx
      .insertInto('keep_apart')
      .values({
        municipality_id: scene.home.municipalityId,
        ...pair,
        ...why,
        valid_during: '[2026-01-01,)',
      })
      .execute();
  });
}

async function leasesOf(householdId: string): Promise<number> {
  return await peek(scene.home, async (tx) => {
    const rows = await tx.selectFrom('leases').where('household_id', '=', householdId).select('id').execute();
    return rows.length;
  });
}

/** A tenant in a building, and a household that is to live in the next dwelling of it. */
async function twoDoors() {
  const { buildingId, neighbourhoodId } = await aPlaceToLive(scene.home);
  const [taken, free] = [
    await aDwelling(scene.home, { building_id: buildingId }),
    await aDwelling(scene.home, { building_id: buildingId }),
  ];
  const [tenant, newcomer] = [await aHousehold(scene.home), await aHousehold(scene.home)];
  const leaseId = await aLease(scene.home, { dwelling_id: taken, household_id: tenant });
  return { buildingId, neighbourhoodId, taken, free, tenant, newcomer, leaseId };
}

describe('a lease that is registered by hand', () => {
  it.each(['building', 'neighbourhood'] as const)(
    'is refused where somebody of the %s is kept apart from the household, and no reason helps',
    async (scope) => {
      const { free, tenant, newcomer } = await twoDoors();
      await keepApart(tenant, newcomer, scope);
      const command = { dwellingId: free, householdId: newcomer };
      await expect(register(command)).rejects.toMatchObject(REFUSED);
      await expect(register({ ...command, overCapReason: WHY })).rejects.toMatchObject(REFUSED);
      expect(await leasesOf(newcomer)).toBe(0);
    },
  );

  it('says nothing of the other, also where the case of the other does not exist for the actor', async () => {
    const { free, tenant, newcomer } = await twoDoors();
    await keepApart(tenant, newcomer, 'building');
    await aMember(scene.home, tenant, { address_protection: 'confidential' });
    await nameForCase(scene.home, tenant, 'somebody-else');
    const refusal: unknown = await register({ dwellingId: free, householdId: newcomer }).catch(
      (error: unknown) => error,
    );
    expect(refusal).toMatchObject(REFUSED);
    expect(JSON.stringify(refusal)).not.toContain(tenant);
  });

  it('is stored in another building where the pair is kept apart by building', async () => {
    const { tenant, newcomer } = await twoDoors();
    await keepApart(tenant, newcomer, 'building');
    const elsewhere = await aPlaceToLive(scene.home);
    const dwellingId = await aDwelling(scene.home, { building_id: elsewhere.buildingId });
    await register({ dwellingId, householdId: newcomer });
    expect(await leasesOf(newcomer)).toBe(1);
  });

  it('over a cap wants a reason, which goes into the trail with the figures', async () => {
    const { buildingId, free, newcomer } = await twoDoors();
    await peek(scene.home, async (tx) => {
      await tx
        .insertInto('place_caps')
        .values({
          municipality_id: scene.home.municipalityId,
          id: nextId(),
          building_id: buildingId,
          cap_points: 0,
          reason: 'a quiet house',
          valid_during: '[2026-01-01,)',
        })
        .execute();
    });
    await anAssessment(scene.home, { household_id: newcomer, level: 4 });
    const command = { dwellingId: free, householdId: newcomer };
    await expect(register(command)).rejects.toMatchObject({
      code: 'lease.place-overfilled',
      details: { field: 'overCapReason', facts: { placeId: buildingId, cap: 0 } },
    });
    const { id } = await register({ ...command, overCapReason: WHY });
    const event = await peek(
      scene.home,
      async (tx) =>
        await tx
          .selectFrom('audit_events')
          .where('object_id', '=', id)
          .select(['after', 'reason'])
          .executeTakeFirst(),
    );
    expect(event).toMatchObject({ reason: WHY, after: { overCap: { placeId: buildingId, cap: 0 } } });
  });

  it('does not pass a pair by coming at the same time as the other one', async () => {
    const { buildingId, free, newcomer } = await twoDoors();
    const another = await aDwelling(scene.home, { building_id: buildingId });
    const other = await aHousehold(scene.home);
    await keepApart(newcomer, other, 'building');
    const both = await Promise.allSettled([
      register({ dwellingId: free, householdId: newcomer }),
      register({ dwellingId: another, householdId: other }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('who enters a lease', () => {
  it('is refused where somebody there is kept apart from them, and is not held against a cap', async () => {
    const { leaseId, buildingId, newcomer, tenant } = await twoDoors();
    const neighbour = await aHousehold(scene.home);
    const next = await aDwelling(scene.home, { building_id: buildingId });
    const nextLease = await aLease(scene.home, { dwelling_id: next, household_id: neighbour });
    await keepApart(neighbour, newcomer, 'building');
    // Whoever leaves does not count.
    await keepApart(tenant, newcomer, 'neighbourhood');
    const enter = async () =>
      await changeLeaseParty(
        scene.deps,
        actorOf(scene.home),
        {
          leaseId,
          version: 1,
          householdId: newcomer,
          ground: 'death',
          occurredOn: plainDate('2026-10-13'),
          claimedOn: plainDate('2026-11-13'),
          startsOn: plainDate('2026-12-01'),
          signedOn: plainDate('2026-11-20'),
        },
        aRequest('changeLeaseParty'),
      );
    await expect(enter()).rejects.toMatchObject(REFUSED);
    await peek(scene.home, async (tx) => {
      const closing = { closed_on: plainDate('2026-11-01'), closed_because: 'vacated' } as const;
      await tx.updateTable('leases').set(closing).where('id', '=', nextLease).execute();
    });
    await enter();
    expect(await leasesOf(newcomer)).toBe(1);
  });
});
