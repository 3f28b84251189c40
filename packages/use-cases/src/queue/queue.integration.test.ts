import { DEFAULT_POLICY, plainDate } from '@boligtrapp/domain';
import {
  aHousehold,
  aLease,
  aMunicipality,
  anApplication,
  anAssessment,
  aPolicySet,
  type BuilderScope,
  type RowChanges,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actorOf, openRecordsScene, peek, type RecordsScene, TODAY } from '../../test/records-scene.ts';
import { ALWAYS_A_DWELLING, aTown, aUsedDwelling, type Town } from '../../test/round-scene.ts';
import { getLadder } from '../ladder/get-ladder.ts';
import { listQueue } from './list-queue.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

/** A household in the queue; returns its id. */
async function aWaiting(scope: BuilderScope, changes: RowChanges<'assessments'> = {}): Promise<string> {
  const household_id = await aHousehold(scope);
  await anApplication(scope, { household_id });
  await anAssessment(scope, { household_id, ...changes });
  return household_id;
}

/** A household with a home, a lease that binds today unless it is changed; returns its id. */
async function aTenant(
  town: Town,
  assessed: RowChanges<'assessments'>,
  lease: RowChanges<'leases'> = {},
): Promise<string> {
  const household_id = await aHousehold(town);
  await anAssessment(town, { household_id, ...assessed });
  await aLease(town, { household_id, dwelling_id: await aUsedDwelling(town, [ALWAYS_A_DWELLING]), ...lease });
  return household_id;
}

