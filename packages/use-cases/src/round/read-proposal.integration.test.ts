import {
  capOf,
  fullnessOf,
  judgeRound,
  loadWeight,
  type PairVerdict,
  type RoundFacts,
  RULES,
} from '@boligtrapp/domain';
import { check, hashProblem } from '@boligtrapp/matching';
import {
  aBuilding,
  aHousehold,
  aLease,
  aNeighbourhood,
  anAssessment,
  type BuilderScope,
  generateDemo,
  insertDemo,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actorOf, openRecordsScene, peek, type RecordsScene, TODAY } from '../../test/records-scene.ts';
import { anOffer, aRound, aTown, aUsedDwelling, factsOf, solveDeps } from '../../test/round-scene.ts';
import { getProposal, type Proposal } from './get-proposal.ts';
import { explainHousehold, type HouseholdVerdicts, listRoundVerdicts } from './get-verdicts.ts';
import { exportRound } from './read-round.ts';
import { solveRound } from './solve-round.ts';

let scene: RecordsScene;
let demo: BuilderScope;
let roundId: string;
let facts: RoundFacts;
let proposal: Proposal;
/** Verdicts by household and dwelling, judged here anew. */
let judged: ReadonlyMap<string, readonly PairVerdict[]>;

beforeAll(async () => {
  scene = await openRecordsScene();
  const municipality = generateDemo({ seed: 1, on: TODAY });
  await insertDemo(scene.db, municipality, { cipher: scene.deps.identityCipher });
  demo = { db: scene.db, municipalityId: municipality.municipality.id };
  roundId = (await aRound(scene, demo)).id;
  const command = { municipalityId: demo.municipalityId, roundId, signal: new AbortController().signal };
  await solveRound(solveDeps(scene), command);
  facts = await factsOf(demo, roundId);
  judged = new Map(judgeRound(facts).rows.map(({ householdId, verdicts }) => [householdId, verdicts]));
  proposal = await getProposal(scene.deps, actorOf(demo, 'committee'), roundId);
});
afterAll(async () => {
  await scene.close();
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function ranksOf(list: readonly { readonly household: { readonly rank: number } }[]): readonly number[] {
  return list.map(({ household }) => household.rank);
}

function byPlace(a: { readonly placeId: string }, b: { readonly placeId: string }): number {
  return a.placeId < b.placeId ? -1 : 1;
}

/** The page sizes differ, so that no border is met twice. */
async function allVerdicts(): Promise<readonly HouseholdVerdicts[]> {
  const items: HouseholdVerdicts[] = [];
  for (let limit = 97; ; limit += 11) {
    const afterRank = items.at(-1)?.rank ?? 0;
    const page = await listRoundVerdicts(scene.deps, actorOf(demo, 'committee'), {
      roundId,
      afterRank,
      limit,
    });
    expect(page.totalCount).toBe(facts.households.length);
    items.push(...page.items);
    if (page.isLast) return items;
  }
}

describe('the round of the demo municipality', () => {
  it('is of real size: hundreds who wait, dozens of dwellings, movers, some placed and some not', () => {
    expect(facts.households.length).toBeGreaterThan(400);
    expect(facts.dwellings.length).toBeGreaterThan(90);
    expect(facts.dwellings.filter(({ vacancy }) => vacancy === 'home-of-mover').length).toBeGreaterThan(20);
    expect(facts.promised?.length).toBeGreaterThan(0);
    expect(proposal.placements.length).toBeGreaterThan(30);
    expect(proposal.unplaced.length).toBeGreaterThan(100);
  });
});

describe('the verdicts', () => {
  it('cover every pair, by rank, and are those that judging the frozen facts gives', async () => {
    const items = await allVerdicts();
    expect(items.map(({ householdId }) => householdId)).toEqual(facts.households.map(({ id }) => id));
    for (const { householdId, dwellings } of items) {
      const expected = facts.dwellings.map(({ id, reference }, index) => {
        const { failedRules = -1, misfit = -1, score = 0 } = judged.get(householdId)?.[index] ?? {};
        const codes = RULES.map(({ code }) => code).filter(
          (_, bit) => Math.trunc(failedRules / 2 ** bit) % 2 === 1,
        );
        return {
          dwellingId: id,
          dwellingReference: reference,
          failedRules: codes,
          misfit: failedRules === 0 ? misfit : null,
          score: failedRules === 0 ? score : null,
        };
      });
      expect(dwellings).toEqual(expected);
    }
  });

  it('are explained rule by rule, with a score that is the sum of its parts', async () => {
    const stored = new Map((await allVerdicts()).map((item) => [item.householdId, item]));
    const placed = proposal.placements.slice(0, 4).map(({ household }) => household.id);
    const nothingFits = proposal.unplaced.filter(({ because }) => because === 'nothing-fits').slice(0, 2);
    const asked = [...placed, ...nothingFits.map(({ household }) => household.id)];
    expect(asked.length).toBeGreaterThanOrEqual(5);
    for (const householdId of asked) {
      const explained = await explainHousehold(scene.deps, actorOf(demo, 'auditor'), {
        roundId,
        householdId,
      });
      const plain = explained.dwellings.map(
        ({ dwellingId, dwellingReference, failedRules, misfit, score }) => ({
          dwellingId,
          dwellingReference,
          failedRules,
          misfit,
          score,
        }),
      );
      expect({ ...explained, dwellings: plain }).toEqual(stored.get(householdId));
      for (const { rules, failedRules, score, scoreParts } of explained.dwellings) {
        expect(rules.filter(({ passed }) => !passed).map(({ rule }) => rule)).toEqual(failedRules);
        expect(sum(scoreParts.map(({ points }) => points))).toBe(score ?? 0);
      }
    }
  });

  it('tell of nobody else: neither who is kept apart nor where they live', async () => {
    const [pair] = facts.keepApart.filter(({ a, b }) => judged.has(a) && !judged.has(b));
    const householdId = pair?.a ?? facts.households[0]?.id ?? '';
    const explained = JSON.stringify(
      await explainHousehold(scene.deps, actorOf(demo, 'committee'), { roundId, householdId }),
    );
    for (const other of facts.residents) {
      if (other.householdId !== householdId) expect(explained).not.toContain(other.householdId);
    }
  });
});

describe('the proposal', () => {
  it('names every household once, by rank, and gives no dwelling twice', () => {
    const { placements, unplaced } = proposal;
    expect([...ranksOf(placements), ...ranksOf(unplaced)].toSorted((a, b) => a - b)).toEqual(
      facts.households.map(({ rank }) => rank),
    );
    expect(ranksOf(placements)).toEqual(ranksOf(placements).toSorted((a, b) => a - b));
    expect(ranksOf(unplaced)).toEqual(ranksOf(unplaced).toSorted((a, b) => a - b));
    expect(new Set(placements.map(({ dwelling }) => dwelling.id)).size).toBe(placements.length);
    expect(proposal.dwellingCount).toBe(facts.dwellings.length);
  });

  it('places nobody where a rule failed, with the figures of the verdict, which add up to the objective', () => {
    for (const { household, dwelling, misfit, score, fromDwellingId } of proposal.placements) {
      const index = facts.dwellings.findIndex(({ id }) => id === dwelling.id);
      expect(judged.get(household.id)?.[index]).toEqual({ failedRules: 0, misfit, score });
      expect(fromDwellingId).not.toBe(dwelling.id);
      const frozen = facts.households.find(({ id }) => id === household.id);
      expect(fromDwellingId).toBe(frozen?.currentDwellingId);
    }
    expect(sum(proposal.placements.map(({ misfit }) => misfit))).toBe(proposal.objective.misfit);
    expect(sum(proposal.placements.map(({ score }) => score))).toBe(proposal.objective.score);
  });

  it('gives the home of a mover away only when the mover leaves it', () => {
    const leaving = new Set(proposal.placements.map(({ fromDwellingId }) => fromDwellingId));
    const givenAway = proposal.placements.filter(({ dwelling }) => dwelling.vacancy === 'home-of-mover');
    expect(givenAway.length).toBeGreaterThan(0);
    expect(givenAway.filter(({ dwelling }) => !leaving.has(dwelling.id))).toEqual([]);
  });

  it('says of each without a dwelling how many would fit, and which rules exclude the others', () => {
    let movers = 0;
    for (const { household, because, fittingCount, excludedBy } of proposal.unplaced) {
      const frozen = facts.households.find(({ id }) => id === household.id);
      // The home that it has is no dwelling to be given.
      const others = facts.dwellings.flatMap(({ id }, index) =>
        id === frozen?.currentDwellingId ? [] : [judged.get(household.id)?.[index]?.failedRules ?? -1],
      );
      if (frozen?.currentDwellingId !== null) movers += 1;
      expect(fittingCount).toBe(others.filter((failed) => failed === 0).length);
      expect(because === 'nothing-fits').toBe(fittingCount === 0);
      const counts = RULES.map(({ code }, bit) => ({
        rule: code,
        dwellings: others.filter((failed) => Math.trunc(failed / 2 ** bit) % 2 === 1).length,
      }));
      const byRule = new Map(excludedBy.map(({ rule, dwellings }) => [rule, dwellings]));
      expect(byRule).toEqual(
        new Map(
          counts.filter(({ dwellings }) => dwellings > 0).map(({ rule, dwellings }) => [rule, dwellings]),
        ),
      );
      const order = excludedBy.map(({ dwellings }) => dwellings);
      expect(order).toEqual(order.toSorted((a, b) => b - a));
    }
    expect(movers).toBeGreaterThan(0);
  });

  it('shows the load of each place that changes or is pressed, before and after, as counted one by one', () => {
    const { content } = facts.policy;
    const placed = new Map(proposal.placements.map(({ household, dwelling }) => [household.id, dwelling.id]));
    const promised = facts.promised ?? [];
    const buildingOf = new Map(facts.dwellings.map(({ id, buildingId }) => [id, buildingId]));
    const chain = (buildingId: string): readonly (string | null | undefined)[] => {
      const area = facts.places.find(({ id }) => id === buildingId)?.parentId;
      return [buildingId, area, facts.places.find(({ id }) => id === area)?.parentId];
    };
    const expected = facts.places.flatMap((place) => {
      const isHere = (buildingId: string | undefined): boolean =>
        buildingId !== undefined && chain(buildingId).includes(place.id);
      const weigh = (list: readonly { track: 'welfare' | 'care'; level: 1 | 2 | 3 | 4 | 5 }[]): number =>
        sum(list.map(({ track, level }) => loadWeight(content, track, level)));
      const before = weigh(facts.residents.filter(({ buildingId }) => isHere(buildingId)));
      const moved = new Set([...placed.keys(), ...promised.map(({ householdId }) => householdId)]);
      const staying = facts.residents.filter(({ householdId }) => !moved.has(householdId));
      const coming = facts.households.filter(({ id }) => isHere(buildingOf.get(placed.get(id) ?? '')));
      const after =
        weigh([...staying, ...promised].filter(({ buildingId }) => isHere(buildingId))) + weigh(coming);
      const cap = capOf(content, place);
      const fullnessBefore = fullnessOf(content, { load: before, cap });
      const isPressed = ['near', 'full', 'over'].includes(fullnessBefore);
      if (before === after && !isPressed) return [];
      const fullnessAfter = fullnessOf(content, { load: after, cap });
      return [{ placeId: place.id, before, after, cap, fullnessBefore, fullnessAfter }];
    });
    const shown = proposal.places.map(({ placeId, before, after, cap, fullnessBefore, fullnessAfter }) => ({
      placeId,
      before,
      after,
      cap,
      fullnessBefore,
      fullnessAfter,
    }));
    expect(shown.toSorted(byPlace)).toEqual(expected.toSorted(byPlace));
    for (const { before, after, cap } of proposal.places) {
      if (cap !== null) expect(after <= Math.max(cap, before)).toBe(true);
    }
  });

  it('can be exported and checked by anyone, and is the very problem that was solved', async () => {
    const { problem, solution } = await exportRound(scene.deps, actorOf(demo, 'auditor'), roundId);
    expect(hashProblem(problem)).toBe(proposal.problemHash);
    expect(check(problem, solution)).toEqual([]);
    expect(solution.served).toEqual(proposal.placements.map(({ household }) => household.id));
    expect(solution.optimal).toBe(proposal.optimal);
  });
});

describe('homes that are promised', () => {
  it('count where they will be, and no more where they were, once the proposal is carried out', async () => {
    const town = await aTown(scene);
    const neighbourhood_id = await aNeighbourhood(town, { district_id: town.districtId });
    const buildingId = await aBuilding(town, { neighbourhood_id });
    const household_id = await aHousehold(town);
    await anAssessment(town, { household_id, level: 3 });
    await aLease(town, { household_id, dwelling_id: await aUsedDwelling(town) });
    const dwelling_id = await aUsedDwelling({ ...town, buildingId });
    await anOffer(town, { household_id, dwelling_id, state: 'open' });
    const { id } = await aRound(scene, town);
    const { municipalityId } = town;
    await solveRound(solveDeps(scene), { municipalityId, roundId: id, signal: new AbortController().signal });
    const { places } = await getProposal(scene.deps, actorOf(town), id);
    const changes = new Map(places.map(({ placeId, before, after }) => [placeId, [before, after]]));
    expect(changes).toEqual(
      new Map([
        [town.neighbourhoodId, [4, 0]],
        [neighbourhood_id, [0, 4]],
        [town.buildingId, [4, 0]],
        [buildingId, [0, 4]],
      ]),
    );
  });
});

describe('reading a round', () => {
  it('is logged for every household that the answer tells of', async () => {
    const first = facts.households[0]?.id ?? '';
    const reads = [
      async (actor: ReturnType<typeof actorOf>) => await getProposal(scene.deps, actor, roundId),
      async (actor: ReturnType<typeof actorOf>) =>
        await listRoundVerdicts(scene.deps, actor, { roundId, afterRank: 2, limit: 3 }),
      async (actor: ReturnType<typeof actorOf>) =>
        await explainHousehold(scene.deps, actor, { roundId, householdId: first }),
    ];
    const logged = [];
    for (const read of reads) {
      const actor = actorOf(demo, 'leader');
      await read(actor);
      const events = await peek(
        demo,
        async (tx) =>
          await tx
            .selectFrom('access_events')
            .select(['operation', 'household_ids', 'actor', 'role'])
            .where('request_id', '=', actor.requestId)
            .execute(),
      );
      logged.push(...events);
    }
    const everybody = facts.households.map(({ id }) => id);
    const by = { actor: 'leader-1', role: 'leader' };
    expect(logged).toEqual([
      { ...by, operation: 'get-proposal', household_ids: everybody },
      { ...by, operation: 'list-verdicts', household_ids: everybody.slice(2, 5) },
      { ...by, operation: 'explain-household', household_ids: [first] },
    ]);
  });

  it('of another municipality, or of a household that takes no part, finds nothing and logs nothing', async () => {
    const householdId = facts.households[0]?.id ?? '';
    const stranger = actorOf(scene.elsewhere, 'auditor');
    const notFound = { code: 'round.not-found' };
    await expect(getProposal(scene.deps, stranger, roundId)).rejects.toMatchObject(notFound);
    await expect(exportRound(scene.deps, stranger, roundId)).rejects.toMatchObject(notFound);
    const page = listRoundVerdicts(scene.deps, stranger, { roundId, afterRank: 0, limit: 5 });
    await expect(page).rejects.toMatchObject(notFound);
    const foreign = explainHousehold(scene.deps, stranger, { roundId, householdId });
    await expect(foreign).rejects.toMatchObject(notFound);

    const auditor = actorOf(demo, 'auditor');
    const resident = facts.residents.find(({ householdId: id }) => !judged.has(id))?.householdId ?? '';
    const noPart = explainHousehold(scene.deps, auditor, { roundId, householdId: resident });
    await expect(noPart).rejects.toMatchObject({ code: 'verdict.not-found' });
    const events = await peek(
      demo,
      async (tx) =>
        await tx
          .selectFrom('access_events')
          .select('id')
          .where('request_id', '=', auditor.requestId)
          .execute(),
    );
    expect(events).toEqual([]);
  });

  it('before it is solved finds no proposal and no verdict', async () => {
    const town = await aTown(scene);
    const { id } = await aRound(scene, town);
    const actor = actorOf(town);
    await expect(getProposal(scene.deps, actor, id)).rejects.toMatchObject({ code: 'proposal.not-found' });
    await expect(exportRound(scene.deps, actor, id)).rejects.toMatchObject({ code: 'proposal.not-found' });
    const page = await listRoundVerdicts(scene.deps, actor, { roundId: id, afterRank: 0, limit: 5 });
    expect(page).toEqual({ items: [], isLast: true, totalCount: 0 });
  });

  it.each(['housing-manager', 'follow-up', 'integration'] as const)('is not for a %s', async (role) => {
    const actor = actorOf(demo, role);
    const denied = { code: 'authorisation.denied' };
    await expect(getProposal(scene.deps, actor, roundId)).rejects.toMatchObject(denied);
    await expect(exportRound(scene.deps, actor, roundId)).rejects.toMatchObject(denied);
    const page = listRoundVerdicts(scene.deps, actor, { roundId, afterRank: 0, limit: 5 });
    await expect(page).rejects.toMatchObject(denied);
  });
});
