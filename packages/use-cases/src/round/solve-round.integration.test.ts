import { judgeRound } from '@boligtrapp/domain';
import { aLease } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actorOf, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import {
  aKeepApart,
  aRound,
  aTown,
  aUsedDwelling,
  aWaiting,
  countingSolver,
  factsOf,
  solveDeps,
  type Town,
} from '../../test/round-scene.ts';
import { ENGINE_VERSION } from './compute-proposal.ts';
import { getRound } from './read-round.ts';
import type { RoundSolver } from './round-solver.ts';
import { failRound, ProposalDiffersError, solveRound } from './solve-round.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

interface Scene {
  readonly town: Town;
  readonly roundId: string;
  readonly command: {
    readonly municipalityId: string;
    readonly roundId: string;
    readonly signal: AbortSignal;
  };
}

/** A round of two vacancies, a mover and three who wait, two of them kept apart. */
async function aQueuedRound(): Promise<Scene> {
  const town = await aTown(scene);
  await aUsedDwelling(town);
  await aUsedDwelling(town, undefined, { level: 2 });
  const one = await aWaiting(town, { urgency_class: 1 });
  const two = await aWaiting(town, { urgency_class: 2 });
  await aWaiting(town, { level: 2, urgency_class: 3 });
  await aKeepApart(town, [one, two], 'building');
  const household_id = await aWaiting(town, { level: 2, urgency_class: 4 });
  await aLease(town, { household_id, dwelling_id: await aUsedDwelling(town) });
  const { id: roundId } = await aRound(scene, town);
  const { municipalityId } = town;
  return { town, roundId, command: { municipalityId, roundId, signal: new AbortController().signal } };
}

function byId(a: { readonly householdId: string }, b: { readonly householdId: string }): number {
  return a.householdId < b.householdId ? -1 : 1;
}

/** What is stored of the answer of a round. */
async function answerOf({ town, roundId }: Scene) {
  return await peek(town, async (tx) => ({
    proposals: await tx.selectFrom('proposals').selectAll().where('round_id', '=', roundId).execute(),
    verdicts: await tx.selectFrom('verdicts').selectAll().where('round_id', '=', roundId).execute(),
    audit: await tx.selectFrom('audit_events').selectAll().where('action', '=', 'round.proposed').execute(),
  }));
}

async function stateOf({ town, roundId }: Scene): Promise<string> {
  return (await getRound(scene.deps, actorOf(town), roundId)).state;
}

async function setState({ town, roundId }: Scene, state: 'cancelled' | 'queued'): Promise<void> {
  await peek(town, async (tx) => {
    await tx.updateTable('rounds').set({ state }).where('id', '=', roundId).execute();
  });
}

const NO_ANSWER = { proposals: [], verdicts: [], audit: [] };

