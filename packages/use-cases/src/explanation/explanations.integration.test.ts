import { createJudgingContext, judgeRound, type RoundFacts } from '@boligtrapp/domain';
import { explainHousehold as explainByEngine, type Problem, type Solution } from '@boligtrapp/matching';
import { type BuilderScope, generateDemo, insertDemo, nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actorOf, openRecordsScene, peek, type RecordsScene, TODAY } from '../../test/records-scene.ts';
import { aRound, factsOf, solveDeps } from '../../test/round-scene.ts';
import { buildProblem } from '../round/build-problem.ts';
import { exportRound } from '../round/read-round.ts';
import { solveRound } from '../round/solve-round.ts';
import { answerQuestion, toAskableRound } from './answer-question.ts';
import { comparePair, findNearestChangeFor } from './ask-solver.ts';
import { type CandidateExplanation, explainDwellingOutcomes } from './explain-dwelling.ts';
import { explainHouseholdOutcomes, type HouseholdExplanationPage } from './explain-household.ts';
import type { ExplanationSolver } from './explanation-solver.ts';

let scene: RecordsScene;
let demo: BuilderScope;
let roundId: string;
let facts: RoundFacts;
let problem: Problem;
let solution: Solution;

const solver: ExplanationSolver = {
  ask: async (round, question) => await Promise.resolve(answerQuestion(toAskableRound(round), question)),
};
const tooSlow: ExplanationSolver = { ask: async () => await Promise.resolve({ kind: 'not-in-time' }) };
const never = new AbortController().signal;

beforeAll(async () => {
  scene = await openRecordsScene();
  const municipality = generateDemo({ seed: 1, on: TODAY });
  await insertDemo(scene.db, municipality, { cipher: scene.deps.identityCipher });
  demo = { db: scene.db, municipalityId: municipality.municipality.id };
  roundId = (await aRound(scene, demo)).id;
  const command = { municipalityId: demo.municipalityId, roundId, signal: never };
  await solveRound(solveDeps(scene), command);
  facts = await factsOf(demo, roundId);
  problem = buildProblem(createJudgingContext(facts), judgeRound(facts));
  ({ solution } = await exportRound(scene.deps, actorOf(demo), roundId));
});
afterAll(async () => {
  await scene.close();
});

async function explain(
  householdId: string,
  { role = 'committee', limit = 200 }: { role?: 'committee' | 'leader' | 'auditor'; limit?: number } = {},
): Promise<HouseholdExplanationPage & { readonly pages: number }> {
  const items: HouseholdExplanationPage['items'][number][] = [];
  for (let pages = 1; ; pages += 1) {
    const afterPosition = items.at(-1)?.position ?? 0;
    const query = { roundId, householdId, afterPosition, limit };
    const page = await explainHouseholdOutcomes(scene.deps, actorOf(demo, role), query);
    items.push(...page.items);
    if (page.isLast) return { ...page, items, pages };
  }
}

function idOf(isWanted: (id: string) => boolean): string {
  const found = facts.households.find(({ id }) => isWanted(id));
  if (found === undefined) throw new Error('the demo has no such household');
  return found.id;
}

function proofOf(id: string): string | undefined {
  return solution.certificate.servedSet.unserved.find(({ household }) => household === id)?.proof.kind;
}

const servedIds = (): ReadonlySet<string> => new Set(solution.served);
const fits = (id: string): boolean => problem.pairs.some(({ household }) => household === id);

describe('a household that is placed', () => {
  it('has every dwelling on its pages once: first its own, then what fits best, then what fails least', async () => {
    const id = idOf((one) => servedIds().has(one));
    const page = await explain(id, { limit: 7 });
    expect(page.pages).toBe(Math.ceil(facts.dwellings.length / 7));
    expect(page.items.map(({ dwelling }) => dwelling.id).toSorted()).toEqual(
      facts.dwellings.map((dwelling) => dwelling.id).toSorted(),
    );
    expect(page.totalCount).toBe(facts.dwellings.length);
    expect(page).toMatchObject({ isServed: true, certificate: null });
    expect(page.items[0]).toMatchObject({
      outcome: 'placed-here',
      statement: { code: 'outcome.placed-here' },
    });
    expect(page.items[0]?.dwelling.id).toBe(page.dwelling?.id);
    const fitting = page.items.filter(({ misfit }) => misfit !== null);
    expect(page.items.slice(0, fitting.length)).toEqual(fitting);
    const counts = page.items
      .slice(fitting.length)
      .map(({ rules }) => rules.filter(({ passed }) => !passed).length);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  });

  it('has values and limits for every rule, and points that add up', async () => {
    for (const id of solution.served.slice(0, 10)) {
      for (const item of (await explain(id)).items) {
        const failed = item.rules.filter(({ passed }) => !passed);
        expect(item.score === null).toBe(failed.length > 0);
        const sum = item.scoreParts.reduce((total, { points }) => total + points, 0);
        expect(sum).toBe(item.score ?? 0);
        if (item.outcome === 'rule-failed') expect(item.statement.figures).toEqual({ count: failed.length });
      }
    }
  });
});

