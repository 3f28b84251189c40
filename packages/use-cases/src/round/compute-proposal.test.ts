import { capOf, createJudgingContext, judgeRound, loadWeight, type RoundFacts } from '@boligtrapp/domain';
import {
  check,
  hashProblem,
  parseSolution,
  type Solution,
  sha256Hex,
  toCanonicalJson,
} from '@boligtrapp/matching';
import { demoRoundFacts, generateDemo } from '@boligtrapp/testing';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryRound, shuffledFacts } from '../../test/arbitrary-round.ts';
import { aRoundDwelling, aRoundHousehold, MEETING_ON, roundFacts } from '../../test/round-facts.ts';
import { buildProblem } from './build-problem.ts';
import { type ComputedProposal, computeProposal } from './compute-proposal.ts';

function solutionOf({ solution }: ComputedProposal): Solution {
  const parsed = parseSolution(JSON.parse(solution));
  if (!parsed.ok) throw new Error('no solution');
  return parsed.solution;
}

interface Home {
  readonly householdId: string;
  readonly buildingId: string;
  readonly points: number;
  readonly isPlaced: boolean;
}

/** Who lives where once the proposal is carried out, put together from the facts and the assignments alone. */
function homesAfter(facts: RoundFacts, { assignments, served }: Solution): readonly Home[] {
  const { content } = facts.policy;
  const takesPart = new Set(facts.households.map(({ id }) => id));
  const staying = [
    ...facts.residents.filter(({ householdId }) => !takesPart.has(householdId)),
    ...(facts.promised ?? []),
  ].map(({ householdId, buildingId, track, level, extraLoad = 0 }) => ({
    householdId,
    buildingId,
    points: loadWeight(content, track, level) + extraLoad,
    isPlaced: false,
  }));
  const assigned = assignments.map(({ household, dwelling }) => {
    const {
      track,
      level,
      extraLoad = 0,
    } = facts.households.find(({ id }) => id === household) ?? aRoundHousehold('none', 1);
    const buildingId = facts.dwellings.find(({ id }) => id === dwelling)?.buildingId ?? '';
    return {
      householdId: household,
      buildingId,
      points: loadWeight(content, track, level) + extraLoad,
      isPlaced: served.includes(household),
    };
  });
  return [...staying, ...assigned];
}

function placesOf(facts: RoundFacts, buildingId: string): readonly string[] {
  const area = facts.places.find(({ id }) => id === buildingId)?.parentId ?? '';
  return [buildingId, area, facts.places.find(({ id }) => id === area)?.parentId ?? ''];
}

function loadOf(facts: RoundFacts, homes: readonly Home[], placeId: string): number {
  return homes
    .filter(({ buildingId }) => placesOf(facts, buildingId).includes(placeId))
    .reduce((sum, { points }) => sum + points, 0);
}

describe('a proposal', () => {
  it('is the same bytes whatever the order of the facts', () => {
    const twice = arbitraryRound().chain((facts) => fc.tuple(fc.constant(facts), shuffledFacts(facts)));
    fc.assert(
      fc.property(twice, ([facts, others]) => {
        const { judgement: _, ...proposal } = computeProposal(facts);
        const { judgement: __, ...same } = computeProposal(others);
        expect(same).toEqual(proposal);
      }),
      { numRuns: 150 },
    );
  });

  it('carries the hashes of its problem and of its own text, and claims no more than the solution does', () => {
    fc.assert(
      fc.property(arbitraryRound(), (facts) => {
        const proposal = computeProposal(facts);
        const solution = solutionOf(proposal);
        const problem = buildProblem(createJudgingContext(facts), judgeRound(facts));
        expect(proposal.solution).toBe(toCanonicalJson(solution));
        expect(proposal.solutionHash).toBe(sha256Hex(solution));
        expect(proposal.problemHash).toBe(hashProblem(problem));
        expect(proposal.isOptimal).toBe(solution.optimal);
        expect(proposal.judgement).toEqual(judgeRound(facts));
        expect(check(problem, solution)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('carried out overfills no place, puts no two together that are kept apart, and lets no home stand for two', () => {
    let placed = 0;
    fc.assert(
      fc.property(arbitraryRound(), (facts) => {
        const { content } = facts.policy;
        const solution = solutionOf(computeProposal(facts));
        const after = homesAfter(facts, solution);
        const today = homesAfter(facts, {
          ...solution,
          served: [],
          assignments: facts.households.flatMap(({ id, currentDwellingId }) =>
            currentDwellingId === null ? [] : [{ household: id, dwelling: currentDwellingId }],
          ),
        });
        for (const place of facts.places) {
          const limit = Math.max(
            capOf(content, place) ?? Number.POSITIVE_INFINITY,
            loadOf(facts, today, place.id),
          );
          expect(loadOf(facts, after, place.id)).toBeLessThanOrEqual(limit);
        }
        for (const { a, b, scope } of facts.keepApart) {
          for (const one of after.filter(({ householdId }) => householdId === a)) {
            for (const other of after.filter(({ householdId }) => householdId === b)) {
              if (!one.isPlaced && !other.isPlaced) continue;
              const step = scope === 'building' ? 0 : 1;
              expect(placesOf(facts, one.buildingId)[step]).not.toBe(placesOf(facts, other.buildingId)[step]);
            }
          }
        }
        const given = solution.assignments.map(({ dwelling }) => dwelling);
        expect(new Set(given).size).toBe(given.length);
        placed += solution.served.length;
      }),
      { numRuns: 600 },
    );
    expect(placed).toBeGreaterThan(200);
  });

  it('gives the better ranked the only dwelling', () => {
    const facts = roundFacts({
      dwellings: [aRoundDwelling('only', 'b1')],
      households: [aRoundHousehold('first', 1), aRoundHousehold('second', 2)],
    });
    expect(solutionOf(computeProposal(facts)).assignments).toEqual([
      { household: 'first', dwelling: 'only' },
    ]);
  });

  it('exists for a round without dwellings, and for one without households', () => {
    const nobody = roundFacts({ dwellings: [aRoundDwelling('only', 'b1')] });
    expect(solutionOf(computeProposal(nobody))).toMatchObject({ served: [], assignments: [] });
    const nothing = roundFacts({ households: [aRoundHousehold('first', 1)] });
    expect(solutionOf(computeProposal(nothing))).toMatchObject({ served: [], assignments: [] });
  });

  it('reports how far it has come, and that never changes what it is', { timeout: 60_000 }, () => {
    const demo = generateDemo({ seed: 2, on: MEETING_ON });
    const facts = demoRoundFacts(demo, {
      meetingOn: MEETING_ON,
      horizonEndsOn: MEETING_ON,
      includesMovers: true,
    });
    const reports: (readonly [number, number])[] = [];
    const proposal = computeProposal(facts, {
      onProgress: (done, total) => reports.push([done, total]),
    });
    const total = facts.households.length;
    expect(reports.at(-1)).toEqual([total, total]);
    expect(reports.map(([done]) => done)).toEqual(reports.map(([done]) => done).toSorted((a, b) => a - b));
    expect(computeProposal(facts).solutionHash).toBe(proposal.solutionHash);
  });
});
