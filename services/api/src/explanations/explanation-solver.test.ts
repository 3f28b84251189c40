import { createJudgingContext, judgeRound, plainDate } from '@boligtrapp/domain';
import { sha256Hex, solve, toCanonicalJson } from '@boligtrapp/matching';
import { demoRoundFacts, generateDemo } from '@boligtrapp/testing';
import { type AskedRound, answerQuestion, buildProblem, toAskableRound } from '@boligtrapp/use-cases';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createExplanationSolver,
  type ExplanationSolverOptions,
  type ThreadedExplanationSolver,
} from './explanation-solver.ts';

const opened: ThreadedExplanationSolver[] = [];

function open(options: ExplanationSolverOptions): ThreadedExplanationSolver {
  const solver = createExplanationSolver(options);
  opened.push(solver);
  return solver;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map(async (solver) => await solver.close()));
});

const slow = new URL('../../test/slow-explanation-thread.ts', import.meta.url);
const NO_ROUND: AskedRound = { factsHash: '', facts: '', solution: '' };
const never = new AbortController().signal;

async function ask(
  solver: ThreadedExplanationSolver,
  householdId: string,
  signal: AbortSignal = never,
): Promise<string> {
  return (await solver.ask(NO_ROUND, { kind: 'nearest-change', householdId }, signal)).kind;
}

describe('the thread of explanations', () => {
  it('answers as the engine does in this thread', async () => {
    const on = plainDate('2026-12-01');
    const demo = generateDemo({ seed: 1, on });
    const facts = demoRoundFacts(demo, { meetingOn: on, horizonEndsOn: on, includesMovers: false });
    const solution = solve(buildProblem(createJudgingContext(facts), judgeRound(facts)));
    const round: AskedRound = {
      factsHash: sha256Hex(facts),
      facts: toCanonicalJson(facts),
      solution: toCanonicalJson(solution),
    };
    const unserved = solution.certificate.servedSet.unserved
      .filter(({ proof }) => proof.kind !== 'hall-set')
      .slice(0, 2);
    expect(unserved.length).toBeGreaterThan(0);
    const solver = open({});
    for (const { household: householdId } of unserved) {
      const question = { kind: 'nearest-change', householdId } as const;
      expect(await solver.ask(round, question, never)).toEqual(
        answerQuestion(toAskableRound(round), question),
      );
    }
  });

  it('gives up what takes too long, and answers the next', async () => {
    const solver = open({ filename: slow, timeoutMs: 800 });
    expect(await ask(solver, 'for-ever')).toBe('not-in-time');
    expect(await ask(solver, 'at-once')).toBe('nearest-change');
  });

  it('gives up what nobody waits for any more, also while it waits for its turn', async () => {
    const solver = open({ filename: slow, timeoutMs: 20_000 });
    const leaving = new AbortController();
    const answers = [
      ask(solver, 'for-ever', leaving.signal),
      ask(solver, 'at-once', leaving.signal),
      ask(solver, 'at-once'),
    ];
    setTimeout(() => {
      leaving.abort();
    }, 300);
    expect(await Promise.all(answers)).toEqual(['not-in-time', 'not-in-time', 'nearest-change']);
  });

  it('answers no more than so many at once', async () => {
    const solver = open({ filename: slow, timeoutMs: 20_000, mostAtOnce: 2 });
    const answers = [ask(solver, 'at-once'), ask(solver, 'at-once'), ask(solver, 'at-once')];
    expect(await Promise.all(answers)).toEqual(['nearest-change', 'nearest-change', 'not-in-time']);
    expect(await ask(solver, 'at-once')).toBe('nearest-change');
  });

  it.each(['throws', 'ends'])('fails the question whose thread %s, and no other', async (fault) => {
    const solver = open({ filename: slow });
    await expect(ask(solver, fault)).rejects.toThrow(/a fault|the thread of explanations ended/);
    expect(await ask(solver, 'at-once')).toBe('nearest-change');
  });

  it('is closed with a question under way', async () => {
    const solver = open({ filename: slow });
    const answer = ask(solver, 'for-ever');
    await solver.close();
    expect(await answer).toBe('not-in-time');
  });
});