describe('every outcome', () => {
  it('is the one that the engine gives, with the load before and after', async () => {
    const seen = new Set<string>();
    const asked = facts.households.filter(({ id }) => fits(id)).slice(0, 60);
    for (const { id } of asked) {
      const page = await explain(id);
      for (const { dwelling, outcome, loads } of page.items) {
        seen.add(outcome);
        expect(loads).toHaveLength(3);
        for (const { before, after } of loads) expect(after).toBeGreaterThanOrEqual(before);
        if (outcome === 'would-overfill') {
          expect(loads.some(({ after, cap }) => cap !== null && after > cap)).toBe(true);
        }
        if (outcome === 'placed-here') expect(dwelling.id).toBe(page.dwelling?.id);
      }
    }
    expect(seen).toContain('taken');
    expect(seen).toContain('rule-failed');
    expect(seen).toContain('whole-is-better');
  });
});

describe('a household that is not served', () => {
  it('has its proof in words with the figures, and nothing fits where nothing does', async () => {
    const kinds = new Map<string, string>();
    for (const { id } of facts.households) {
      if (servedIds().has(id)) continue;
      const kind = fits(id) ? (proofOf(id) ?? 'none') : 'nothing-fits';
      if (!kinds.has(kind)) kinds.set(kind, id);
    }
    expect(kinds.size).toBeGreaterThan(1);
    for (const [kind, id] of kinds) {
      const { certificate, fittingCount, ending } = await explain(id);
      expect(certificate?.kind).toBe(kind);
      expect(certificate?.statement.code).toBe(`certificate.${kind}`);
      expect(fittingCount > 0).toBe(fits(id));
      expect(['ending.gets-none', 'ending.stays']).toContain(ending.code);
      if (kind !== 'hall-set' && kind !== 'resource') continue;
      const { prices } = explainByEngine(problem, solution, id);
      expect(certificate?.prices.map(({ dwellings }) => dwellings.length)).toEqual(
        prices.map(({ dwellings }) => Object.keys(dwellings).length),
      );
      expect(JSON.stringify(certificate)).not.toMatch(/"name":"[0-9a-f]{8}-/);
    }
  });

  it('has its nearest change in words, or the word that it was not found in time', async () => {
    const actor = actorOf(demo, 'committee');
    const deps = { ...scene.deps, explanationSolver: solver };
    const householdId = idOf((id) => !servedIds().has(id) && fits(id));
    const view = await findNearestChangeFor(deps, actor, { roundId, householdId }, never);
    const { nearestChange } = explainByEngine(problem, solution, householdId);
    expect(view.outcome).toBe(nearestChange?.kind);
    expect(view.changes.length).toBe(nearestChange?.kind === 'found' ? nearestChange.changes.length : 1);
    for (const { code, figures } of view.changes) {
      if (code === 'change.headroom')
        expect(Number(figures['needed'])).toBeGreaterThan(Number(figures['cap']));
    }
    const slow = { ...scene.deps, explanationSolver: tooSlow };
    expect(await findNearestChangeFor(slow, actor, { roundId, householdId }, never)).toMatchObject({
      outcome: 'not-in-time',
      changes: [{ code: 'change.not-in-time' }],
    });
    const served = { roundId, householdId: idOf((id) => servedIds().has(id)) };
    await expect(findNearestChangeFor(deps, actor, served, never)).rejects.toMatchObject({
      code: 'round.household-served',
    });
  });
});

describe('a dwelling', () => {
  it('has every household by rank, with the outcome that its own page has', async () => {
    const { dwelling: dwellingId = '' } =
      solution.assignments.find(({ household }) => servedIds().has(household)) ?? {};
    const items: CandidateExplanation[] = [];
    for (let limit = 150; ; limit += 20) {
      const afterRank = items.at(-1)?.household.rank ?? 0;
      const query = { roundId, dwellingId, afterRank, limit };
      const page = await explainDwellingOutcomes(scene.deps, actorOf(demo, 'committee'), query);
      expect(page.totalCount).toBe(facts.households.length);
      items.push(...page.items);
      if (page.isLast) break;
    }
    expect(items.map(({ household }) => household.id)).toEqual(facts.households.map(({ id }) => id));
    expect(items.filter(({ outcome }) => outcome === 'placed-here')).toHaveLength(1);
    for (const { household, outcome, failedRules, statement, misfit, score, loads } of items.slice(0, 25)) {
      const own = (await explain(household.id)).items.find(({ dwelling }) => dwelling.id === dwellingId);
      expect(own).toMatchObject({ outcome, statement, misfit, score, loads });
      expect(failedRules).toEqual(own?.rules.filter(({ passed }) => !passed));
    }
  });

  it('that is not in the round is not found', async () => {
    const query = { roundId, dwellingId: nextId(), afterRank: 0, limit: 1 };
    await expect(explainDwellingOutcomes(scene.deps, actorOf(demo), query)).rejects.toMatchObject({
      code: 'dwelling.not-found',
    });
  });
});

describe('a pair that fits', () => {
  it('is compared with the proposal by another solve', async () => {
    const deps = { ...scene.deps, explanationSolver: solver };
    const actor = actorOf(demo, 'committee');
    let compared = 0;
    for (const householdId of solution.served) {
      const { items } = await explain(householdId);
      const item = items.find(({ outcome }) => outcome === 'whole-is-better');
      if (item === undefined) continue;
      const query = { roundId, householdId, dwellingId: item.dwelling.id };
      const pair = await comparePair(deps, actor, query, never);
      expect(pair.isCompared).toBe(true);
      expect(pair.statement.code).toMatch(
        /^outcome\.(whole-is-(better-by|equal)|others-would-lose-named|held-by)$/,
      );
      const slow = { ...scene.deps, explanationSolver: tooSlow };
      expect(await comparePair(slow, actor, query, never)).toMatchObject({
        outcome: 'whole-is-better',
        isCompared: false,
        statement: { code: 'outcome.whole-is-better' },
      });
      compared += 1;
      if (compared === 4) break;
    }
    expect(compared).toBeGreaterThan(0);
    const householdId = idOf((id) => servedIds().has(id));
    const { items } = await explain(householdId);
    const failed = items.find(({ outcome }) => outcome === 'rule-failed')?.dwelling.id ?? '';
    const query = { roundId, householdId, dwellingId: failed };
    expect(await comparePair(deps, actor, query, never)).toMatchObject({
      outcome: 'rule-failed',
      isCompared: true,
    });
    await expect(comparePair(deps, actor, { ...query, dwellingId: nextId() }, never)).rejects.toMatchObject({
      code: 'dwelling.not-found',
    });
  });
});

describe('who is named', () => {
  it('is a reference for those who may read assessments, nobody for the others, and each one named is logged', async () => {
    const taken = async (role: 'committee' | 'leader' | 'auditor') => {
      for (const { id } of facts.households) {
        if (servedIds().has(id) || !fits(id)) continue;
        const item = (await explain(id, { role })).items.find(({ outcome }) => outcome === 'taken');
        if (item !== undefined) return { id, statement: item.statement };
      }
      throw new Error('nobody lost a dwelling to another');
    };
    const [committee, auditor, leader] = [
      await taken('committee'),
      await taken('auditor'),
      await taken('leader'),
    ];
    expect(committee.statement.code).toBe('outcome.taken-by');
    expect(auditor.statement).toEqual(committee.statement);
    expect(leader.statement).toEqual({ code: 'outcome.taken', figures: {} });
    const holder = facts.households.find(
      ({ reference }) => reference === committee.statement.figures['household'],
    );
    const logged = await peek(demo, async (tx) =>
      (
        await tx
          .selectFrom('access_events')
          .where('operation', '=', 'explain-household')
          .select(['actor', 'household_ids'])
          .execute()
      ).filter(({ household_ids }) => household_ids[0] === committee.id),
    );
    const namedTo = (actorId: string): boolean =>
      logged.some((row) => row.actor === actorId && row.household_ids.includes(holder?.id ?? ''));
    expect([namedTo('committee-1'), namedTo('auditor-1'), namedTo('leader-1')]).toEqual([true, true, false]);
  });

  it('is never more than a reference: no name, no number, no keep-apart reason', async () => {
    const persons = await peek(demo, async (tx) => await tx.selectFrom('persons').select('name').execute());
    const names = new Set(persons.map(({ name }) => name));
    for (const id of facts.keepApart.flatMap(({ a, b }) => [a, b])) {
      if (!facts.households.some((household) => household.id === id)) continue;
      const { names: _, ...page } = await explain(id);
      const text = JSON.stringify(page);
      for (const name of names) expect(text).not.toContain(name);
      for (const rule of page.items.flatMap(({ rules }) => rules)) {
        if (rule.rule === 'kept-apart') expect(['suitable', 'not-suitable-here']).toContain(rule.value);
      }
    }
  });
});

it('a round without a proposal, and a household that takes no part, are not found', async () => {
  const unsolved = await aRound(scene, demo);
  const householdId = facts.households[0]?.id ?? '';
  const query = { roundId: unsolved.id, householdId, afterPosition: 0, limit: 1 };
  await expect(explainHouseholdOutcomes(scene.deps, actorOf(demo), query)).rejects.toMatchObject({
    code: 'proposal.not-found',
  });
  const stranger = { roundId, householdId: nextId(), afterPosition: 0, limit: 1 };
  await expect(explainHouseholdOutcomes(scene.deps, actorOf(demo), stranger)).rejects.toMatchObject({
    code: 'verdict.not-found',
  });
  await expect(explainHouseholdOutcomes(scene.deps, actorOf(demo, 'follow-up'), query)).rejects.toMatchObject(
    {
      code: 'authorisation.denied',
    },
  );
});