describe('solving a round', () => {
  it('stores the proposal, the verdict on every pair and the trace, and says so', async () => {
    const round = await aQueuedRound();
    expect(await solveRound(solveDeps(scene), round.command)).toBe('proposed');
    const { proposals, verdicts, audit } = await answerOf(round);
    expect(proposals).toMatchObject([{ engine_version: ENGINE_VERSION }]);
    const [{ solution, solution_hash } = { solution: '', solution_hash: '' }] = proposals;
    expect(JSON.parse(solution)).toMatchObject({ format: 'boligtrapp-solution/2' });

    const facts = await factsOf(round.town, round.roundId);
    expect(facts.households).toHaveLength(4);
    expect(facts.dwellings).toHaveLength(3);
    const stored = verdicts.map((row) => ({
      householdId: row.household_id,
      verdicts: row.failed_rules.map((failedRules, index) => ({
        failedRules,
        misfit: row.misfits[index],
        score: row.scores[index],
      })),
    }));
    expect(stored.toSorted(byId)).toEqual(judgeRound(facts).rows.toSorted(byId));

    expect(audit).toMatchObject([
      {
        object_id: round.roundId,
        actor: 'job:solve-round',
        role: 'system',
        after: { solutionHash: solution_hash, engineVersion: ENGINE_VERSION },
      },
    ]);
    const read = await getRound(scene.deps, actorOf(round.town), round.roundId);
    expect(read).toMatchObject({ state: 'proposed', failureCode: null });
    expect(read.finishedAt).not.toBeNull();
  });

  it('again changes nothing and computes nothing', async () => {
    const round = await aQueuedRound();
    const solver = countingSolver();
    const deps = solveDeps(scene, solver);
    await solveRound(deps, round.command);
    const first = await answerOf(round);
    const before = await getRound(scene.deps, actorOf(round.town), round.roundId);
    expect(await solveRound(deps, round.command)).toBe('proposed');
    expect(await answerOf(round)).toEqual(first);
    expect(await getRound(scene.deps, actorOf(round.town), round.roundId)).toEqual(before);
    expect(solver.calls()).toBe(1);
  });

  it.each([
    [42, 42],
    [-5, 0],
  ])('by a clock that moved by %i ms took %i', async (moved, solveMs) => {
    const round = await aQueuedRound();
    let ms = 1_000;
    const solver: RoundSolver = {
      solve: async (facts, options) => {
        ms += moved;
        return await countingSolver().solve(facts, options);
      },
    };
    await solveRound({ db: scene.db, solver, nowMs: () => ms }, round.command);
    expect((await answerOf(round)).proposals[0]?.solve_ms).toBe(solveMs);
  });

  it('gives the same bytes for the same facts, in another round too', async () => {
    const round = await aQueuedRound();
    const { id } = await aRound(scene, round.town);
    const other: Scene = { ...round, roundId: id, command: { ...round.command, roundId: id } };
    await solveRound(solveDeps(scene), round.command);
    await solveRound(solveDeps(scene), other.command);
    const [one] = (await answerOf(round)).proposals;
    const [two] = (await answerOf(other)).proposals;
    expect(two).toMatchObject({ solution: one?.solution, problem_hash: one?.problem_hash });
  });

  it('is finished by the next worker when one dies, with the answer that it would have given', async () => {
    const round = await aQueuedRound();
    const dying: RoundSolver = { solve: async () => await Promise.reject(new Error('killed')) };
    await expect(solveRound(solveDeps(scene, dying), round.command)).rejects.toThrow('killed');
    expect(await stateOf(round)).toBe('solving');
    expect(await answerOf(round)).toMatchObject(NO_ANSWER);
    expect(await solveRound(solveDeps(scene), round.command)).toBe('proposed');
    expect((await answerOf(round)).proposals).toHaveLength(1);
  });

  it('by two workers at once stores one answer, and both see it', async () => {
    const round = await aQueuedRound();
    const states = await Promise.all(
      [1, 2, 3].map(async () => await solveRound(solveDeps(scene), round.command)),
    );
    expect(states).toEqual(['proposed', 'proposed', 'proposed']);
    const { proposals, verdicts, audit } = await answerOf(round);
    expect([proposals.length, verdicts.length, audit.length]).toEqual([1, 4, 1]);
  });

  it('by a worker that comes to another answer is refused, and the first one stands', async () => {
    const round = await aQueuedRound();
    const honest = countingSolver();
    const other: RoundSolver = {
      solve: async (facts, options) => {
        // While this one computes, another worker stores its answer.
        await solveRound(solveDeps(scene), round.command);
        return { ...(await honest.solve(facts, options)), solutionHash: 'f'.repeat(64) };
      },
    };
    await expect(solveRound(solveDeps(scene, other), round.command)).rejects.toThrow(ProposalDiffersError);
    expect((await answerOf(round)).proposals).toHaveLength(1);
    expect(await stateOf(round)).toBe('proposed');
  });

  it('that cannot store all of its answer stores none of it', async () => {
    const round = await aQueuedRound();
    const broken: RoundSolver = {
      solve: async (facts, options) => {
        const computed = await countingSolver().solve(facts, options);
        const rows = [...computed.judgement.rows].map((row, index) =>
          index === 3 ? { ...row, householdId: '01900000-0000-7000-8000-ffffffffffff' } : row,
        );
        return { ...computed, judgement: { rows } };
      },
    };
    await expect(solveRound(solveDeps(scene, broken), round.command)).rejects.toThrow(
      'verdicts_household_fkey',
    );
    expect(await answerOf(round)).toMatchObject(NO_ANSWER);
    expect(await stateOf(round)).toBe('solving');
  });

  it('that is not there, or of another municipality, does nothing', async () => {
    const round = await aQueuedRound();
    const solver = countingSolver();
    const deps = solveDeps(scene, solver);
    const roundId = '01900000-0000-7000-8000-ffffffffffff';
    expect(await solveRound(deps, { ...round.command, roundId })).toBeUndefined();
    const { municipalityId } = scene.elsewhere;
    expect(await solveRound(deps, { ...round.command, municipalityId })).toBeUndefined();
    expect(solver.calls()).toBe(0);
    expect(await stateOf(round)).toBe('queued');
  });

  it('of nobody and nothing is proposed, empty', async () => {
    const town = await aTown(scene);
    const { id: roundId } = await aRound(scene, town);
    const { municipalityId } = town;
    const command = { municipalityId, roundId, signal: new AbortController().signal };
    expect(await solveRound(solveDeps(scene), command)).toBe('proposed');
    expect((await answerOf({ town, roundId, command })).verdicts).toEqual([]);
  });
});

