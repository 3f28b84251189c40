import { parseFacts } from '@boligtrapp/database';
import { DEFAULT_POLICY, type PolicyContent } from '@boligtrapp/domain';
import { nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aDraft } from '../../test/policy-scene.ts';
import { actorOf, aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { aRound, aTown, aUsedDwelling, aWaiting, solveDeps, type Town } from '../../test/round-scene.ts';
import { type ImpactSolver, SolverDiedError } from '../round/round-solver.ts';
import { solveRound } from '../round/solve-round.ts';
import { changePolicySet } from './change-policy-set.ts';
import { computeImpact } from './compute-impact.ts';
import { discardPolicySet, submitPolicySet } from './move-policy-set.ts';
import { getPolicyImpactRun } from './read-policy-impact.ts';
import { requestPolicyImpactRun } from './request-policy-impact.ts';
import { failPolicyImpactRun, runPolicyImpact } from './run-policy-impact.ts';

let scene: RecordsScene;
let town: Town;

const signal = new AbortController().signal;
const solver: ImpactSolver = {
  measureImpact: async (task, { onProgress }) => await Promise.resolve(computeImpact(task, onProgress)),
};

/** No place for anybody: the caps are 0. */
const NO_ROOM: PolicyContent = {
  ...DEFAULT_POLICY,
  caps: { ...DEFAULT_POLICY.caps, neighbourhoodPointsPer100Dwellings: 0 },
};

beforeAll(async () => {
  scene = await openRecordsScene();
});
beforeEach(async () => {
  town = await aTown(scene);
});
afterAll(async () => {
  await scene.close();
});

async function somePeople(count: number): Promise<readonly string[]> {
  const households: string[] = [];
  for (let index = 0; index < count; index += 1) {
    await aUsedDwelling(town);
    households.push(await aWaiting(town));
  }
  return households;
}

async function ask(policySetId: string) {
  return await requestPolicyImpactRun(
    scene.deps,
    actorOf(town),
    policySetId,
    aRequest('requestPolicyImpactRun'),
  );
}

function runOf(impactRunId: string) {
  return { municipalityId: town.municipalityId, impactRunId, signal };
}

async function make(impactRunId: string, by: ImpactSolver = solver): Promise<void> {
  let ms = 0;
  const nowMs = (): number => {
    ms += 1_000;
    return ms;
  };
  const { db, clock } = scene.deps;
  await runPolicyImpact({ db, clock, solver: by, nowMs }, runOf(impactRunId));
}

async function aSolvedRound(): Promise<string> {
  const { id: roundId } = await aRound(scene, town);
  await solveRound(solveDeps(scene), { municipalityId: town.municipalityId, roundId, signal });
  return roundId;
}

describe('an impact run', () => {
  it('is asked for with ids only, and the set can be submitted when it is done', async () => {
    const draft = await aDraft(scene, town);
    const requested = await ask(draft.id);
    expect(requested).toMatchObject({ state: 'queued', contentHash: draft.contentHash });
    const [job] = await peek(
      town,
      async (tx) =>
        await tx
          .selectFrom('outbox')
          .where('kind', '=', 'run-policy-impact')
          .select(['queue', 'payload'])
          .execute(),
    );
    const { municipalityId } = town;
    expect(job).toEqual({ queue: 'rounds', payload: { municipalityId, impactRunId: requested.id } });
    const submit = async () => {
      const command = { policySetId: draft.id, version: draft.version };
      return await submitPolicySet(scene.deps, actorOf(town), command, aRequest('submitPolicySet'));
    };
    await expect(submit()).rejects.toMatchObject({ code: 'policy-set.impact-run-missing' });
    await make(requested.id);
    expect(await submit()).toMatchObject({ state: 'submitted' });
  });

  it('finds who loses in the last round and in the present queue, by level and area', async () => {
    const early = await somePeople(5);
    const roundId = await aSolvedRound();
    const late = await somePeople(1);
    const draft = await aDraft(scene, town, { content: NO_ROOM });
    const { id: impactRunId } = await ask(draft.id);
    await make(impactRunId);
    const query = { policySetId: draft.id, impactRunId };
    const seen = await getPolicyImpactRun(scene.deps, actorOf(town), query);
    expect(seen).toMatchObject({
      state: 'done',
      roundId,
      isOfPresentContent: true,
      requestedBy: 'case-officer-1',
    });
    const { lastRound, presentQueue } = seen.result ?? {};
    expect(lastRound).toMatchObject({
      households: 5,
      dwellings: 5,
      unchanged: 0,
      total: { changed: 0, gained: 0, lost: 5 },
      byLevel: [{ track: 'welfare', level: 1, lost: 5 }],
      byArea: [{ neighbourhoodId: town.neighbourhoodId, lost: 5 }],
      optimal: true,
    });
    expect(lastRound?.householdIds?.lost.toSorted()).toEqual(early.toSorted());
    expect(lastRound?.places).toContainEqual(
      expect.objectContaining({ placeId: town.neighbourhoodId, before: 5, after: 0, capAfter: 0 }),
    );
    expect(presentQueue?.householdIds?.lost.toSorted()).toEqual([...early, ...late].toSorted());
  });

  it('shows no small figures, and households only to those who may read them, which is logged', async () => {
    const [one = '', other = ''] = await somePeople(2);
    const draft = await aDraft(scene, town, { content: NO_ROOM });
    await make((await ask(draft.id)).id);
    const read = async (role: 'leader' | 'case-officer') =>
      (await getPolicyImpactRun(scene.deps, actorOf(town, role), { policySetId: draft.id })).result;
    const toLeader = await read('leader');
    expect(toLeader?.lastRound).toBeNull();
    expect(toLeader?.presentQueue).toMatchObject({
      households: null,
      total: { changed: 0, gained: 0, lost: null },
      byLevel: [{ level: 1, lost: null }],
      byArea: [{ lost: null }],
      householdIds: null,
    });
    expect(JSON.stringify(toLeader)).not.toContain(one);
    expect(toLeader?.presentQueue?.places.some(({ kind }) => kind === 'building')).toBe(false);
    const log = async () =>
      await peek(town, async (tx) => await tx.selectFrom('access_events').select('household_ids').execute());
    expect(await log()).toEqual([]);
    expect((await read('case-officer'))?.presentQueue?.householdIds?.lost.toSorted()).toEqual(
      [one, other].toSorted(),
    );
    expect(await log()).toHaveLength(1);
    await peek(town, async (tx) => {
      const recusal = {
        id: nextId(),
        household_id: one,
        member: 'case-officer-1',
        ground: 'family',
      } as const;
      await tx
        .insertInto('recusals')
        .values({ municipality_id: town.municipalityId, ...recusal })
        .execute();
    });
    expect((await read('case-officer'))?.presentQueue?.householdIds?.lost).toEqual([other]);
  });

  it('of a policy that changes nothing changes nobody', async () => {
    await somePeople(2);
    await aSolvedRound();
    const draft = await aDraft(scene, town);
    await make((await ask(draft.id)).id);
    const { result } = await getPolicyImpactRun(scene.deps, actorOf(town), { policySetId: draft.id });
    for (const part of [result?.lastRound, result?.presentQueue]) {
      expect(part).toMatchObject({ total: { changed: 0, gained: 0, lost: 0 }, places: [] });
    }
  });

  it('that is taken twice is made once, and its progress is told', async () => {
    await somePeople(3);
    const { id } = await ask((await aDraft(scene, town)).id);
    let calls = 0;
    const seen: number[] = [];
    const counting: ImpactSolver = {
      measureImpact: async (task, options) => {
        calls += 1;
        expect(parseFacts(task.facts).households).toHaveLength(3);
        options.onProgress(1, 2);
        const progress = await peek(
          town,
          async (tx) =>
            await tx.selectFrom('policy_impact_runs').select('progress_total').executeTakeFirstOrThrow(),
        );
        seen.push(progress.progress_total);
        return await solver.measureImpact(task, options);
      },
    };
    await make(id, counting);
    await make(id, counting);
    expect(calls).toBe(1);
    expect(seen).toHaveLength(1);
  });

  it('of a draft that has changed since fails, and says so', async () => {
    const draft = await aDraft(scene, town);
    const { id } = await ask(draft.id);
    const change = { policySetId: draft.id, version: draft.version, content: NO_ROOM };
    await changePolicySet(scene.deps, actorOf(town), change);
    await make(id);
    expect(await getPolicyImpactRun(scene.deps, actorOf(town), { policySetId: draft.id })).toMatchObject({
      state: 'failed',
      failureCode: 'policy-impact.content-changed',
      isOfPresentContent: false,
      result: null,
    });
  });

  it('that cannot be made is failed after the last attempt, and one that is done stays so', async () => {
    await somePeople(1);
    const draft = await aDraft(scene, town);
    const dying = { measureImpact: async () => await Promise.reject(new SolverDiedError('solver.stopped')) };
    const { id } = await ask(draft.id);
    await expect(make(id, dying)).rejects.toBeInstanceOf(SolverDiedError);
    await failPolicyImpactRun(scene.deps, { ...runOf(id), failureCode: 'solver.stopped' });
    const query = { policySetId: draft.id, impactRunId: id };
    expect(await getPolicyImpactRun(scene.deps, actorOf(town), query)).toMatchObject({ state: 'failed' });
    const { id: second } = await ask(draft.id);
    await make(second);
    await failPolicyImpactRun(scene.deps, { ...runOf(second), failureCode: 'solver.stopped' });
    const latest = await getPolicyImpactRun(scene.deps, actorOf(town), { policySetId: draft.id });
    expect(latest).toMatchObject({ id: second, state: 'done' });
  });

  it('is neither for a set that is put away nor for one of another municipality', async () => {
    const draft = await aDraft(scene, town);
    const command = { policySetId: draft.id, version: draft.version };
    await discardPolicySet(scene.deps, actorOf(town), command, aRequest('discardPolicySet'));
    await expect(ask(draft.id)).rejects.toMatchObject({ code: 'record.transition-refused' });
    const reading = getPolicyImpactRun(scene.deps, actorOf(scene.elsewhere), { policySetId: draft.id });
    await expect(reading).rejects.toMatchObject({ code: 'policy-set.not-found' });
    const none = getPolicyImpactRun(scene.deps, actorOf(town), { policySetId: draft.id });
    await expect(none).rejects.toMatchObject({ code: 'policy-impact-run.not-found' });
  });
});
