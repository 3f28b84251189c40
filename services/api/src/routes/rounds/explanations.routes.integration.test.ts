import type { DwellingOutcomes, HouseholdOutcomes } from '@boligtrapp/contracts';
import { parseFacts } from '@boligtrapp/database';
import { aHousehold, anApplication, anAssessment, type BuilderScope } from '@boligtrapp/testing';
import { computeProposal, solveRound } from '@boligtrapp/use-cases';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../../../test/api-scene.ts';
import { bearer } from '../../../test/tokens.ts';
import { createExplanationSolver } from '../../explanations/explanation-solver.ts';

let scene: ApiScene;
let scope: BuilderScope;
let asMember: { authorization: string };
let round: string;
let [first, second] = ['', ''];
const explanationSolver = createExplanationSolver();

beforeAll(async () => {
  scene = await setApiScene({ explanationSolver });
  scope = { db: scene.db, municipalityId: scene.one.id };
  asMember = await bearer('committee', scene.one.id);
  first = await aWaiting(9);
  second = await aWaiting(1);
  const headers = { ...(await bearer('case-officer', scene.one.id)), 'idempotency-key': 'the-round' };
  const payload = { meetingOn: '2026-12-01', horizonDays: 0, tracks: ['welfare'], includesMovers: false };
  const created = await scene.app.inject({ method: 'POST', url: '/v1/rounds', payload, headers });
  const { id } = created.json<{ id: string }>();
  round = `/v1/rounds/${id}`;
  const solver = {
    solve: async (facts: string) => await Promise.resolve(computeProposal(parseFacts(facts))),
  };
  const command = { municipalityId: scene.one.id, roundId: id, signal: new AbortController().signal };
  await solveRound({ db: scene.db, solver, nowMs: () => 0 }, command);
});
afterAll(async () => {
  await scene.close();
  await explanationSolver.close();
});

/** A household in the queue that fits the one vacant dwelling, V-1. */
async function aWaiting(need_points: number): Promise<string> {
  const household_id = await aHousehold(scope);
  await anApplication(scope, { household_id });
  await anAssessment(scope, { household_id, need_points });
  return household_id;
}

async function get<T>(path: string, language = 'nb'): Promise<T & { readonly language: unknown }> {
  const response = await scene.app.inject({
    url: `${round}${path}`,
    headers: { ...asMember, 'accept-language': language },
  });
  expect(response.statusCode, response.body).toBe(200);
  return { ...response.json<T>(), language: response.headers['content-language'] };
}

describe('the outcomes of a household', () => {
  test('come with codes, figures and texts in the language asked for', async () => {
    const expected = {
      nb: [
        'V-1 foreslås for husstanden.',
        'Foreslått her.',
        'Boligen er på trinn 1; behovet er trinn 1.',
        'Trinn',
      ],
      nn: [
        'V-1 blir foreslått for husstanden.',
        'Foreslått her.',
        'Bustaden er på trinn 1; behovet er trinn 1.',
        'Trinn',
      ],
      en: [
        'V-1 is proposed for the household.',
        'Proposed here.',
        'The dwelling is on level 1; the need is level 1.',
        'Level',
      ],
    } as const;
    for (const [language, [ending, outcome, level, name]] of Object.entries(expected)) {
      const page = await get<HouseholdOutcomes>(`/households/${first}/outcomes`, language);
      expect(page.language).toBe(language);
      expect(page.ending).toEqual({ code: 'ending.placed', figures: { dwelling: 'V-1' }, text: ending });
      expect(page).toMatchObject({ isServed: true, certificate: null, totalCount: 1, nextCursor: null });
      const [item] = page.items;
      expect(item?.statement).toEqual({ code: 'outcome.placed-here', figures: {}, text: outcome });
      const rule = item?.rules.find((one) => one.rule === 'level');
      expect(rule).toEqual({
        rule: 'level',
        name,
        passed: true,
        statement: { code: 'rule.level', figures: { value: 1, limit: ['1'] }, text: level },
      });
      expect(item?.rules).toHaveLength(16);
      expect(item?.loads.map(({ kind }) => kind)).toEqual(['building', 'neighbourhood', 'district']);
      for (const { statement, before, after } of item?.loads ?? []) {
        expect(statement.text).toContain(`${before} → ${after}`);
      }
    }
  });

  test('say who comes before, and give the proof in words', async () => {
    const page = await get<HouseholdOutcomes>(`/households/${second}/outcomes`);
    expect(page.ending.text).toBe('Husstanden får ingen bolig i denne runden.');
    expect(page.items[0]).toMatchObject({ outcome: 'taken', statement: { code: 'outcome.taken-by' } });
    expect(page.items[0]?.statement.text).toMatch(/^Gitt til .+, som er foran i rekkefølgen\.$/);
    expect(page.certificate).toMatchObject({
      kind: 'hall-set',
      statement: {
        code: 'certificate.hall-set',
        figures: { count: 1, dwellings: ['V-1'] },
        text: 'Husstander foran trenger alle boligene som passer: V-1 (én bolig).',
      },
      prices: [{ places: [], dwellings: [{ name: 'V-1', points: 1 }] }],
    });
  });
});

describe('the outcomes of a dwelling', () => {
  test('come by rank, page by page', async () => {
    const path = `/dwellings/${scene.one.vacantId}/outcomes?limit=1`;
    const page = await get<DwellingOutcomes>(path);
    expect(page).toMatchObject({ dwelling: { reference: 'V-1' }, totalCount: 2 });
    expect(page.items).toMatchObject([
      { household: { id: first, rank: 1 }, outcome: 'placed-here', failedRules: [] },
    ]);
    const next = await get<DwellingOutcomes>(`${path}&cursor=${page.nextCursor ?? ''}`);
    expect(next.items).toMatchObject([{ household: { id: second, rank: 2 }, outcome: 'taken' }]);
    expect(next.nextCursor).toBeNull();
  });
});

describe('what takes a solve', () => {
  test('is answered by the thread, over a real connection too', async () => {
    const change = await get<object>(`/households/${second}/nearest-change`, 'en');
    const answer = {
      householdId: second,
      outcome: 'found',
      changes: [
        {
          code: 'change.dwelling',
          figures: { like: 'V-1' },
          text: 'For the household to get a dwelling, there would have to be one more like V-1.',
        },
      ],
    };
    expect(change).toMatchObject(answer);
    const base = await scene.app.listen({ port: 0, host: '127.0.0.1' });
    const headers = { ...asMember, 'accept-language': 'en' };
    const response = await fetch(`${base}${round}/households/${second}/nearest-change`, { headers });
    expect(await response.json()).toEqual(answer);
    const pair = `/households/${second}/dwellings/${scene.one.vacantId}/comparison`;
    expect(await get<object>(pair)).toMatchObject({ outcome: 'taken', isCompared: true });
  });

  test('is refused for a household that is served', async () => {
    const url = `${round}/households/${first}/nearest-change`;
    const response = await scene.app.inject({ url, headers: asMember });
    expect(response.json()).toMatchObject({ status: 409, code: 'round.household-served' });
  });
});

test('is not for those who may not see rounds', async () => {
  const headers = await bearer('follow-up', scene.one.id);
  for (const path of [`/households/${first}/outcomes`, `/dwellings/${scene.one.vacantId}/outcomes`]) {
    expect((await scene.app.inject({ url: `${round}${path}`, headers })).statusCode).toBe(403);
  }
});
