import { randomUUID } from 'node:crypto';
import type { Ladder, Proposal, RotationFlag, RotationRun, Round } from '@boligtrapp/contracts';
import { inTenant } from '@boligtrapp/database';
import { check, parseProblem, parseSolution } from '@boligtrapp/matching';
import { createSystemClock } from '@boligtrapp/platform';
import { type StaffBrowser, signInAs } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createDemoScene, type DemoScene } from './demo-scene.ts';
import { endService, type RunningService, startService } from './service-process.ts';

const today = createSystemClock().today();

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
  readonly totalCount: number;
}

interface HouseholdVerdicts {
  readonly householdId: string;
  readonly dwellings: readonly {
    readonly dwellingId: string;
    readonly failedRules: readonly string[];
    readonly misfit: number | null;
  }[];
}

let scene: DemoScene;
let api: RunningService;
let worker: RunningService;
let officer: StaffBrowser;

beforeAll(async () => {
  scene = await createDemoScene();
  api = await startService('api', scene.database.url);
  worker = await startService('worker', scene.database.url);
  officer = await signInAs(String(api.message['url']), 'demo-case-officer');
});

afterAll(async () => {
  const codes = [await endService(worker, 'SIGTERM'), await endService(api, 'SIGTERM')];
  await scene.close();
  expect(codes).toEqual([0, 0]);
});

