import {
  addDays,
  capOf,
  createJudgingContext,
  judgeRound,
  loadWeight,
  type RoundFacts,
  softCapOf,
} from '@boligtrapp/domain';
import { type Problem, parseProblem } from '@boligtrapp/matching';
import { demoRoundFacts, generateDemo, someNeeds } from '@boligtrapp/testing';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryRound } from '../../test/arbitrary-round.ts';
import {
  aRoundDwelling,
  aRoundHousehold,
  aRoundResident,
  MEETING_ON,
  ROUND_PLACES,
  roundFacts,
  UNCAPPED_POLICY,
} from '../../test/round-facts.ts';
import { buildProblem } from './build-problem.ts';

function problemOf(facts: RoundFacts): Problem {
  return buildProblem(createJudgingContext(facts), judgeRound(facts));
}

/** Ids of a building, its neighbourhood and its district. */
function placesOf(facts: RoundFacts, buildingId: string): readonly string[] {
  const area = facts.places.find(({ id }) => id === buildingId)?.parentId ?? '';
  return [buildingId, area, facts.places.find(({ id }) => id === area)?.parentId ?? ''];
}

/** Load points in a place of those who live there and take no part, and of those who are promised a home there. */
function fixedLoad(facts: RoundFacts, placeId: string): number {
  const { content } = facts.policy;
  const takesPart = (id: string): boolean => facts.households.some((household) => household.id === id);
  return [...facts.residents.filter(({ householdId }) => !takesPart(householdId)), ...(facts.promised ?? [])]
    .filter(({ buildingId }) => placesOf(facts, buildingId).includes(placeId))
    .reduce((sum, { track, level, extraLoad = 0 }) => sum + loadWeight(content, track, level) + extraLoad, 0);
}

/** Where a household may be after the round, by place of the scope: where it fits, and its home. */
function mayEndIn(
  facts: RoundFacts,
  householdId: string,
  scope: 'building' | 'neighbourhood',
): ReadonlySet<string> {
  const row = judgeRound(facts).rows.find((one) => one.householdId === householdId);
  const home = facts.households.find(({ id }) => id === householdId)?.currentDwellingId;
  const ends = facts.dwellings.filter(
    ({ id }, index) => id === home || row?.verdicts[index]?.failedRules === 0,
  );
  return new Set(
    ends.map(({ buildingId }) => placesOf(facts, buildingId)[scope === 'building' ? 0 : 1] ?? ''),
  );
}

