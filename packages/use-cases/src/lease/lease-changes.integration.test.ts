import { plainDate } from '@boligtrapp/domain';
import {
  aDwelling,
  aHousehold,
  aLease,
  aMember,
  aPlaceToLive,
  nameForCase,
  nextId,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actorOf, aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { type ChangedLeaseParty, type ChangeLeaseParty, changeLeaseParty } from './change-lease-party.ts';
import { listHandovers, type RecordHandover, recordHandover } from './record-handover.ts';

let scene: RecordsScene;
let buildingId: string;

beforeAll(async () => {
  scene = await openRecordsScene();
  ({ buildingId } = await aPlaceToLive(scene.home));
});
afterAll(async () => {
  await scene.close();
});

async function aTenancy(): Promise<{ leaseId: string; householdId: string; dwellingId: string }> {
  const dwellingId = await aDwelling(scene.home, { building_id: buildingId });
  const householdId = await aHousehold(scene.home);
  const leaseId = await aLease(scene.home, { dwelling_id: dwellingId, household_id: householdId });
  return { leaseId, householdId, dwellingId };
}

async function change(
  leaseId: string,
  householdId: string,
  changes: Partial<ChangeLeaseParty> = {},
): Promise<ChangedLeaseParty> {
  const command: ChangeLeaseParty = {
    leaseId,
    version: 1,
    householdId,
    ground: 'death',
    occurredOn: plainDate('2026-10-13'),
    claimedOn: plainDate('2026-11-13'),
    startsOn: plainDate('2026-12-01'),
    signedOn: plainDate('2026-11-20'),
    ...changes,
  };
  return await changeLeaseParty(scene.deps, actorOf(scene.home), command, aRequest('changeLeaseParty'));
}

async function leaseRows(dwellingId: string) {
  return await peek(
    scene.home,
    async (tx) =>
      await tx
        .selectFrom('leases')
        .where('dwelling_id', '=', dwellingId)
        .selectAll()
        .orderBy('starts_on')
        .execute(),
  );
}

describe('a change of parties', () => {
  it('goes on with the same terms and the same end, and is no new household in the statistics', async () => {
    const { leaseId, dwellingId } = await aTenancy();
    const heir = await aHousehold(scene.home);
    const changed = await change(leaseId, heir);
    expect(changed).toEqual({
      id: changed.id,
      formerLeaseId: leaseId,
      lastDay: '2027-12-31',
      claimDueOn: '2026-11-13',
      isClaimLate: false,
    });
    expect(await leaseRows(dwellingId)).toMatchObject([
      { id: leaseId, closed_on: '2026-12-01', closed_because: 'party-changed' },
      {
        id: changed.id,
        household_id: heir,
        starts_on: '2026-12-01',
        last_day: '2027-12-31',
        allocation_kind: 'extension',
        rent_ore_per_month: 900_000,
        closed_on: null,
      },
    ]);
  });

  it('after a death shows a late claim as late and stores it all the same; a divided household has no date', async () => {
    const late = { claimedOn: plainDate('2026-11-16') };
    const one = await aTenancy();
    expect(await change(one.leaseId, await aHousehold(scene.home), late)).toMatchObject({
      claimDueOn: '2026-11-13',
      isClaimLate: true,
    });
    const two = await aTenancy();
    const divided = { ...late, ground: 'household-divided' } as const;
    expect(await change(two.leaseId, await aHousehold(scene.home), divided)).toMatchObject({
      claimDueOn: null,
      isClaimLate: false,
    });
    const rows = await peek(
      scene.home,
      async (tx) => await tx.selectFrom('lease_party_changes').select(['ground', 'claim_due_on']).execute(),
    );
    expect(rows).toContainEqual({ ground: 'household-divided', claim_due_on: null });
  });

  it.each([
    ['a claim before the death', { claimedOn: plainDate('2026-10-12') }, 'record.range-reversed'],
    ['a claim to come', { claimedOn: plainDate('2026-11-24') }, 'record.date-in-the-future'],
    ['a start before the death', { startsOn: plainDate('2026-10-12') }, 'record.range-reversed'],
    ['a start after the end', { startsOn: plainDate('2028-01-01') }, 'record.range-reversed'],
    ['another version', { version: 2 }, 'record.version-stale'],
    ['an unknown household', { householdId: nextId() }, 'record.reference-unknown'],
  ])('is refused for %s', async (_what, changes, code) => {
    const { leaseId } = await aTenancy();
    await expect(change(leaseId, await aHousehold(scene.home), changes)).rejects.toMatchObject({ code });
  });

  it('is refused for a household with a home, and a second time', async () => {
    const [one, two] = [await aTenancy(), await aTenancy()];
    await expect(change(one.leaseId, two.householdId)).rejects.toMatchObject({
      code: 'lease.household-has-home',
    });
    await change(one.leaseId, await aHousehold(scene.home));
    await expect(change(one.leaseId, await aHousehold(scene.home), { version: 2 })).rejects.toMatchObject({
      code: 'lease.already-closed',
    });
  });

  it('may be for the same household, whose other member signs', async () => {
    const { leaseId, householdId } = await aTenancy();
    await expect(change(leaseId, householdId)).resolves.toMatchObject({ formerLeaseId: leaseId });
  });
});

async function record(leaseId: string, changes: Partial<RecordHandover> = {}): Promise<{ id: string }> {
  const command: RecordHandover = {
    leaseId,
    direction: 'in',
    heldOn: plainDate('2026-11-20'),
    items: [
      { item: 'smoke-alarm', isDone: true, remarkCode: null },
      { item: 'keys', isDone: false, remarkCode: 'missing' },
    ],
    ...changes,
  };
  return await recordHandover(scene.deps, actorOf(scene.home), command, aRequest('recordHandover'));
}

describe('a handover', () => {
  it('keeps who went through what and when, in the order of the list', async () => {
    const { leaseId } = await aTenancy();
    const { id } = await record(leaseId);
    await record(leaseId, { direction: 'out' });
    expect(await listHandovers(scene.deps, actorOf(scene.home), leaseId)).toMatchObject([
      {
        id,
        direction: 'in',
        heldOn: '2026-11-20',
        recordedBy: 'case-officer-1',
        items: [
          { item: 'keys', isDone: false, remarkCode: 'missing' },
          { item: 'smoke-alarm', isDone: true, remarkCode: null },
        ],
      },
      { direction: 'out' },
    ]);
  });

  it('is refused for a day to come, an item twice, and a lease that is not there', async () => {
    const { leaseId } = await aTenancy();
    const twice = [
      { item: 'keys', isDone: true, remarkCode: null },
      { item: 'keys', isDone: false, remarkCode: null },
    ] as const;
    await expect(record(leaseId, { heldOn: plainDate('2026-11-24') })).rejects.toMatchObject({
      code: 'record.date-in-the-future',
    });
    await expect(record(leaseId, { items: twice })).rejects.toMatchObject({ code: 'handover.item-twice' });
    await expect(record(nextId())).rejects.toMatchObject({ code: 'lease.not-found' });
  });

  it('of somebody with a protected address is not there for who is not named', async () => {
    const { leaseId, householdId } = await aTenancy();
    await aMember(scene.home, householdId, { address_protection: 'confidential' });
    await nameForCase(scene.home, householdId, actorOf(scene.home).id);
    await record(leaseId);
    await expect(listHandovers(scene.deps, actorOf(scene.home, 'auditor'), leaseId)).rejects.toMatchObject({
      code: 'lease.not-found',
    });
    const log = await peek(
      scene.home,
      async (tx) =>
        await tx
          .selectFrom('access_events')
          .where('role', '=', 'auditor')
          .where('operation', '=', 'list-handovers')
          .select('household_ids')
          .execute(),
    );
    expect(log).toEqual([]);
  });
});
