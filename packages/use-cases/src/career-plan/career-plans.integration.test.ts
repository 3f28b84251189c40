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
import { aRecusal } from '../../test/a-recusal.ts';
import {
  actorOf,
  aRequest,
  openRecordsScene,
  peek,
  type RecordsScene,
  TODAY,
} from '../../test/records-scene.ts';
import {
  addPlanStep,
  agreeCareerPlan,
  endCareerPlan,
  movePlanStep,
  reviseCareerPlan,
} from './change-career-plan.ts';
import { type ChangedCareerPlan, type MakeCareerPlan, makeCareerPlan } from './make-career-plan.ts';
import { getCareerPlan, listCareerPlans } from './read-career-plans.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

interface Tenancy {
  readonly householdId: string;
  readonly leaseId: string;
  readonly dwellingId: string;
}

async function aTenancy(closed_on: string | null = null): Promise<Tenancy> {
  const { buildingId } = await aPlaceToLive(scene.home);
  const dwellingId = await aDwelling(scene.home, { building_id: buildingId });
  const householdId = await aHousehold(scene.home);
  const closing =
    closed_on === null ? {} : { closed_on: plainDate(closed_on), closed_because: 'vacated' as const };
  const lease = { dwelling_id: dwellingId, household_id: householdId, ...closing };
  return { householdId, dwellingId, leaseId: await aLease(scene.home, lease) };
}

const SAVINGS = { kind: 'savings', responsible: 'tenant', dueOn: plainDate('2027-06-01') } as const;
const worker = () => actorOf(scene.home, 'follow-up');

async function make(leaseId: string, changes: Partial<MakeCareerPlan> = {}): Promise<ChangedCareerPlan> {
  const command: MakeCareerPlan = {
    leaseId,
    goal: 'own-with-startlan',
    goalLevel: null,
    steps: [SAVINGS, { ...SAVINGS, kind: 'startlan-readiness', responsible: 'case-officer' }],
    ...changes,
  };
  return await makeCareerPlan(scene.deps, worker(), command, aRequest('makeCareerPlan'));
}

async function agree(plan: ChangedCareerPlan, agreedOn = TODAY): Promise<ChangedCareerPlan> {
  const command = { planId: plan.id, version: plan.version, agreedOn };
  return await agreeCareerPlan(scene.deps, worker(), command, aRequest('agreeCareerPlan'));
}

async function end(plan: ChangedCareerPlan, action: 'achieve' | 'drop'): Promise<ChangedCareerPlan> {
  const command = { planId: plan.id, version: plan.version, action };
  return await endCareerPlan(scene.deps, worker(), command, aRequest('endCareerPlan'));
}

