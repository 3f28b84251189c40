import { DEFAULT_POLICY, plainDate } from '@boligtrapp/domain';
import { aPolicySet } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actorOf, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import {
  aRound,
  aTown,
  aUsedDwelling,
  aWaiting,
  countingSolver,
  solveDeps,
  type Town,
} from '../../test/round-scene.ts';
import { ENGINE_VERSION } from './compute-proposal.ts';
import { replayRound } from './replay-round.ts';
import { type RoundSolver, SolverDiedError } from './round-solver.ts';
import { solveRound } from './solve-round.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

const signal = new AbortController().signal;

async function aSolvedRound(
  solver?: RoundSolver,
): Promise<{ readonly town: Town; readonly roundId: string }> {
  const town = await aTown(scene);
  for (let index = 0; index < 3; index += 1) {
    await aUsedDwelling(town);
    await aWaiting(town);
    await aWaiting(town);
  }
  const { id: roundId } = await aRound(scene, town);
  await solveRound(solveDeps(scene, solver), { municipalityId: town.municipalityId, roundId, signal });
  return { town, roundId };
}

async function replay(
  { town, roundId }: { readonly town: Town; readonly roundId: string },
  solver: RoundSolver = countingSolver(),
  given = signal,
) {
  return await replayRound({ db: scene.db, solver }, actorOf(town, 'auditor'), { roundId, signal: given });
}

describe('a replay', () => {
  it('gives the same hashes, also when policy and records have changed since', async () => {
    const solved = await aSolvedRound();
    const before = await replay(solved);
    expect(before).toMatchObject({
      roundId: solved.roundId,
      isReproduced: true,
      engineVersion: ENGINE_VERSION,
      replayedBy: ENGINE_VERSION,
    });
    await peek(solved.town, async (tx) => {
      const ended = { state: 'replaced' as const, valid_during: '[2020-01-01,2026-11-01)' };
      await tx.updateTable('policy_sets').set(ended).execute();
      await tx.updateTable('housing_applications').set({ status: 'withdrawn' }).execute();
    });
    const loadWeights = { ...DEFAULT_POLICY.loadWeights, welfare: [9, 9, 9, 9, 9] as const };
    await aPolicySet(solved.town, {
      valid_during: '[2026-11-01,)',
      content: { ...DEFAULT_POLICY, loadWeights },
    });
    expect(await replay(solved)).toEqual(before);
  });

  it('is made with the effort of then', async () => {
    const fewer: RoundSolver = {
      solve: async (facts, options) => await countingSolver().solve(facts, { ...options, maxNodes: 7 }),
    };
    const solved = await aSolvedRound(fewer);
    let effort: number | undefined;
    const watching: RoundSolver = {
      solve: async (facts, options) => {
        effort = options.maxNodes;
        return await countingSolver().solve(facts, options);
      },
    };
    expect(await replay(solved, watching)).toMatchObject({ isReproduced: true });
    expect(effort).toBe(7);
  });

  it('that comes out otherwise says what differs', async () => {
    const solved = await aSolvedRound();
    const otherwise: RoundSolver = {
      solve: async (facts, options) => ({
        ...(await countingSolver().solve(facts, options)),
        solutionHash: 'f'.repeat(64),
      }),
    };
    const replayed = await replay(solved, otherwise);
    expect(replayed.isReproduced).toBe(false);
    expect(replayed.solution).toMatchObject({ recomputed: 'f'.repeat(64) });
    expect(replayed.problem.stored).toBe(replayed.problem.recomputed);
  });

  it('that dies or is given up is told as not available now', async () => {
    const solved = await aSolvedRound();
    const dying: RoundSolver = {
      solve: async () => await Promise.reject(new SolverDiedError('solver.out-of-memory')),
    };
    await expect(replay(solved, dying)).rejects.toMatchObject({ code: 'solver.unavailable' });
    const givenUp: RoundSolver = {
      solve: async () => await Promise.reject(new DOMException('', 'AbortError')),
    };
    await expect(replay(solved, givenUp, AbortSignal.abort())).rejects.toMatchObject({
      code: 'solver.unavailable',
    });
  });

  it('of a round without a proposal, or of another municipality, finds nothing', async () => {
    const town = await aTown(scene);
    const { id: roundId } = await aRound(scene, town, { meetingOn: plainDate('2026-12-02') });
    await expect(replay({ town, roundId })).rejects.toMatchObject({ code: 'proposal.not-found' });
    const { roundId: foreign } = await aSolvedRound();
    await expect(replay({ town, roundId: foreign })).rejects.toMatchObject({ code: 'round.not-found' });
  });
});
