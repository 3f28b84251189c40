import { setTimeout as delay } from 'node:timers/promises';
import { plainDate } from '@boligtrapp/domain';
import { toCanonicalJson } from '@boligtrapp/matching';
import { demoRoundFacts, generateDemo } from '@boligtrapp/testing';
import { computeProposal, ProposalRefusedError, SolverDiedError } from '@boligtrapp/use-cases';
import { afterEach, describe, expect, it } from 'vitest';
import { createSolverPool, type SolverPool } from './solver-pool.ts';

const SMALL = { memoryMiB: 96, heapMiB: 512, lookEveryMs: 20 };
const pools: SolverPool[] = [];

afterEach(async () => await Promise.all(pools.splice(0).map(async (pool) => await pool.close())));

function aPool(thread?: string, threads = 1, limits = SMALL): SolverPool {
  const file =
    thread === undefined ? {} : { filename: new URL(`../test/threads/${thread}.ts`, import.meta.url) };
  const pool = createSolverPool({ threads, limits, ...file });
  pools.push(pool);
  return pool;
}

async function run(
  pool: SolverPool,
  facts: string,
  options: {
    readonly signal?: AbortSignal;
    readonly onProgress?: (done: number, total: number) => void;
  } = {},
): ReturnType<SolverPool['solve']> {
  return await pool.solve(facts, {
    maxNodes: 5,
    signal: new AbortController().signal,
    onProgress: () => {},
    ...options,
  });
}

const OUT_OF_MEMORY = { name: 'SolverDiedError', code: 'solver.out-of-memory' };
const STOPPED = { name: 'SolverDiedError', code: 'solver.stopped' };

describe('a thread of the pool', () => {
  it('gives the very proposal and verdicts that are computed without it', async () => {
    const dates = { meetingOn: plainDate('2026-12-01'), horizonEndsOn: plainDate('2026-12-31') };
    const demo = generateDemo({ seed: 1, on: plainDate('2026-11-24') });
    const facts = demoRoundFacts(demo, { ...dates, includesMovers: true });
    const pool = aPool(undefined, 1, { ...SMALL, memoryMiB: 1_024, heapMiB: 2_048 });
    const { judgement, ...proposal } = await run(pool, toCanonicalJson(facts));
    const { judgement: expected, ...same } = computeProposal(facts, { maxNodes: 5 });
    expect(proposal).toEqual(same);
    expect([...judgement.rows]).toEqual(expected.rows);
    // Stored in a transaction that may be tried again.
    expect([...judgement.rows]).toHaveLength(expected.rows.length);
    // A what-if with nothing changed, and an impact of the policy that holds, change nothing.
    const task = { facts: toCanonicalJson(facts), solution: proposal.solution, lotSeed: 'ab'.repeat(16) };
    const { signal } = new AbortController();
    const whatIf = await pool.whatIf({ ...task, whatIf: {}, mostPairs: 1_000_000 }, signal);
    expect(whatIf).toMatchObject({
      kind: 'computed',
      result: { changed: [], gained: [], lost: [], places: [] },
    });
    const content = facts.policy.content;
    const reports: (readonly [number, number])[] = [];
    const onProgress = (done: number, total: number): void => void reports.push([done, total]);
    const impact = await pool.measureImpact({ ...task, content }, { signal, onProgress });
    expect(impact).toMatchObject({ households: facts.households.length });
    // On a machine with other work.
  }, 60_000);

  it.each([
    ['fill the heap', OUT_OF_MEMORY],
    ['fill the heap within a call', OUT_OF_MEMORY],
    ['fill buffers', OUT_OF_MEMORY],
    ['ask for a buffer that cannot be', OUT_OF_MEMORY],
    ['exit', STOPPED],
  ])('that does this dies alone, and another one takes the next solve: %s', async (deed, death) => {
    const pool = aPool('unruly');
    await expect(run(pool, deed)).rejects.toMatchObject(death);
    expect((await run(pool, 'nothing')).solution).toBe('5');
  });

  it('is ended by V8 where nobody looks', async () => {
    const pool = aPool('unruly', 1, { memoryMiB: 4_096, heapMiB: 32, lookEveryMs: 60_000 });
    await expect(run(pool, 'fill the heap')).rejects.toMatchObject(OUT_OF_MEMORY);
  });

  it('that throws has not died', async () => {
    const thrown = run(aPool('unruly'), 'throw');
    await expect(thrown).rejects.toThrow('thrown by the task');
    await expect(thrown).rejects.not.toBeInstanceOf(SolverDiedError);
  });

  it('tells a refusal of the checker by its class', async () => {
    await expect(run(aPool('unruly'), 'refuse')).rejects.toBeInstanceOf(ProposalRefusedError);
  });

  it('that cannot start is no death of a solve, and nothing waits for it', async () => {
    const pool = aPool('never-starting');
    await expect(run(pool, 'nothing')).rejects.toMatchObject({ code: 'solver.not-started' });
    await expect(run(pool, 'nothing')).rejects.toMatchObject({ code: 'solver.not-started' });
  });

  it('has its progress read while it computes', async () => {
    const { promise, resolve } = Promise.withResolvers<readonly [number, number]>();
    const ending = new AbortController();
    const solving = run(aPool('unruly'), 'go on for ever', {
      signal: ending.signal,
      onProgress: (done, total) => done > 0 && resolve([done, total]),
    });
    expect(await promise).toEqual([3, 7]);
    ending.abort();
    await expect(solving).rejects.toThrow('given up');
  });
});

describe('a solve that is given up', () => {
  it('stops at once, and its thread can be replaced', async () => {
    const pool = aPool('unruly');
    const ending = new AbortController();
    const solving = run(pool, 'go on for ever', { signal: ending.signal });
    await delay(400);
    const before = performance.now();
    ending.abort('shutdown');
    await expect(solving).rejects.toMatchObject({ name: 'AbortError' });
    expect(performance.now() - before).toBeLessThan(1_000);
    expect((await run(pool, 'nothing')).solution).toBe('5');
  });

  it('before its turn never starts', async () => {
    const pool = aPool('unruly');
    const first = run(pool, 'exit');
    const ending = new AbortController();
    const second = run(pool, 'go on for ever', { signal: ending.signal });
    ending.abort();
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    await expect(first).rejects.toMatchObject(STOPPED);
  });

  it('with the whole pool ends before the pool says that it is closed', async () => {
    const pool = aPool('unruly', 2);
    const solving = [1, 2, 3].map(async () => await run(pool, 'go on for ever'));
    const ended = Promise.allSettled(solving);
    await delay(400);
    const before = performance.now();
    await pool.close();
    expect(performance.now() - before).toBeLessThan(1_000);
    const givenUp = { status: 'rejected', reason: { name: 'AbortError' } };
    expect(await ended).toMatchObject([givenUp, givenUp, givenUp]);
    await expect(run(pool, 'nothing')).rejects.toMatchObject({ name: 'AbortError' });
  });
});

it('solves that wait get their turn when the thread before them dies', async () => {
  const pool = aPool('unruly');
  const [died, ...others] = await Promise.allSettled(
    ['exit', 'nothing', 'nothing'].map(async (deed) => await run(pool, deed)),
  );
  expect(died).toMatchObject({ status: 'rejected', reason: STOPPED });
  expect(others).toMatchObject([{ status: 'fulfilled' }, { status: 'fulfilled' }]);
});