describe('the queue', () => {
  it('holds those whose application is in the queue and whose assessment in force is valid today', async () => {
    const scope = await aMunicipality(scene.db);
    const policySetId = await aPolicySet(scope);
    const waiting = await aWaiting(scope, { valid_until: plainDate('2026-11-24') });
    const reassessed = await aWaiting(scope, { need_points: 900 });
    await anAssessment(scope, { household_id: reassessed, version_number: 2, need_points: 1 });
    await aWaiting(scope, { valid_until: plainDate('2026-11-23') });
    await aWaiting(scope, { assessed_on: plainDate('2026-11-24') });
    const outdated = await aWaiting(scope);
    await anAssessment(scope, {
      household_id: outdated,
      version_number: 2,
      valid_until: plainDate('2026-03-01'),
    });
    const received = await aHousehold(scope);
    await anApplication(scope, { household_id: received, status: 'received' });
    await anAssessment(scope, { household_id: received });
    await aWaiting(scene.elsewhere);

    const page = await listQueue(scene.deps, actorOf(scope, 'committee'), { limit: 50 });
    expect(page.items.map(({ householdId, needPoints }) => [householdId, needPoints])).toEqual([
      [reassessed, 1],
      [waiting, 0],
    ]);
    expect(page).toMatchObject({ isLast: true, totalCount: 2, policySetId });
  });

  it('holds the movers among the others, until they have another home or leave theirs', async () => {
    const town = await aTown(scene);
    const moving = await aTenant(town, { ready_to_move: true, need_points: 7 });
    const waiting = await aWaiting(town, { need_points: 9 });
    const last = await aWaiting(town, { need_points: 5 });
    await aTenant(town, {});
    await aTenant(
      town,
      { ready_to_move: true },
      { closed_on: plainDate('2026-12-31'), closed_because: 'vacated' },
    );
    await aTenant(town, { ready_to_move: true }, { starts_on: plainDate('2026-11-24') });
    const { items } = await listQueue(scene.deps, actorOf(town), { limit: 9 });
    expect(items.map(({ householdId, position }) => [householdId, position])).toEqual([
      [waiting, 1],
      [moving, 2],
      [last, 3],
    ]);
    expect(items.map(({ applicationId }) => applicationId === null)).toEqual([false, true, false]);
    const unassigned = await listQueue(scene.deps, actorOf(town), { limit: 9, assignedTo: null });
    expect(unassigned.items.map(({ householdId }) => householdId)).toEqual([waiting, last]);
    const steps = await getLadder(scene.deps, actorOf(town, 'leader'), TODAY);
    expect(steps.find(({ track, level }) => track === 'welfare' && level === 1)).toMatchObject({
      queue: 2,
      movers: 1,
    });
    const only = async (isMover: boolean) =>
      (await listQueue(scene.deps, actorOf(town), { limit: 9, isMover })).items.map((item) => [
        item.householdId,
        item.position,
      ]);
    expect(await only(true)).toEqual([[moving, 2]]);
    expect(await only(false)).toEqual([
      [waiting, 1],
      [last, 3],
    ]);
  });

  it('has a mover once who has applied as well', async () => {
    const town = await aTown(scene);
    const household_id = await aTenant(town, { ready_to_move: true });
    const applicationId = await anApplication(town, { household_id });
    const { items } = await listQueue(scene.deps, actorOf(town), { limit: 9 });
    expect(items.map((item) => item.applicationId)).toEqual([applicationId]);
  });

  it('counts positions within what is asked for', async () => {
    const scope = await aMunicipality(scene.db);
    await aPolicySet(scope);
    await aWaiting(scope, { track: 'welfare', level: 1, need_points: 5 });
    const second = await aWaiting(scope, { track: 'care', level: 2, need_points: 4 });
    const third = await aWaiting(scope, { track: 'care', level: 3, need_points: 3 });
    const youth = await aWaiting(scope, { track: 'welfare', level: 1, programme: 'youth' });
    const places = async (query: object): Promise<readonly (readonly [string, number])[]> => {
      const page = await listQueue(scene.deps, actorOf(scope), { ...query, limit: 50 });
      return page.items.map(({ householdId, position }) => [householdId, position]);
    };
    expect(await places({ track: 'care' })).toEqual([
      [second, 1],
      [third, 2],
    ]);
    expect(await places({ track: 'care', level: 3 })).toEqual([[third, 1]]);
    expect(await places({ programme: 'youth' })).toEqual([[youth, 1]]);
    expect(await places({})).toHaveLength(4);
  });

  it('pages through a tie without losing anyone, and logs those on each page', async () => {
    const scope = await aMunicipality(scene.db);
    await aPolicySet(scope);
    const tied = [await aWaiting(scope), await aWaiting(scope), await aWaiting(scope)];
    const actor = actorOf(scope);
    const first = await listQueue(scene.deps, actor, { limit: 2 });
    expect(first.items.map(({ householdId }) => householdId)).toEqual(tied.slice(0, 2));
    expect(first.items[0]?.tiedWith).toHaveLength(2);
    const rest = await listQueue(scene.deps, actor, { limit: 2, after: first.items[1] });
    expect(rest.items.map(({ householdId, position }) => [householdId, position])).toEqual([[tied[2], 1]]);
    expect(rest).toMatchObject({ isLast: true, totalCount: 3 });
    const events = await peek(
      scope,
      async (tx) => await tx.selectFrom('access_events').select('household_ids').orderBy('id').execute(),
    );
    expect(events).toEqual([{ household_ids: tied.slice(0, 2) }, { household_ids: tied.slice(2) }]);
  });

  it('orders by the policy in force, not by another', async () => {
    const scope = await aMunicipality(scene.db);
    const noWeight = { ...DEFAULT_POLICY, queue: { pointsPerMonthWaiting: 0, mostPointsForWaiting: 0 } };
    await aPolicySet(scope, { state: 'replaced', valid_during: '[2020-01-01,2026-11-23)' });
    await aPolicySet(scope, { content: noWeight, valid_during: '[2026-11-23,)' });
    await aPolicySet(scope, { state: 'draft', valid_during: null, approver: null });
    const waitedLong = await aWaiting(scope, { waiting_since: plainDate('2020-01-01'), need_points: 0 });
    const needsMore = await aWaiting(scope, { need_points: 1 });
    const page = await listQueue(scene.deps, actorOf(scope), { limit: 9 });
    expect(page.items.map(({ householdId }) => householdId)).toEqual([needsMore, waitedLong]);
  });

  it('says so when no policy is in force, and is not for everyone', async () => {
    const scope = await aMunicipality(scene.db);
    const query = { limit: 9 };
    await expect(listQueue(scene.deps, actorOf(scope), query)).rejects.toMatchObject({
      code: 'policy-set.none-in-force',
    });
    await expect(listQueue(scene.deps, actorOf(scope, 'follow-up'), query)).rejects.toMatchObject({
      code: 'authorisation.denied',
    });
  });
});
