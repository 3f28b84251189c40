import { type PlainDateString, plainDate } from '@boligtrapp/domain';
import { aDwelling, aHousehold, aLease, nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aLeaseToRegister } from '../../test/a-lease-to-register.ts';
import {
  actorOf,
  aRequest,
  openRecordsScene,
  peek,
  type RecordsScene,
  TODAY,
} from '../../test/records-scene.ts';
import { anOffer, aTown, aUsedDwelling, type Town } from '../../test/round-scene.ts';
import { registerLease } from '../lease/register-lease.ts';
import { setPlaceLimit } from '../place/set-place-limit.ts';
import { changeRole, type RoleChange } from './change-role.ts';
import { listRoleChanges } from './list-role-changes.ts';

let scene: RecordsScene;
let town: Town;

beforeAll(async () => {
  scene = await openRecordsScene();
});
beforeEach(async () => {
  town = await aTown(scene);
});
afterAll(async () => {
  await scene.close();
});

const BASE = ['staff-base', '[2024-01-01,)'] as const;
const FIRST = plainDate('2026-12-01');

async function aBase(level: 1 | 2 | 3 | 5 = 3): Promise<string> {
  return await aUsedDwelling(town, [BASE], { level });
}

async function change(
  dwellingId: string,
  action: 'open-as-dwelling' | 'take-as-base' = 'open-as-dwelling',
  changedOn: PlainDateString = FIRST,
): Promise<RoleChange> {
  const command = { dwellingId, action, changedOn, reason: 'godt miljø' };
  return await changeRole(scene.deps, actorOf(town, 'housing-manager'), command, aRequest('changeRole'));
}

async function aNeighbour(level: 1 | 2 | 3 | 5): Promise<void> {
  await aLease(town, {
    dwelling_id: await aDwelling(town, { building_id: town.buildingId, level }),
    household_id: await aHousehold(town),
  });
}

async function periodsOf(dwellingId: string): Promise<readonly (readonly [string, string])[]> {
  const rows = await peek(
    town,
    async (tx) =>
      await tx
        .selectFrom('dwelling_periods')
        .where('dwelling_id', '=', dwellingId)
        .select(['role', 'valid_during'])
        .orderBy('valid_during')
        .execute(),
  );
  return rows.map(({ role, valid_during }) => [role, valid_during]);
}

async function cap(capPoints: number, placeId = town.buildingId): Promise<object> {
  const terms = {
    reason: 'tak',
    owner: 'ola',
    reviewOn: plainDate('2027-02-01'),
    validFrom: TODAY,
    validTo: null,
  };
  const command = { limit: 'cap', placeId, capPoints, ...terms } as const;
  return await setPlaceLimit(scene.deps, actorOf(town), command, aRequest('setPlaceCap'));
}

describe('a staff base', () => {
  it('becomes a dwelling from a day on, with the load that allowed it', async () => {
    await aNeighbour(1);
    await cap(5);
    const unit = await aBase();
    const opened = await change(unit);
    // Weights: 1 of the neighbour at level 1, and 4 more for a unit of level 3.
    expect(opened).toMatchObject({
      fromRole: 'staff-base',
      toRole: 'dwelling',
      changedOn: FIRST,
      evidence: [
        { placeId: town.buildingId, kind: 'building', before: 1, after: 5, cap: 5 },
        { placeId: town.neighbourhoodId, kind: 'neighbourhood', before: 1, after: 5, cap: 8 },
        { placeId: town.districtId, kind: 'district', before: 1, after: 5, cap: 6 },
      ],
    });
    expect(await periodsOf(unit)).toEqual([
      ['staff-base', '[2024-01-01,2026-12-01)'],
      ['dwelling', '[2026-12-01,)'],
    ]);
    const changes = await listRoleChanges(scene.deps, actorOf(town, 'committee'), unit);
    expect(changes).toMatchObject([
      { id: opened.id, evidence: opened.evidence, reason: 'godt miljø', policySetId: town.policySetId },
    ]);
  });

  it('stays one where the place would be over its cap, by a tenant or by a promise', async () => {
    await cap(3);
    const unit = await aBase(2);
    await aNeighbour(2);
    await expect(change(unit)).rejects.toMatchObject({
      code: 'dwelling.place-overfilled',
      details: { facts: { placeId: town.buildingId, before: 2, after: 4, cap: 3 } },
    });
    await cap(4);
    const offered = await aUsedDwelling(town);
    await anOffer(town, { dwelling_id: offered, household_id: await aHousehold(town), state: 'open' });
    await expect(change(unit)).rejects.toMatchObject({ details: { facts: { before: 3, after: 5 } } });
    await cap(5);
    await expect(change(unit)).resolves.toBeDefined();
    expect(await listRoleChanges(scene.deps, actorOf(town), unit)).toHaveLength(1);
  });

  it('is not opened twice, nor a unit that is neither', async () => {
    const unit = await aBase();
    await change(unit);
    await expect(change(unit)).rejects.toMatchObject({
      code: 'record.transition-refused',
      details: { facts: { state: 'dwelling', allowed: 'take-as-base' } },
    });
    const unused = await aUsedDwelling(town, []);
    await expect(change(unused)).rejects.toMatchObject({
      details: { facts: { state: 'out-of-use', allowed: '' } },
    });
    await expect(change(nextId())).rejects.toMatchObject({ code: 'dwelling.not-found' });
    await expect(change(unit, 'take-as-base', plainDate('2026-11-22'))).rejects.toMatchObject({
      code: 'record.date-in-the-past',
    });
  });

  it('is opened by one of ten at once', async () => {
    const unit = await aBase();
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => change(unit)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await listRoleChanges(scene.deps, actorOf(town), unit)).toHaveLength(1);
  });

  it('that begins on the day is a dwelling from the first', async () => {
    const unit = await aUsedDwelling(town, [['staff-base', '[2026-12-01,2027-06-01)']]);
    await change(unit);
    expect(await periodsOf(unit)).toEqual([['dwelling', '[2026-12-01,2027-06-01)']]);
  });
});

