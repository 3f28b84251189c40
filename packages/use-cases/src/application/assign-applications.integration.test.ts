import {
  aHousehold,
  aMunicipality,
  anApplication,
  anAssessment,
  aPolicySet,
  type BuilderScope,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecusal } from '../../test/a-recusal.ts';
import { actorOf, aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { listQueue } from '../queue/list-queue.ts';
import { assignApplications } from './assign-applications.ts';

let scene: RecordsScene;
beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

interface Waiting {
  readonly householdId: string;
  readonly id: string;
}

async function aTown(): Promise<BuilderScope> {
  const scope = await aMunicipality(scene.db);
  await aPolicySet(scope);
  return scope;
}

async function aWaiting(scope: BuilderScope, needPoints = 0): Promise<Waiting> {
  const householdId = await aHousehold(scope);
  const id = await anApplication(scope, { household_id: householdId });
  await anAssessment(scope, { household_id: householdId, need_points: needPoints });
  return { householdId, id };
}

async function assign(
  scope: BuilderScope,
  ids: readonly string[],
  { to, seen = null }: { readonly to: string | null; readonly seen?: string | null },
) {
  const applications = ids.map((id) => ({ id, seenAssignedTo: seen }));
  const command = { applications, assignedTo: to, reason: 'Fordeling' };
  const request = aRequest('assignApplications');
  return await assignApplications(scene.deps, actorOf(scope), command, request);
}

async function positionsOf(scope: BuilderScope, assignedTo?: string | null) {
  const page = await listQueue(scene.deps, actorOf(scope), { assignedTo, limit: 50 });
  return page.items.map((item) => [item.applicationId, item.position]);
}

describe('assigning applications', () => {
  it('answers for each of them, and leaves every place in the queue as it was', async () => {
    const scope = await aTown();
    const [first, second] = [await aWaiting(scope, 9), await aWaiting(scope, 5)];
    const withdrawn = await anApplication(scope, {
      household_id: await aHousehold(scope),
      status: 'withdrawn',
    });
    const elsewhere = await aWaiting(scene.elsewhere);
    await assign(scope, [first.id], { to: 'kari' });
    expect(await assign(scope, [second.id, withdrawn, elsewhere.id, first.id], { to: 'kari' })).toEqual([
      { id: second.id, outcome: 'assigned', assignedTo: 'kari' },
      { id: withdrawn, outcome: 'settled', assignedTo: null },
      { id: elsewhere.id, outcome: 'not-found', assignedTo: null },
      { id: first.id, outcome: 'unchanged', assignedTo: 'kari' },
    ]);
    const third = await aWaiting(scope, 1);
    expect(await positionsOf(scope, 'kari')).toEqual([
      [first.id, 1],
      [second.id, 2],
    ]);
    expect(await positionsOf(scope, null)).toEqual([[third.id, 3]]);
    expect(await positionsOf(scope)).toHaveLength(3);
  });

  it('takes from nobody what somebody else took meanwhile', async () => {
    const scope = await aTown();
    const { id } = await aWaiting(scope);
    const both = await Promise.all(['kari', 'per'].map(async (to) => await assign(scope, [id], { to })));
    const outcomes = both.flat().map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual(['assigned', 'changed-meanwhile']);
    const [now] = both.flat().map(({ assignedTo }) => assignedTo);
    expect(await assign(scope, [id], { to: null, seen: now ?? null })).toMatchObject([
      { outcome: 'assigned' },
    ]);
  });

  it('keeps what was before, with its reason and a trace', async () => {
    const scope = await aTown();
    const { id } = await aWaiting(scope);
    await assign(scope, [id], { to: 'kari' });
    await assign(scope, [id], { to: null, seen: 'kari' });
    const rows = await peek(
      scope,
      async (tx) =>
        await tx
          .selectFrom('application_assignments')
          .where('application_id', '=', id)
          .select(['assignment_number', 'assigned_to', 'reason', 'assigned_by'])
          .orderBy('assignment_number')
          .execute(),
    );
    const by = { reason: 'Fordeling', assigned_by: 'case-officer-1' };
    expect(rows).toEqual([
      { assignment_number: 1, assigned_to: 'kari', ...by },
      { assignment_number: 2, assigned_to: null, ...by },
    ]);
    const trail = await peek(
      scope,
      async (tx) =>
        await tx.selectFrom('audit_events').where('object_id', '=', id).select(['action', 'after']).execute(),
    );
    expect(trail.map(({ action }) => action)).toEqual(Array(2).fill('housing-application.assigned'));
  });

  // LOV-1967-02-10 § 6
  it('gives a case to nobody for whom it does not exist, and tells nothing of one that the actor does not know', async () => {
    const scope = await aTown();
    const [mine, hidden] = [await aWaiting(scope), await aWaiting(scope)];
    await aRecusal(scope, { ...actorOf(scope), id: 'kari' }, mine.householdId);
    await aRecusal(scope, actorOf(scope), hidden.householdId);
    expect(await assign(scope, [mine.id, hidden.id], { to: 'kari' })).toEqual([
      { id: mine.id, outcome: 'assignee-unfit', assignedTo: null },
      { id: hidden.id, outcome: 'not-found', assignedTo: null },
    ]);
  });

  it('is for those who may change applications', async () => {
    const scope = await aTown();
    const command = { applications: [], assignedTo: 'kari', reason: 'x' };
    await expect(
      assignApplications(scene.deps, actorOf(scope, 'leader'), command, aRequest('assignApplications')),
    ).rejects.toMatchObject({ code: 'authorisation.denied' });
  });
});