describe('a cancelled round', () => {
  it('is left alone', async () => {
    const round = await aQueuedRound();
    await setState(round, 'cancelled');
    const solver = countingSolver();
    expect(await solveRound(solveDeps(scene, solver), round.command)).toBe('cancelled');
    expect(solver.calls()).toBe(0);
    expect(await answerOf(round)).toMatchObject(NO_ANSWER);
    await failRound({ db: scene.db }, { ...round.command, failureCode: 'given-up' });
    expect(await stateOf(round)).toBe('cancelled');
  });

  it('stays so when it is cancelled while a worker computes', async () => {
    const round = await aQueuedRound();
    const slow: RoundSolver = {
      solve: async (facts, options) => {
        await setState(round, 'cancelled');
        return await countingSolver().solve(facts, options);
      },
    };
    expect(await solveRound(solveDeps(scene, slow), round.command)).toBe('cancelled');
    expect(await answerOf(round)).toMatchObject(NO_ANSWER);
    expect(await stateOf(round)).toBe('cancelled');
  });
});

describe('a round that was given up', () => {
  it('says why, is finished, and is not computed again', async () => {
    const round = await aQueuedRound();
    await failRound({ db: scene.db }, { ...round.command, failureCode: 'proposal-refused' });
    const read = await getRound(scene.deps, actorOf(round.town), round.roundId);
    expect(read).toMatchObject({ state: 'failed', failureCode: 'proposal-refused' });
    expect(read.finishedAt).not.toBeNull();
    const solver = countingSolver();
    expect(await solveRound(solveDeps(scene, solver), round.command)).toBe('failed');
    expect(solver.calls()).toBe(0);
  });

  it('is not one that has its proposal', async () => {
    const round = await aQueuedRound();
    await solveRound(solveDeps(scene), round.command);
    await failRound({ db: scene.db }, { ...round.command, failureCode: 'too-late' });
    expect(await stateOf(round)).toBe('proposed');
  });
});

describe('progress', () => {
  it('is shown while a worker computes, and never goes back', async () => {
    const round = await aQueuedRound();
    const shown: (readonly [number, number])[] = [];
    const readProgress = async (): Promise<readonly [number, number]> => {
      const { progressDone, progressTotal } = await getRound(scene.deps, actorOf(round.town), round.roundId);
      return [progressDone, progressTotal];
    };
    let ms = 0;
    const reporting: RoundSolver = {
      solve: async (facts, options) => {
        for (const done of [1, 2, 3]) {
          options.onProgress(done, 4);
          // Too soon after the one before, so it is dropped; half a second later the next one counts.
          options.onProgress(99, 100);
          await expect.poll(readProgress).toEqual([done, 4]);
          shown.push(await readProgress());
          ms += 500;
        }
        return await countingSolver().solve(facts, { ...options, onProgress: () => {} });
      },
    };
    await solveRound({ db: scene.db, solver: reporting, nowMs: () => ms }, round.command);
    expect(shown).toEqual([
      [1, 4],
      [2, 4],
      [3, 4],
    ]);
    // The last report never came; started and proposed are the only changes of the round.
    expect(await getRound(scene.deps, actorOf(round.town), round.roundId)).toMatchObject({
      progressDone: 4,
      progressTotal: 4,
      version: 3,
    });
  });
});

describe('what was frozen and what was answered', () => {
  it('cannot be changed or removed by the product itself', async () => {
    const round = await aQueuedRound();
    await solveRound(solveDeps(scene), round.command);
    for (const table of ['round_snapshots', 'proposals', 'verdicts', 'lots'] as const) {
      const change = peek(round.town, async (tx) => {
        await tx.updateTable(table).set({ municipality_id: round.town.municipalityId }).execute();
      });
      await expect(change).rejects.toThrow(`permission denied for table ${table}`);
      const removal = peek(round.town, async (tx) => {
        await tx.deleteFrom(table).execute();
      });
      await expect(removal).rejects.toThrow(`permission denied for table ${table}`);
    }
  });

  it('cannot be stored with a hash of something else', async () => {
    const round = await aQueuedRound();
    const { municipalityId: municipality_id } = round.town;
    const facts_hash = 'a'.repeat(64);
    const forged = peek(round.town, async (tx) => {
      const id = '01900000-0000-7000-8000-eeeeeeeeeeee';
      const {
        id: _,
        reference: __,
        ...row
      } = await tx.selectFrom('rounds').selectAll().executeTakeFirstOrThrow();
      await tx
        .insertInto('rounds')
        .values({ ...row, id, reference: 'forged' })
        .execute();
      await tx
        .insertInto('round_snapshots')
        .values({ municipality_id, round_id: id, facts: '{}', facts_hash })
        .execute();
    });
    await expect(forged).rejects.toThrow('round_snapshots_hash_check');
    const other: RoundSolver = {
      solve: async (facts, options) => {
        const computed = await countingSolver().solve(facts, options);
        return { ...computed, solution: computed.solution.replace('"served":[', '"served": [') };
      },
    };
    await expect(solveRound(solveDeps(scene, other), round.command)).rejects.toThrow('proposals_hash_check');
    expect(await answerOf(round)).toMatchObject(NO_ANSWER);
  });
});