describe('a dwelling', () => {
  it('becomes a staff base, and a dwelling again', async () => {
    await aNeighbour(5);
    await aNeighbour(5);
    const unit = await aUsedDwelling(town);
    // The place is over its cap: a base adds no load and may come.
    await expect(change(unit, 'take-as-base')).resolves.toMatchObject({ toRole: 'staff-base' });
    await expect(change(unit, 'open-as-dwelling', plainDate('2027-01-01'))).rejects.toMatchObject({
      code: 'dwelling.place-overfilled',
    });
  });

  it('that is let or promised does not', async () => {
    const [letUnit, offered] = [await aUsedDwelling(town), await aUsedDwelling(town)];
    await aLease(town, { dwelling_id: letUnit, household_id: await aHousehold(town) });
    await anOffer(town, { dwelling_id: offered, household_id: await aHousehold(town), state: 'open' });
    await expect(change(letUnit, 'take-as-base')).rejects.toMatchObject({ code: 'dwelling.let' });
    await expect(change(offered, 'take-as-base')).rejects.toMatchObject({ code: 'dwelling.promised' });
  });

  it('is let or becomes a base, never both, whoever comes first', async () => {
    let bases = 0;
    for (let round = 0; round < 12; round += 1) {
      const unit = await aUsedDwelling(town);
      const lease = aLeaseToRegister({ dwellingId: unit, householdId: await aHousehold(town) });
      const steps = [
        async () => await change(unit, 'take-as-base'),
        async () => await registerLease(scene.deps, actorOf(town), lease, aRequest('registerLease')),
      ];
      const outcomes = await Promise.allSettled(
        (round % 2 === 0 ? steps : steps.toReversed()).map(async (step) => await step()),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
      expect(refused).toEqual([expect.stringMatching(/dwelling\.let|lease\.dwelling-is-staff-base/)]);
      bases += (await listRoleChanges(scene.deps, actorOf(town), unit)).length;
    }
    expect(bases).toBeLessThanOrEqual(12);
  });
});

it('without the lock on the unit, both would come through: the race above has something to find', async () => {
  const unit = await aUsedDwelling(town);
  const household_id = await aHousehold(town);
  const looked = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
  const both = Promise.all(looked.map(async ({ promise }) => await promise));
  await Promise.all([
    peek(town, async (tx) => {
      const leases = await tx.selectFrom('leases').where('dwelling_id', '=', unit).select('id').execute();
      expect(leases).toEqual([]);
      looked[0].resolve();
      await both;
      await tx
        .updateTable('dwelling_periods')
        .set({ role: 'staff-base' })
        .where('dwelling_id', '=', unit)
        .execute();
    }),
    (async () => {
      expect(await periodsOf(unit)).toEqual([['dwelling', '[2020-01-01,)']]);
      looked[1].resolve();
      await both;
      await aLease(town, { dwelling_id: unit, household_id });
    })(),
  ]);
  expect(await periodsOf(unit)).toEqual([['staff-base', '[2020-01-01,)']]);
  await expect(change(unit, 'open-as-dwelling')).rejects.toMatchObject({ code: 'dwelling.let' });
});

it('a cap that is lowered at the same time comes before the change, or after it', async () => {
  for (let round = 0; round < 8; round += 1) {
    town = await aTown(scene);
    await cap(4);
    const unit = await aBase(3);
    const [opened] = await Promise.allSettled([change(unit), cap(2)]);
    const [stored] = await listRoleChanges(scene.deps, actorOf(town), unit);
    // With the lower cap it is refused; where it was allowed, the evidence has the cap that was read.
    expect(opened.status === 'fulfilled').toBe(stored !== undefined);
    if (stored !== undefined) expect(stored.evidence[0]?.cap).toBe(4);
  }
});
