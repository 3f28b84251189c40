import { inTenant } from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import { aDwelling, aHousehold, aLease, aMember, aPlaceToLive, protectPerson } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecusal } from '../../test/a-recusal.ts';
import { openPrivacyScene, type PrivacyScene } from '../../test/privacy-scene.ts';
import { aProtectedCase, block, someone } from '../../test/protection-scene.ts';
import { aRequest, peek } from '../../test/records-scene.ts';
import type { Actor } from '../actor/actor.ts';
import { listReadings } from '../audit/list-readings.ts';
import { listAuditEvents } from '../audit/read-audit-trail.ts';
import { findWithheldCases } from '../audit/withheld-cases.ts';
import { recordLeaseNotice } from '../lease/record-lease-notice.ts';
import { listCaseBlocks, requestCaseLift } from '../privacy/case-blocks.ts';
import { hiddenHouseholds } from './hidden-households.ts';

let scene: PrivacyScene;
beforeAll(async () => {
  scene = await openPrivacyScene();
});
afterAll(async () => {
  await scene.close();
});

const who = (id: string, role: Actor['role'] = 'leader'): Actor => someone(scene.home, id, role);

/** A protected case with a lease that has ended and a letter about it, for which `kari` is named. */
async function aClosedCase() {
  const { householdId, personId } = await aProtectedCase(scene.home, ['kari']);
  const { buildingId } = await aPlaceToLive(scene.home);
  const leaseId = await aLease(scene.home, {
    dwelling_id: await aDwelling(scene.home, { building_id: buildingId }),
    household_id: householdId,
    starts_on: plainDate('2024-01-01'),
    last_day: plainDate('2026-12-31'),
    closed_on: plainDate('2027-01-01'),
    closed_because: 'vacated',
  });
  const notice = {
    leaseId,
    kind: 'expiry-information',
    sentOn: plainDate('2026-11-01'),
    channel: 'letter',
    proof: 'P-1',
  } as const;
  await recordLeaseNotice(scene.deps, who('kari', 'case-officer'), notice, aRequest('recordLeaseNotice'));
  return { householdId, personId, leaseId };
}

/** What the guard says to somebody of a case: whether it is hidden, and which ids are withheld with it. */
async function guardOf(actor: Actor, householdId: string) {
  return await peek(scene.home, async (tx) => {
    const { ids } = await findWithheldCases(tx, actor);
    return { isHidden: (await hiddenHouseholds(tx, actor)).has(householdId), ids: [...ids].toSorted() };
  });
}

describe('the guard', () => {
  it('says the same of a case before and after it is blocked, and withholds the same ids', async () => {
    const { householdId, leaseId } = await aClosedCase();
    const recusedFrom = await aHousehold(scene.home);
    await aMember(scene.home, recusedFrom);
    await aRecusal(scene.home, who('cousin'), recusedFrom);
    await aRecusal(scene.home, who('cousin'), householdId);
    const actors = [who('kari'), who('per'), who('cousin')];
    const before = await Promise.all(actors.map(async (actor) => await guardOf(actor, householdId)));
    expect(before.map(({ isHidden }) => isHidden)).toEqual([false, true, true]);
    expect(before[1]?.ids).toContain(leaseId);
    await block(scene, [householdId, recusedFrom]);
    const blocks = await scene.admin.query<{ id: string }>('select id from case_blocks');
    const after = await Promise.all(actors.map(async (actor) => await guardOf(actor, householdId)));
    // What the blocking itself has written, and the application that it needed, belong to the case, too.
    const later = new Set(blocks.map(({ id }) => id));
    const applications = await scene.admin.query<{ id: string }>('select id from housing_applications');
    for (const { id } of applications) later.add(id);
    const without = after.map(({ isHidden, ids }) => ({ isHidden, ids: ids.filter((id) => !later.has(id)) }));
    expect(without).toEqual(before);
    expect(await peek(scene.home, async (tx) => await hiddenHouseholds(tx, who('cousin')))).toContain(
      recusedFrom,
    );
  });

  it('tells nothing of another municipality, whatever it is asked', async () => {
    const { householdId, personId } = await aClosedCase();
    const elsewhere = { municipalityId: crypto.randomUUID(), actorId: 'per' };
    const told = await inTenant(scene.db, elsewhere, async (tx) => [
      ...(await hiddenHouseholds(tx, who('per'))),
      ...(await findWithheldCases(tx, who('per'))).ids,
    ]);
    expect(told).toEqual([]);
    expect([householdId, personId].every((id) => !told.includes(id))).toBe(true);
  });
});

describe('a blocked protected case', () => {
  it('is in no list of blocks and lifted by nobody but for who is named', async () => {
    const { householdId } = await aClosedCase();
    await block(scene, [householdId]);
    const page = await listCaseBlocks(scene.deps, who('per'), { limit: 100 });
    const whole = await listCaseBlocks(scene.deps, who('kari'), { limit: 100 });
    expect(page.items.map((item) => item.householdId)).not.toContain(householdId);
    expect(whole.items.map((item) => item.householdId)).toContain(householdId);
    expect(page.totalCount).toBeLessThan(whole.totalCount);
    expect(page.totalCount).toBe(page.items.length);
    const lift = { householdId, reasonCode: 'appeal-or-claim', reference: '2040/9' } as const;
    await expect(requestCaseLift(scene.deps, who('per'), lift, aRequest('lift'))).rejects.toMatchObject({
      code: 'case-block.not-found',
    });
    expect(await requestCaseLift(scene.deps, who('kari'), lift, aRequest('lift'))).toMatchObject({
      state: 'lift-requested',
    });
  });

  it('fills no page of the list for others: what is hidden takes no place in it', async () => {
    const open = await aHousehold(scene.home);
    await aMember(scene.home, open);
    await block(scene, [open]);
    const { householdId } = await aClosedCase();
    await block(scene, [householdId]);
    const page = await listCaseBlocks(scene.deps, who('per'), { limit: 1 });
    expect(page.items.map((item) => item.householdId)).toEqual([open]);
  });

  it('is in the traces for nobody who is not named: no event tells of it, no reading names it', async () => {
    const { householdId, leaseId, personId } = await aClosedCase();
    await scene.admin.query(
      `insert into access_events (municipality_id, id, actor, role, operation, household_ids)
       values ($1, gen_random_uuid(), 'kari', 'case-officer', 'get-household', array[$2::uuid])`,
      [scene.home.municipalityId, householdId],
    );
    await block(scene, [householdId]);
    const auditor = who('auditor-1', 'auditor');
    for (const objectId of [householdId, leaseId, personId]) {
      const found = await listAuditEvents(scene.deps, auditor, { objectId, limit: 100 });
      expect(found.items).toEqual([]);
    }
    const all = await listAuditEvents(scene.deps, auditor, { limit: 200 });
    const shown = JSON.stringify([all, await listReadings(scene.deps, auditor, { limit: 200 })]);
    for (const id of [householdId, leaseId, personId]) expect(shown).not.toContain(id);
    expect((await listReadings(scene.deps, auditor, { householdId, limit: 9 })).totalCount).toBe(0);
  });

  it('is hidden from the moment on that somebody of it gets a protected address', async () => {
    const householdId = await aHousehold(scene.home);
    const personId = await aMember(scene.home, householdId);
    await block(scene, [householdId]);
    const ofBlocks = async () =>
      (await listCaseBlocks(scene.deps, who('per'), { limit: 100 })).items.map((item) => item.householdId);
    expect(await ofBlocks()).toContain(householdId);
    await protectPerson(scene.home, personId);
    expect(await ofBlocks()).not.toContain(householdId);
  });
});