describe('the problem of a round', () => {
  it('is one that the solver accepts, with a pair for every verdict without a failed rule', () => {
    fc.assert(
      fc.property(arbitraryRound(), (facts) => {
        const problem = problemOf(facts);
        expect(parseProblem(problem)).toMatchObject({ ok: true });
        const { rows } = judgeRound(facts);
        const expected = rows.flatMap(({ householdId, verdicts }) => {
          const home = facts.households.find(({ id }) => id === householdId)?.currentDwellingId;
          return facts.dwellings.flatMap(({ id }, index) => {
            const { failedRules = 1, misfit, score } = verdicts[index] ?? {};
            return failedRules === 0 && id !== home
              ? [{ household: householdId, dwelling: id, misfit, score }]
              : [];
          });
        });
        expect(problem.pairs).toEqual(expected);
        expect(problem.households).toEqual(
          facts.households.map(
            ({ id, rank, urgencyClass, track, level, extraLoad = 0, currentDwellingId }) => ({
              id,
              rank,
              class: urgencyClass,
              load: loadWeight(facts.policy.content, track, level) + extraLoad,
              current: currentDwellingId,
            }),
          ),
        );
        expect(problem.dwellings.map(({ id }) => id)).toEqual(facts.dwellings.map(({ id }) => id));
      }),
      { numRuns: 400 },
    );
  });

  it('has a resource for each capped place with a dwelling: the cap less what those who take no part use, never negative', () => {
    let clamped = 0;
    fc.assert(
      fc.property(arbitraryRound(), (facts) => {
        const { content } = facts.policy;
        const problem = problemOf(facts);
        const listed = new Set(problem.resources.map(({ id }) => id));
        expect(listed.size).toBe(problem.resources.length);
        for (const place of facts.places) {
          const within = facts.dwellings.filter(({ buildingId }) =>
            placesOf(facts, buildingId).includes(place.id),
          );
          const cap = capOf(content, place);
          const isNeeded = problem.apart.some(({ resources }) => resources.includes(place.id));
          expect(listed.has(place.id)).toBe(within.length > 0 && (cap !== null || isNeeded));
          const resource = problem.resources.find(({ id }) => id === place.id);
          if (resource === undefined) continue;
          expect(new Set(resource.dwellings)).toEqual(new Set(within.map(({ id }) => id)));
          expect(resource.weight).toBe('load');
          if (cap === null) {
            expect(resource).not.toHaveProperty('soft');
            expect(resource.capacity).toBeGreaterThanOrEqual(100_000);
            continue;
          }
          const left = cap - fixedLoad(facts, place.id);
          expect(resource.capacity).toBe(left < 0 ? 0 : left);
          const soft = softCapOf(content, cap) - fixedLoad(facts, place.id);
          expect(resource.soft).toBe(Math.min(resource.capacity, soft < 0 ? 0 : soft));
          if (left < 0) clamped += 1;
        }
      }),
      { numRuns: 400 },
    );
    expect(clamped).toBeGreaterThan(10);
  });

  it('keeps two who both take part out of every place in which both could end, and names nobody else', () => {
    let found = 0;
    fc.assert(
      fc.property(arbitraryRound(), (facts) => {
        const takesPart = (id: string): boolean => facts.households.some((household) => household.id === id);
        const expected = new Map<string, Set<string>>();
        for (const { a, b, scope } of facts.keepApart) {
          if (!takesPart(a) || !takesPart(b)) continue;
          const shared = [...mayEndIn(facts, a, scope)].filter((id) => mayEndIn(facts, b, scope).has(id));
          if (shared.length === 0) continue;
          expected.set(`${a} ${b}`, new Set([...(expected.get(`${a} ${b}`) ?? []), ...shared]));
        }
        const { apart } = problemOf(facts);
        expect(apart.length).toBe(expected.size);
        expect(new Map(apart.map(({ a, b, resources }) => [`${a} ${b}`, new Set(resources)]))).toEqual(
          expected,
        );
        for (const { resources } of apart) expect(new Set(resources).size).toBe(resources.length);
        found += apart.length;
      }),
      { numRuns: 600 },
    );
    expect(found).toBeGreaterThan(30);
  });
});

describe('a mover', () => {
  const home = aRoundDwelling('home', 'b1', { vacancy: 'home-of-mover' });
  const mover = aRoundHousehold('mover', 1, { currentDwellingId: 'home' });
  const waiting = aRoundHousehold('waiting', 2);
  const facts = roundFacts({
    dwellings: [home, aRoundDwelling('vacant', 'b3')],
    households: [mover, waiting],
    residents: [aRoundResident('mover', 'b1', { dwellingId: 'home' })],
  });

  it('has its home as current dwelling, which others may get, and no pair with it', () => {
    const { households, pairs } = problemOf(facts);
    expect(households.map(({ id, current }) => [id, current])).toEqual([
      ['mover', 'home'],
      ['waiting', null],
    ]);
    expect(pairs.map(({ household, dwelling }) => `${household} ${dwelling}`)).toEqual([
      'mover vacant',
      'waiting home',
      'waiting vacant',
    ]);
  });

  it('uses up nothing of what is left: its load moves with it', () => {
    const places = ROUND_PLACES.map((place) => (place.id === 'b1' ? { ...place, ownCapPoints: 5 } : place));
    expect(problemOf({ ...facts, places }).resources.find(({ id }) => id === 'b1')?.capacity).toBe(5);
    const residents = [...facts.residents, aRoundResident('other', 'b1', { level: 2 })];
    expect(problemOf({ ...facts, places, residents }).resources.find(({ id }) => id === 'b1')?.capacity).toBe(
      3,
    );
    const promised = [aRoundResident('promised', 'b1', { level: 1 })];
    expect(
      problemOf({ ...facts, places, residents, promised }).resources.find(({ id }) => id === 'b1')?.capacity,
    ).toBe(2);
  });

  it('whose home is no dwelling by the horizon leaves it to nobody', () => {
    const gone = { ...home, availableFrom: addDays(facts.horizonEndsOn, 1) };
    const { pairs, households } = problemOf({ ...facts, dwellings: [gone, aRoundDwelling('vacant', 'b3')] });
    expect(pairs.map(({ household, dwelling }) => `${household} ${dwelling}`)).toEqual([
      'mover vacant',
      'waiting vacant',
    ]);
    expect(households[0]?.current).toBe('home');
  });
});

