import { plainDate } from '@boligtrapp/domain';
import {
  aDwelling,
  aHousehold,
  aLease,
  aMunicipality,
  aPlaceToLive,
  aPolicySet,
  nextId,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aLeaseToRegister } from '../../test/a-lease-to-register.ts';
import { aRecusal } from '../../test/a-recusal.ts';
import { actorOf, aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { changeLeaseParty } from '../lease/change-lease-party.ts';
import { closeLease } from '../lease/close-lease.ts';
import { getLease } from '../lease/get-lease.ts';
import { listLeases } from '../lease/list-leases.ts';
import { recordLeaseNotice } from '../lease/record-lease-notice.ts';
import { registerLease } from '../lease/register-lease.ts';
import { declareRecusal } from '../meeting/declare-recusal.ts';
import { listFlags } from '../rotation/read-rotation.ts';

let scene: RecordsScene;
beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

// LOV-1967-02-10 § 6
it('a lease and its flags do not exist for an officer who is recused from the household, and do for others', async () => {
  const scope = await aMunicipality(scene.db);
  await aPolicySet(scope);
  const { buildingId } = await aPlaceToLive(scope);
  const leases: string[] = [];
  const households: string[] = [];
  for (let n = 0; n < 2; n += 1) {
    const household_id = await aHousehold(scope);
    const dwelling_id = await aDwelling(scope, { building_id: buildingId });
    households.push(household_id);
    leases.push(await aLease(scope, { dwelling_id, household_id }));
  }
  await peek(scope, async (tx) => {
    for (const lease_id of leases) {
      const flag = {
        kind: 'review-due',
        subject_kind: 'lease',
        subject_id: lease_id,
        due_on: plainDate('2026-12-31'),
        first_seen_run_on: plainDate('2026-11-01'),
      } as const;
      await tx
        .insertInto('rotation_flags')
        .values({ municipality_id: scope.municipalityId, id: nextId(), lease_id, ...flag })
        .execute();
    }
  });
  const [leaseId = '', otherId = ''] = leases;
  const officer = actorOf(scope);
  const recusal = {
    householdId: households[0] ?? '',
    member: officer.id,
    ground: 'family',
    meetingId: null,
  } as const;
  const colleague = { ...officer, id: 'colleague' };
  await declareRecusal(scene.deps, colleague, recusal, aRequest('declareRecusal'));

  const page = { limit: 10 };
  const seen = await listLeases(scene.deps, officer, page);
  expect([seen.items.map(({ id }) => id), seen.totalCount]).toEqual([[otherId], 1]);
  expect((await listLeases(scene.deps, officer, { ...page, state: 'active' })).totalCount).toBe(1);
  expect((await listLeases(scene.deps, colleague, page)).totalCount).toBe(2);
  const flags = await listFlags(scene.deps, officer, { after: undefined, ...page });
  expect([flags.items.map((flag) => flag.leaseId), flags.totalCount]).toEqual([[otherId], 1]);
  expect((await listFlags(scene.deps, colleague, { after: undefined, ...page })).totalCount).toBe(2);

  const gone = { code: 'lease.not-found' };
  await expect(getLease(scene.deps, officer, leaseId)).rejects.toMatchObject(gone);
  const closing = {
    leaseId,
    version: 1,
    closedOn: plainDate('2026-12-01'),
    closedBecause: 'vacated',
  } as const;
  await expect(closeLease(scene.deps, officer, closing, aRequest('closeLease'))).rejects.toMatchObject(gone);
  const notice = {
    leaseId,
    kind: 'move-request',
    sentOn: plainDate('2026-11-01'),
    channel: 'letter',
    proof: null,
  } as const;
  await expect(
    recordLeaseNotice(scene.deps, officer, notice, aRequest('recordNotice')),
  ).rejects.toMatchObject(gone);
  expect((await getLease(scene.deps, colleague, leaseId)).id).toBe(leaseId);
});

it('nobody begins a lease for a household that does not exist for them', async () => {
  const scope = await aMunicipality(scene.db);
  await aPolicySet(scope);
  const { buildingId } = await aPlaceToLive(scope);
  const [householdId, tenant] = [await aHousehold(scope), await aHousehold(scope)];
  const dwellingId = await aDwelling(scope, { building_id: buildingId });
  const leaseId = await aLease(scope, {
    dwelling_id: await aDwelling(scope, { building_id: buildingId }),
    household_id: tenant,
  });
  const officer = actorOf(scope);
  await aRecusal(scope, officer, householdId);
  const unknown = { code: 'record.reference-unknown', details: { field: 'householdId' } };
  await expect(
    registerLease(
      scene.deps,
      officer,
      aLeaseToRegister({ dwellingId, householdId }),
      aRequest('registerLease'),
    ),
  ).rejects.toMatchObject(unknown);
  const change = {
    leaseId,
    version: 1,
    householdId,
    ground: 'death',
    occurredOn: plainDate('2026-10-13'),
    claimedOn: plainDate('2026-11-13'),
    startsOn: plainDate('2026-12-01'),
    signedOn: plainDate('2026-11-20'),
  } as const;
  await expect(
    changeLeaseParty(scene.deps, officer, change, aRequest('changeLeaseParty')),
  ).rejects.toMatchObject(unknown);
});
