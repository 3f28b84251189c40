import { setTimeout as sleep } from 'node:timers/promises';
import { lockApplication } from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import {
  aDwelling,
  aHousehold,
  aLease,
  aMember,
  anApplication,
  anAssessment,
  aPlaceToLive,
  type BuilderScope,
  nextId,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecusal, historyOf, statusOf } from '../../test/intake-scene.ts';
import {
  actorOf,
  aRequest,
  openRecordsScene,
  peek,
  type RecordsScene,
  TODAY,
} from '../../test/records-scene.ts';
import { anOffer, aTown, frozenFacts } from '../../test/round-scene.ts';
import { moveApplication } from '../application/move-application.ts';
import { registerApplication } from '../application/register-application.ts';
import { listQueue } from '../queue/list-queue.ts';
import { getHousehold } from './get-household.ts';
import { listDuplicates } from './list-duplicates.ts';
import { type MergedHousehold, mergeHouseholds } from './merge-households.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

async function merge(
  scope: BuilderScope,
  keptHouseholdId: string,
  mergedHouseholdId: string,
): Promise<MergedHousehold> {
  const command = { keptHouseholdId, mergedHouseholdId, reason: 'Registered twice in one week.' };
  return await mergeHouseholds(scene.deps, actorOf(scope), command, aRequest('mergeHouseholds'));
}

async function aWaiting(scope: BuilderScope): Promise<{ id: string; applicationId: string }> {
  const id = await aHousehold(scope);
  await anAssessment(scope, { household_id: id });
  return { id, applicationId: await anApplication(scope, { household_id: id }) };
}

describe('candidates', () => {
  it('are joined by an adult, not by a child with two homes or by what is not known', async () => {
    const scope = await aTown(scene);
    const [a, b, c, d] = [
      await aHousehold(scope),
      await aHousehold(scope),
      await aHousehold(scope),
      await aHousehold(scope),
    ];
    const ola = { name: 'Syn Tetisk', birth_date: plainDate('1980-02-01') };
    await aMember(scope, a, ola);
    await aMember(scope, b, { ...ola, name: ' syn  TETISK' });
    await aMember(scope, c, { ...ola, birth_date: plainDate('1980-02-02') });
    await aMember(scope, c, { ...ola, relation: 'child' });
    await aMember(scope, d, { ...ola, member_during: '[2020-01-01,2021-01-01)' });
    const page = await listDuplicates(scene.deps, actorOf(scope), { limit: 5 });
    expect(page.items.map(({ households }) => households.map(({ householdId }) => householdId))).toEqual([
      [a, b],
    ]);
    expect(page).toMatchObject({ isLast: true, totalCount: 1 });
    await aRecusal(scope, a, 'case-officer-1');
    expect((await listDuplicates(scene.deps, actorOf(scope), { limit: 5 })).items).toEqual([]);
  });
});

