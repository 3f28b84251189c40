import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actorOf, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import {
  aRound,
  aTown,
  aUsedDwelling,
  aWaiting,
  countingSolver,
  factsOf,
  solveDeps,
} from '../../test/round-scene.ts';
import { computeProposal } from './compute-proposal.ts';
import { getRound } from './read-round.ts';
import { type RoundSolver, SolverDiedError } from './round-solver.ts';
import { type SolveRound, solveRound } from './solve-round.ts';

const SMALLER = 200;

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

/** A solver whose solves end as told, one after the other, and then well; it keeps the efforts it was asked for. */
function solverThat(...ends: readonly Error[]): RoundSolver & { readonly efforts: (number | undefined)[] } {
  const efforts: (number | undefined)[] = [];
  const left = [...ends];
  const solver = countingSolver();
  return {
    efforts,
    solve: async (facts, options) => {
      efforts.push(options.maxNodes);
      const end = left.shift();
      if (end !== undefined) throw end;
      return await solver.solve(facts, options);
    },
  };
}

const died = (): SolverDiedError => new SolverDiedError('solver.out-of-memory');

async function aQueuedRound() {
  const town = await aTown(scene);
  await aUsedDwelling(town);
  await aWaiting(town, { urgency_class: 1 });
  await aWaiting(town, { urgency_class: 2 });
  const { id: roundId } = await aRound(scene, town);
  const { municipalityId } = town;
  const command: SolveRound = { municipalityId, roundId, signal: new AbortController().signal };
  const read = async () => ({
    ...(await getRound(scene.deps, actorOf(town), roundId)),
    ...(await peek(town, async (tx) => ({
      deaths: await tx.selectFrom('rounds').where('id', '=', roundId).select('solver_deaths').execute(),
      hashes: await tx
        .selectFrom('proposals')
        .where('round_id', '=', roundId)
        .select('solution_hash')
        .execute(),
    }))),
  });
  const hashAt = async (maxNodes?: number) => [
    { solution_hash: computeProposal(await factsOf(town, roundId), { maxNodes }).solutionHash },
  ];
  return { command, read, hashAt };
}

describe('a solve that dies', () => {
  it('is done again with a smaller effort, which the proposal tells', async () => {
    const round = await aQueuedRound();
    const solver = solverThat(died());
    expect(await solveRound(solveDeps(scene, solver), round.command)).toBe('proposed');
    expect(solver.efforts).toEqual([undefined, SMALLER]);
    const stored = await round.read();
    expect(stored).toMatchObject({ state: 'proposed', failureCode: null, deaths: [{ solver_deaths: 1 }] });
    expect(stored.hashes).toEqual(await round.hashAt(SMALLER));
    expect(stored.hashes).not.toEqual(await round.hashAt());
  });

  it('twice fails the round with the reason, and it is not computed again', async () => {
    const round = await aQueuedRound();
    const solver = solverThat(died(), new SolverDiedError('solver.stopped'), died());
    await expect(solveRound(solveDeps(scene, solver), round.command)).rejects.toMatchObject({
      code: 'solver.stopped',
    });
    expect(await round.read()).toMatchObject({ state: 'failed', failureCode: 'solver.stopped', hashes: [] });
    expect(await solveRound(solveDeps(scene, solver), round.command)).toBe('failed');
    expect(solver.efforts).toEqual([undefined, SMALLER]);
  });

  it('is remembered when the worker is killed after it: the next one goes on with the smaller effort', async () => {
    const round = await aQueuedRound();
    const killed = solverThat(died(), new Error('killed'));
    await expect(solveRound(solveDeps(scene, killed), round.command)).rejects.toThrow('killed');
    const next = solverThat();
    expect(await solveRound(solveDeps(scene, next), round.command)).toBe('proposed');
    expect(next.efforts).toEqual([SMALLER]);
    expect((await round.read()).hashes).toEqual(await round.hashAt(SMALLER));
  });

  it('counts once when two workers see their own solve of the round die', async () => {
    const round = await aQueuedRound();
    // Both are at work with the full effort before the first of them dies.
    const bothStarted = Promise.withResolvers<void>();
    let started = 0;
    const dyingTogether: RoundSolver = {
      solve: async (facts, options) => {
        if (options.maxNodes === SMALLER) return await countingSolver().solve(facts, options);
        started += 1;
        if (started === 2) bothStarted.resolve();
        await bothStarted.promise;
        throw died();
      },
    };
    const states = await Promise.all(
      [1, 2].map(async () => await solveRound(solveDeps(scene, dyingTogether), round.command)),
    );
    expect(states).toEqual(['proposed', 'proposed']);
    expect((await round.read()).deaths).toEqual([{ solver_deaths: 1 }]);
  });
});

describe('what is no death of a solve', () => {
  it('counts for nothing: a killed worker, a shutdown, a thrown error', async () => {
    const round = await aQueuedRound();
    const solver = solverThat(new Error('killed'), new DOMException('given up', 'AbortError'));
    await expect(solveRound(solveDeps(scene, solver), round.command)).rejects.toThrow('killed');
    await expect(solveRound(solveDeps(scene, solver), round.command)).rejects.toThrow('given up');
    expect(await solveRound(solveDeps(scene, solver), round.command)).toBe('proposed');
    expect(solver.efforts).toEqual([undefined, undefined, undefined]);
    const stored = await round.read();
    expect(stored.deaths).toEqual([{ solver_deaths: 0 }]);
    expect(stored.hashes).toEqual(await round.hashAt());
  });

  it('nor is another effort another answer: a worker that lost its job may finish in full', async () => {
    const round = await aQueuedRound();
    const slow: RoundSolver = {
      solve: async (facts, options) => {
        await solveRound(solveDeps(scene, solverThat(died())), round.command);
        return await countingSolver().solve(facts, options);
      },
    };
    expect(await solveRound(solveDeps(scene, slow), round.command)).toBe('proposed');
    expect((await round.read()).hashes).toEqual(await round.hashAt(SMALLER));
  });
});