describe('two who are kept apart', () => {
  const facts = roundFacts({
    policy: { id: 'policy', hash: '0'.repeat(64), content: UNCAPPED_POLICY },
    dwellings: [aRoundDwelling('one', 'b1'), aRoundDwelling('two', 'b1'), aRoundDwelling('three', 'b4')],
    households: [aRoundHousehold('x', 1), aRoundHousehold('y', 2)],
  });

  it('by building and by neighbourhood are one pair with the places of both scopes', () => {
    const keepApart = [
      { a: 'x', b: 'y', scope: 'building' },
      { a: 'x', b: 'y', scope: 'neighbourhood' },
    ] as const;
    const { apart, resources } = problemOf({ ...facts, keepApart });
    expect(apart).toEqual([{ a: 'x', b: 'y', resources: ['b1', 'b4', 'n1', 'n3'] }]);
    // Buildings have no cap here; they are resources for the pair alone.
    expect(resources.filter(({ id }) => id.startsWith('b')).map(({ id }) => id)).toEqual(['b1', 'b4']);
  });

  it('are no pair where only one of them could end', () => {
    const onlyThree = someNeeds({ requiredNeighbourhoodIds: ['n3'] });
    const onlyOne = someNeeds({ requiredNeighbourhoodIds: ['n1'] });
    const households = [
      aRoundHousehold('x', 1, { needs: onlyThree }),
      aRoundHousehold('y', 2, { needs: onlyOne }),
    ];
    const keepApart = [{ a: 'x', b: 'y', scope: 'neighbourhood' }] as const;
    expect(problemOf({ ...facts, households, keepApart }).apart).toEqual([]);
  });

  it('are a pair in the home that one of them may stay in', () => {
    const home = aRoundDwelling('home', 'b2', { vacancy: 'home-of-mover' });
    const households = [
      aRoundHousehold('x', 1, {
        currentDwellingId: 'home',
        needs: someNeeds({ requiredNeighbourhoodIds: ['n3'] }),
      }),
      aRoundHousehold('y', 2, { needs: someNeeds({ requiredNeighbourhoodIds: ['n1'] }) }),
    ];
    const keepApart = [{ a: 'x', b: 'y', scope: 'neighbourhood' }] as const;
    const dwellings = [...facts.dwellings, home];
    expect(problemOf({ ...facts, dwellings, households, keepApart }).apart).toEqual([
      { a: 'x', b: 'y', resources: ['n1'] },
    ]);
  });
});

it('of the demo municipality, movers included, is accepted by the solver', () => {
  const demo = generateDemo({ seed: 1, on: MEETING_ON });
  const facts = demoRoundFacts(demo, {
    meetingOn: MEETING_ON,
    horizonEndsOn: MEETING_ON,
    includesMovers: true,
  });
  const problem = problemOf(facts);
  expect(parseProblem(problem)).toMatchObject({ ok: true });
  expect(problem.households.length).toBeGreaterThan(400);
  expect(problem.apart.length).toBeGreaterThan(0);
  expect(problem.resources.every(({ capacity }) => capacity >= 0)).toBe(true);
});