async function get<T>(path: string): Promise<T> {
  const response = await officer.fetch(path);
  expect([path, response.status]).toEqual([path, 200]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the answer of the API under test
  return (await response.json()) as T;
}

async function post<T>(path: string, body: unknown): Promise<T> {
  const response = await officer.fetch(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify(body),
  });
  expect([path, response.status]).toEqual([path, 202]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the answer of the API under test
  return (await response.json()) as T;
}

async function getAll<T>(path: string): Promise<readonly T[]> {
  const items: T[] = [];
  let page = await get<Page<T>>(`${path}?limit=200`);
  for (;;) {
    items.push(...page.items);
    if (page.nextCursor === null) break;
    page = await get<Page<T>>(`${path}?limit=200&cursor=${page.nextCursor}`);
  }
  expect(items).toHaveLength(page.totalCount);
  return items;
}

describe('a round over HTTP, computed by the worker', () => {
  let round: Round;
  let proposal: Proposal;

  beforeAll(async () => {
    const { id } = await post<{ id: string }>('/v1/rounds', {
      meetingOn: today,
      horizonDays: 30,
      tracks: ['welfare', 'care'],
      includesMovers: true,
    });
    round = await vi.waitFor(
      async () => {
        const asked = await get<Round>(`/v1/rounds/${id}`);
        expect(asked.state).toBe('proposed');
        return asked;
      },
      { timeout: 30_000, interval: 100 },
    );
    proposal = await get<Proposal>(`/v1/rounds/${id}/proposal`);
  });

  it('places households, each in one dwelling and each dwelling once', () => {
    expect(proposal.placements.length).toBeGreaterThan(20);
    const dwellings = proposal.placements.map(({ dwelling }) => dwelling.id);
    expect(new Set(dwellings).size).toBe(dwellings.length);
    const ranks = [...proposal.placements, ...proposal.unplaced].map(({ household }) => household.rank);
    expect(ranks.toSorted((a, b) => a - b)).toEqual(ranks.map((_, index) => index + 1));
  });

  it('claims to be optimal only where it is proven', () => {
    expect(proposal.optimal && !proposal.servedSetProven).toBe(false);
  });

  it('passes the independent check as it is exported', async () => {
    const exported = await get<{ problem: unknown; solution: unknown }>(`/v1/rounds/${round.id}/export`);
    const problem = parseProblem(exported.problem);
    const solution = parseSolution(exported.solution);
    if (!problem.ok || !solution.ok) throw new Error('the export cannot be read');
    expect(check(problem.problem, solution.solution)).toEqual([]);
    expect(solution.solution.served).toEqual(proposal.placements.map(({ household }) => household.id));
  });

  it('overfills no place that was not over before', () => {
    const worse = proposal.places.filter(
      ({ before, after, cap }) => cap !== null && after > cap && after > before,
    );
    expect(worse).toEqual([]);
  });

  it('has a verdict on every pair, and the placements pass every rule', async () => {
    const verdicts = await getAll<HouseholdVerdicts>(`/v1/rounds/${round.id}/verdicts`);
    expect(verdicts).toHaveLength(proposal.placements.length + proposal.unplaced.length);
    for (const row of verdicts) expect(row.dwellings).toHaveLength(proposal.dwellingCount);
    const byHousehold = new Map(verdicts.map((row) => [row.householdId, row]));
    for (const { household, dwelling, misfit } of proposal.placements) {
      const pair = byHousehold
        .get(household.id)
        ?.dwellings.find(({ dwellingId }) => dwellingId === dwelling.id);
      expect(pair).toMatchObject({ failedRules: [], misfit });
    }
  });

  it('explains a household with every rule, value and limit', async () => {
    const [unplaced] = proposal.unplaced.filter(({ because }) => because === 'nothing-fits');
    const explained = await get<{
      dwellings: { failedRules: string[]; rules: { rule: string; passed: boolean }[] }[];
    }>(`/v1/rounds/${round.id}/verdicts/${unplaced?.household.id ?? ''}`);
    expect(explained.dwellings).toHaveLength(proposal.dwellingCount);
    for (const { failedRules, rules } of explained.dwellings) {
      expect(failedRules.length).toBeGreaterThan(0);
      expect(rules.filter(({ passed }) => !passed).map(({ rule }) => rule)).toEqual(failedRules);
    }
  });
});

async function runRotationOfToday(): Promise<RotationRun> {
  const requested = await post<RotationRun>('/v1/rotation-runs', { runOn: today });
  return await vi.waitFor(
    async () => {
      const asked = await get<RotationRun>(`/v1/rotation-runs/${requested.id}`);
      expect(asked.state).toBe('done');
      return asked;
    },
    { timeout: 30_000, interval: 100 },
  );
}

/** The run without when and how often it was made. */
function foundBy(run: RotationRun): Partial<RotationRun> {
  const {
    attemptCount: _,
    requestedAt: __,
    startedAt: ___,
    finishedAt: ____,
    durationMs: _____,
    ...found
  } = run;
  return found;
}

describe('the rotation over HTTP', () => {
  it('finds each thing once, however often it runs for a date', async () => {
    const first = await runRotationOfToday();
    const found = await getAll<RotationFlag>('/v1/rotation-flags');
    await runRotationOfToday();
    // The second run is waited for by its effect: a later finish.
    await vi.waitFor(async () => {
      const again = await get<RotationRun>(`/v1/rotation-runs/${first.id}`);
      expect(again.finishedAt).not.toBe(first.finishedAt);
      expect(foundBy(again)).toEqual(foundBy(first));
    });
    expect(await getAll<RotationFlag>('/v1/rotation-flags')).toEqual(found);
    // Nobody is named for the cases of protected people here: their findings are neither shown nor counted.
    expect(await countOfProtected()).toBeGreaterThan(0);
    expect(found.length).toBe(first.flagCount);
    expect(new Set(found.map(({ subjectId, kind, dueOn }) => `${subjectId} ${kind} ${dueOn}`)).size).toBe(
      found.length,
    );
  });
});

async function countOfProtected(): Promise<number> {
  const { db, municipalityId } = scene;
  return await inTenant(db, { municipalityId, actorId: 'test' }, async (tx) => {
    const rows = await tx
      .selectFrom('rotation_flags as f')
      .innerJoin('leases as l', 'l.id', 'f.lease_id')
      .innerJoin('household_members as m', 'm.household_id', 'l.household_id')
      .innerJoin('address_protections as p', 'p.person_id', 'm.person_id')
      .where('f.cleared_run_on', 'is', null)
      .where('p.grade', '<>', 'none')
      .select('f.id')
      .distinct()
      .execute();
    return rows.length;
  });
}

describe('the ladder over HTTP', () => {
  it('has the stock of both ladders, and every dwelling in one column', async () => {
    const { steps } = await get<Ladder>('/v1/ladder');
    const stock = (track: string): readonly number[] =>
      steps.filter((step) => step.programme === 'ladder' && step.track === track).map((step) => step.stock);
    expect(stock('welfare')).toEqual([620, 280, 84, 56, 30]);
    expect(stock('care')).toEqual([34, 30, 28, 24, 14]);
    for (const step of steps) expect(step.occupied + step.vacant + step.outOfUse).toBe(step.stock);
    expect(
      steps.find(({ track, level, programme }) => `${programme} ${track} ${level}` === 'ladder welfare 1'),
    ).toMatchObject({ occupied: 598, vacant: 9, outOfUse: 13, queue: 41 });
  });
});