describe('a housing-career plan', () => {
  it('goes from a draft to its goal, and every version of it is kept', async () => {
    const { leaseId, householdId } = await aTenancy();
    const made = await make(leaseId);
    expect(made).toMatchObject({ state: 'draft', version: 1 });
    const agreed = await agree(made);
    expect(agreed).toMatchObject({ state: 'agreed', version: 2 });
    const { steps } = await getCareerPlan(scene.deps, worker(), made.id);
    const move = { planId: made.id, version: 2, stepId: steps[0]?.id ?? '', action: 'finish' } as const;
    const moved = await movePlanStep(scene.deps, worker(), move, aRequest('movePlanStep'));
    const added = await addPlanStep(
      scene.deps,
      worker(),
      { planId: made.id, version: moved.version, step: { ...SAVINGS, kind: 'debt' } },
      aRequest('addPlanStep'),
    );
    expect(await end(added, 'achieve')).toMatchObject({ state: 'achieved', version: 5 });
    const plan = await getCareerPlan(scene.deps, actorOf(scene.home, 'auditor'), made.id);
    expect(plan).toMatchObject({
      householdId,
      leaseId,
      agreedOn: TODAY,
      progressBasisPoints: 3_333,
      madeBy: 'follow-up-1',
    });
    expect(
      plan.versions.map(({ version, event, content }) => [version, event, content.steps.length]),
    ).toEqual([
      [1, 'made', 2],
      [2, 'agreed', 2],
      [3, 'step-moved', 2],
      [4, 'step-added', 3],
      [5, 'achieved', 3],
    ]);
    expect(plan.versions[0]?.content).toMatchObject({ state: 'draft', agreedOn: null });
    const read = await peek(
      scene.home,
      async (tx) =>
        await tx
          .selectFrom('access_events')
          .where('operation', '=', 'get-career-plan')
          .where('role', '=', 'auditor')
          .select('household_ids')
          .execute(),
    );
    expect(read).toEqual([{ household_ids: [householdId] }]);
  });

  it('with another goal is agreed to anew, and keeps the day of the first agreement', async () => {
    const { leaseId } = await aTenancy();
    const agreed = await agree(await make(leaseId), plainDate('2026-11-20'));
    const revision = { planId: agreed.id, version: agreed.version, goal: 'step-down', goalLevel: 1 } as const;
    const revised = await reviseCareerPlan(scene.deps, worker(), revision, aRequest('reviseCareerPlan'));
    expect(revised.state).toBe('draft');
    await expect(end(revised, 'achieve')).rejects.toMatchObject({
      code: 'record.transition-refused',
      details: { facts: { allowed: 'agree, revise, drop' } },
    });
    await agree(revised);
    const stored = await peek(
      scene.home,
      async (tx) =>
        await tx
          .selectFrom('career_plans')
          .where('id', '=', agreed.id)
          .select(['agreed_on', 'first_agreed_on', 'first_agreed_by', 'goal_level'])
          .executeTakeFirst(),
    );
    expect(stored).toEqual({
      agreed_on: TODAY,
      first_agreed_on: '2026-11-20',
      first_agreed_by: 'follow-up-1',
      goal_level: 1,
    });
  });

  it('fulfils the follow-up of the stay that waits for it', async () => {
    const { leaseId } = await aTenancy();
    const followUpId = nextId();
    await peek(scene.home, async (tx) => {
      await tx
        .insertInto('follow_ups')
        .values({
          municipality_id: scene.home.municipalityId,
          id: followUpId,
          lease_id: leaseId,
          kind: 'career-plan',
          due_on: plainDate('2026-12-01'),
        })
        .execute();
    });
    const draft = await make(leaseId);
    const read = async () =>
      await peek(
        scene.home,
        async (tx) =>
          await tx
            .selectFrom('follow_ups')
            .where('id', '=', followUpId)
            .select(['state', 'done_on', 'done_by', 'version'])
            .executeTakeFirst(),
      );
    expect(await read()).toMatchObject({ state: 'due' });
    await agree(draft);
    expect(await read()).toEqual({ state: 'done', done_on: TODAY, done_by: 'follow-up-1', version: 2 });
  });

  it('is one at a time for a household, also when two make it at once', async () => {
    const { leaseId } = await aTenancy();
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, async () => await make(leaseId)));
    const [won, ...others] = outcomes.toSorted((a, b) => (a.status < b.status ? -1 : 1));
    expect(won?.status).toBe('fulfilled');
    for (const outcome of others) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'career-plan.has-current' } });
    }
    if (won?.status !== 'fulfilled') throw new Error('no plan was made');
    await end(won.value, 'drop');
    await expect(make(leaseId)).resolves.toMatchObject({ state: 'draft' });
  });

  it('refuses what contradicts itself, is past, or is not there', async () => {
    const { leaseId } = await aTenancy();
    const cases: readonly (readonly [Partial<MakeCareerPlan>, string])[] = [
      [{ goalLevel: 2 }, 'career-plan.goal-contradictory'],
      [{ goal: 'step-down' }, 'career-plan.goal-contradictory'],
      [{ steps: [{ ...SAVINGS, dueOn: plainDate('2026-11-22') }] }, 'record.date-in-the-past'],
      [{ leaseId: nextId() }, 'record.reference-unknown'],
      [{ leaseId: (await aTenancy('2026-11-23')).leaseId }, 'lease.already-closed'],
    ];
    for (const [changes, code] of cases) await expect(make(leaseId, changes)).rejects.toMatchObject({ code });
    const plan = await make(leaseId, { steps: [] });
    await expect(agree(plan, plainDate('2026-11-24'))).rejects.toMatchObject({
      code: 'record.date-in-the-future',
    });
    await expect(agree({ ...plan, version: 2 })).rejects.toMatchObject({ code: 'record.version-stale' });
    await expect(agree({ ...plan, id: nextId() })).rejects.toMatchObject({ code: 'career-plan.not-found' });
    const dropped = await end(plan, 'drop');
    const step = { planId: plan.id, version: dropped.version, step: SAVINGS };
    await expect(addPlanStep(scene.deps, worker(), step, aRequest('addPlanStep'))).rejects.toMatchObject({
      code: 'career-plan.ended',
    });
  });

  it('has steps that end once, and no more than forty', async () => {
    const { leaseId } = await aTenancy();
    const plan = await make(leaseId, { steps: Array.from({ length: 40 }, () => SAVINGS) });
    const step = { planId: plan.id, version: 1, step: SAVINGS };
    await expect(addPlanStep(scene.deps, worker(), step, aRequest('addPlanStep'))).rejects.toMatchObject({
      code: 'career-plan.too-many-steps',
    });
    const { steps } = await getCareerPlan(scene.deps, worker(), plan.id);
    const move = async (version: number, action: 'finish' | 'start', stepId = steps[0]?.id ?? '') =>
      await movePlanStep(
        scene.deps,
        worker(),
        { planId: plan.id, version, stepId, action },
        aRequest('movePlanStep'),
      );
    await move(1, 'finish');
    await expect(move(2, 'start')).rejects.toMatchObject({ code: 'record.transition-refused' });
    await expect(move(2, 'start', nextId())).rejects.toMatchObject({ code: 'plan-step.not-found' });
  });
});