describe('merging', () => {
  it('takes the merged one out of queue and rounds, deletes nothing, and points at the kept one', async () => {
    const town = await aTown(scene);
    const [kept, merged, third] = [await aWaiting(town), await aWaiting(town), await aWaiting(town)];
    const made = await merge(town, kept.id, merged.id);
    expect(made.mergedApplicationId).toBe(merged.applicationId);
    expect((await statusOf(town, merged.applicationId)).status).toBe('merged');
    const queue = await listQueue(scene.deps, actorOf(town), { limit: 9 });
    expect(queue.items.map(({ householdId }) => householdId)).toEqual([kept.id, third.id]);
    const facts = await frozenFacts(scene, town);
    expect(facts.households.map(({ id }) => id).toSorted()).toEqual([kept.id, third.id]);
    await expect(getHousehold(scene.deps, actorOf(town), merged.id)).resolves.toMatchObject({
      mergedIntoId: kept.id,
    });
    expect((await historyOf(scene, town, merged.id)).at(-1)).toBe('merged own 1 out');
    const command = { householdId: merged.id, source: 'digital', receivedOn: TODAY } as const;
    await expect(
      registerApplication(scene.deps, actorOf(town), command, aRequest('registerApplication')),
    ).rejects.toMatchObject({ code: 'household.merged', details: { facts: { keptHouseholdId: kept.id } } });
  });

  it('is refused while the merged one has a lease or an offer', async () => {
    const town = await aTown(scene);
    const { buildingId } = await aPlaceToLive(town);
    const [kept, tenant, former] = [await aHousehold(town), await aHousehold(town), await aHousehold(town)];
    const home = await aDwelling(town, { building_id: buildingId });
    await aLease(town, { dwelling_id: home, household_id: tenant });
    await expect(merge(town, kept, tenant)).rejects.toMatchObject({
      code: 'household.merge-refused',
      details: { facts: { obstacle: 'lease' } },
    });
    await aLease(town, {
      dwelling_id: await aDwelling(town, { building_id: buildingId }),
      household_id: former,
      closed_on: TODAY,
      closed_because: 'vacated',
    });
    await expect(merge(town, kept, former)).resolves.toBeDefined();
    const offered = await aHousehold(town);
    const offeredHome = {
      dwelling_id: await aDwelling(town, { building_id: buildingId }),
      household_id: offered,
    };
    await anOffer(town, { ...offeredHome, state: 'open' });
    await expect(merge(town, kept, offered)).rejects.toMatchObject({
      details: { facts: { obstacle: 'offer' } },
    });
    // The other way round the tenant keeps the home.
    const again = await aHousehold(town);
    await expect(merge(town, tenant, again)).resolves.toBeDefined();
  });

  it('is refused when somebody would no longer be kept apart', async () => {
    const town = await aTown(scene);
    const other = await aHousehold(town);
    const [kept, merged] = [await aHousehold(town), await aHousehold(town)];
    const apart = async (household: string, scope: 'building' | 'neighbourhood'): Promise<void> => {
      const [household_a_id = '', household_b_id = ''] = [household, other].toSorted();
      await peek(town, async (tx) =>
        tx
          .insertInto('keep_apart')
          .values({
            municipality_id: town.municipalityId,
            id: nextId(),
            household_a_id,
            household_b_id,
            scope,
            restricted_reason: 'x',
            owner: 'x',
            review_on: TODAY,
            valid_during: '[2026-01-01,)',
          })
          .execute(),
      );
    };
    await apart(merged, 'neighbourhood');
    await expect(merge(town, kept, merged)).rejects.toMatchObject({
      details: { facts: { obstacle: 'keep-apart' } },
    });
    await apart(kept, 'building');
    await expect(merge(town, kept, merged)).rejects.toMatchObject({
      details: { facts: { obstacle: 'keep-apart' } },
    });
    await apart(kept, 'neighbourhood');
    await expect(merge(town, kept, merged)).resolves.toBeDefined();
  });

  it('happens once, in one direction, between two that are there', async () => {
    const [a, b, c] = [
      await aHousehold(scene.home),
      await aHousehold(scene.home),
      await aHousehold(scene.home),
    ];
    const both = await Promise.allSettled([merge(scene.home, a, b), merge(scene.home, b, a)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const [kept, gone] = both[0].status === 'fulfilled' ? [a, b] : [b, a];
    await expect(merge(scene.home, gone, c)).rejects.toMatchObject({ code: 'household.merged' });
    await expect(merge(scene.home, c, gone)).rejects.toMatchObject({ code: 'household.merged' });
    await expect(merge(scene.home, kept, kept)).rejects.toMatchObject({
      code: 'household.merged-with-itself',
    });
    const foreign = await aHousehold(scene.elsewhere);
    await expect(merge(scene.home, kept, foreign)).rejects.toMatchObject({
      code: 'record.reference-unknown',
    });
    await expect(merge(scene.home, foreign, kept)).rejects.toMatchObject({ code: 'household.not-found' });
    // A chain is followed from one to the next.
    await expect(merge(scene.home, c, kept)).resolves.toBeDefined();
  });

  it('leaves no lease behind when one is made at the same moment, whoever is first', async () => {
    const town = await aTown(scene);
    const { buildingId } = await aPlaceToLive(town);
    for (let round = 0; round < 8; round += 1) {
      const [kept, merged] = [await aHousehold(town), await aHousehold(town)];
      const dwelling_id = await aDwelling(town, { building_id: buildingId });
      const outcomes = await Promise.allSettled([
        merge(town, kept, merged),
        aLease(town, { dwelling_id, household_id: merged }),
      ]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
  });
});

describe('a merge at the same time', () => {
  it('as the application of the merged one is withdrawn waits for it, and neither dies of a deadlock', async () => {
    const scope = await aTown(scene);
    const [kept, merged] = [await aWaiting(scope), await aWaiting(scope)];
    const actor = actorOf(scope);
    const { merging } = await peek(scope, async (tx) => {
      const application = await lockApplication(tx, scope.municipalityId, merged.applicationId);
      if (application === undefined) throw new Error('no application');
      const under = Promise.allSettled([merge(scope, kept.id, merged.id)]);
      // Long enough for it to hold the households and to wait for the application.
      await sleep(300);
      await moveApplication(tx, scene.deps, actor, { application, actions: ['withdraw'] });
      return { merging: under };
    });
    expect(await merging).toMatchObject([{ status: 'fulfilled', value: { mergedApplicationId: null } }]);
    expect((await statusOf(scope, merged.applicationId)).status).toBe('withdrawn');
  });
});