describe('who sees a plan', () => {
  it('of a household whose case is hidden: nobody of those', async () => {
    const { leaseId, householdId } = await aTenancy();
    const plan = await make(leaseId);
    const recused = { ...worker(), id: 'recused-worker' };
    await aRecusal(scene.home, recused, householdId);
    const missing = { code: 'career-plan.not-found' };
    await expect(getCareerPlan(scene.deps, recused, plan.id)).rejects.toMatchObject(missing);
    const command = { planId: plan.id, version: 1, agreedOn: TODAY };
    await expect(agreeCareerPlan(scene.deps, recused, command, aRequest('a'))).rejects.toMatchObject(missing);
    expect(await listCareerPlans(scene.deps, recused, { householdId, limit: 9 })).toMatchObject({
      items: [],
      totalCount: 0,
    });
    const other = { leaseId, goal: 'stay', goalLevel: null, steps: [] } as const;
    await expect(makeCareerPlan(scene.deps, recused, other, aRequest('m'))).rejects.toMatchObject({
      code: 'record.reference-unknown',
    });
    await expect(
      getCareerPlan(scene.deps, actorOf(scene.elsewhere, 'follow-up'), plan.id),
    ).rejects.toMatchObject(missing);
  });

  it('of a protected household is there for who is named', async () => {
    const { leaseId, householdId } = await aTenancy();
    await aMember(scene.home, householdId, { relation: 'applicant' });
    const plan = await make(leaseId);
    await aMember(scene.home, householdId, {
      relation: 'partner',
      address_protection: 'strictly-confidential',
    });
    await nameForCase(scene.home, householdId, actorOf(scene.home).id);
    await expect(getCareerPlan(scene.deps, worker(), plan.id)).rejects.toMatchObject({
      code: 'career-plan.not-found',
    });
    expect(await getCareerPlan(scene.deps, actorOf(scene.home), plan.id)).toMatchObject({
      householdId,
      leaseId,
    });
    expect((await listCareerPlans(scene.deps, worker(), { householdId, limit: 9 })).totalCount).toBe(0);
  });
});
