import { DEFAULT_POLICY, type RoundFacts } from '@boligtrapp/domain';
import { parseSolution, type Solution, toCanonicalJson } from '@boligtrapp/matching';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryRound } from '../../test/arbitrary-round.ts';
import { changeFacts, type FactsChange } from './change-facts.ts';
import { computeProposal } from './compute-proposal.ts';
import { computeWhatIf, type WhatIf, type WhatIfOutcome, type WhatIfResult } from './compute-what-if.ts';

const SEED = 'ab'.repeat(16);

function outcomeOf(facts: RoundFacts, whatIf: WhatIf, mostPairs = 1_000): WhatIfOutcome {
  const { solution } = computeProposal(facts);
  return computeWhatIf({ facts: toCanonicalJson(facts), solution, lotSeed: SEED, whatIf, mostPairs });
}

function resultOf(facts: RoundFacts, whatIf: WhatIf): WhatIfResult {
  const outcome = outcomeOf(facts, whatIf);
  if (outcome.kind !== 'computed') throw new Error(outcome.kind);
  return outcome.result;
}

function solutionOf(facts: RoundFacts): Solution {
  const parsed = parseSolution(JSON.parse(computeProposal(facts).solution));
  if (!parsed.ok) throw new Error('unreadable');
  return parsed.solution;
}

const factsChange: fc.Arbitrary<FactsChange> = fc.record(
  {
    policy: fc.record(
      {
        loadWeights: fc.constant({ welfare: [0, 1, 1, 2, 9] as const, care: [1, 1, 1, 1, 1] as const }),
        levelFit: fc.record({ allowsOneAbove: fc.boolean(), allowsOneBelow: fc.boolean() }),
        queue: fc.constant({ pointsPerMonthWaiting: 0, mostPointsForWaiting: 0 }),
      },
      { requiredKeys: [] },
    ),
    places: fc.array(
      fc.record({
        placeId: fc.constantFrom('b1', 'b2', 'b3'),
        capPoints: fc.option(fc.integer({ min: 0, max: 6 }), { nil: null }),
        status: fc.constantFrom('open' as const, 'caution' as const, 'spared' as const),
      }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);

/** Facts whose ranks are those of their own queue, as those of every stored round are. */
const ranked = arbitraryRound().map((facts) => changeFacts(facts, { policy: facts.policy.content }, SEED));

describe('a what-if', () => {
  it('with nothing changed changes nothing', () => {
    fc.assert(
      fc.property(ranked, (facts) => {
        const result = resultOf(facts, { policy: {} });
        expect(result).toMatchObject({ changed: [], gained: [], lost: [], places: [], locks: [] });
        expect(result.unchanged).toBe(solutionOf(facts).served.length);
        expect(result.objectiveAfter).toEqual(result.objectiveBefore);
      }),
      { numRuns: 60 },
    );
  });

  it('ends where the changed facts end when they are solved from nothing', () => {
    fc.assert(
      fc.property(ranked, factsChange, (facts, change) => {
        const result = resultOf(facts, change);
        const [before, after] = [solutionOf(facts), solutionOf(changeFacts(facts, change, SEED))];
        expect(result.objectiveAfter).toEqual(after.objective);
        const [was, is] = [new Set(before.served), new Set(after.served)];
        expect(new Set(result.gained.map(({ household }) => household.id))).toEqual(is.difference(was));
        expect(new Set(result.lost.map(({ household }) => household.id))).toEqual(was.difference(is));
        const { unchanged, changed, gained, lost } = result;
        expect(unchanged + changed.length + lost.length).toBe(was.size);
        expect(unchanged + changed.length + gained.length).toBe(is.size);
        const ends = new Map(after.assignments.map((pair) => [pair.household, pair.dwelling]));
        for (const { household, after: dwelling } of [...changed, ...gained]) {
          expect(dwelling?.id).toBe(ends.get(household.id));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('never uses a pair that is forbidden, and says of each locked one whether it came about', () => {
    const rounds = ranked.filter(
      ({ households, dwellings }) => households.length > 0 && dwellings.length > 0,
    );
    fc.assert(
      fc.property(rounds, fc.nat(), fc.nat(), (facts, one, two) => {
        const householdId = facts.households[one % facts.households.length]?.id ?? '';
        const dwellingId = facts.dwellings[two % facts.dwellings.length]?.id ?? '';
        const pair = { householdId, dwellingId };
        const ends = new Map(
          solutionOf(facts).assignments.map(({ household, dwelling }) => [household, dwelling]),
        );
        const forbidden = resultOf(facts, { forbidden: [pair] });
        for (const { household, after } of [...forbidden.changed, ...forbidden.gained]) {
          expect(household.id === householdId && after?.id === dwellingId).toBe(false);
        }
        const household = facts.households.find(({ id }) => id === householdId);
        if (ends.get(householdId) === dwellingId && household?.currentDwellingId !== dwellingId) {
          const touched = [...forbidden.changed, ...forbidden.lost].map((item) => item.household.id);
          expect(touched).toContain(householdId);
        }
        const [lock] = resultOf(facts, { locked: [pair] }).locks;
        expect(lock).toMatchObject(pair);
        if (ends.get(householdId) === dwellingId) expect(lock?.isHonoured).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['places/0/placeId', { places: [{ placeId: 'nowhere' }] }],
    [
      'locked/1/dwellingId',
      {
        locked: [
          { householdId: 'h0', dwellingId: 'home0' },
          { householdId: 'h0', dwellingId: 'x' },
        ],
      },
    ],
    ['forbidden/0/householdId', { forbidden: [{ householdId: 'x', dwellingId: 'home0' }] }],
  ] as const)('of what the round does not have is not computed: %s', (field, whatIf) => {
    const [facts] = fc.sample(
      ranked.filter(({ dwellings }) => dwellings.some(({ id }) => id === 'home0')),
      { numRuns: 1, seed: 1 },
    );
    if (facts === undefined) throw new Error('no facts');
    expect(outcomeOf(facts, whatIf)).toEqual({ kind: 'reference-unknown', field });
    const { length: households } = facts.households;
    const { length: dwellings } = facts.dwellings;
    expect(outcomeOf(facts, {}, households * dwellings - 1)).toEqual({
      kind: 'too-large',
      households,
      dwellings,
    });
  });
});

describe('changed facts', () => {
  it('are the same facts where nothing is changed, and the order of the queue stays with the same policy', () => {
    fc.assert(
      fc.property(ranked, (facts) => {
        expect(changeFacts(facts, {}, SEED)).toEqual(facts);
        const { households } = changeFacts(facts, { policy: facts.policy.content }, SEED);
        expect(households).toEqual(facts.households);
      }),
    );
  });

  it('rank the queue anew where the policy counts waiting otherwise', () => {
    const [facts] = fc.sample(
      ranked.filter(({ households }) => households.length > 1),
      { numRuns: 1, seed: 2 },
    );
    const [first, second] = facts?.households ?? [];
    if (facts === undefined || first === undefined || second === undefined) throw new Error('no facts');
    const households = [
      { ...first, rank: 1, urgencyClass: 1, needPoints: 0, waitingSince: facts.meetingOn },
      { ...second, rank: 2, urgencyClass: 1, needPoints: 1, waitingSince: facts.meetingOn },
    ];
    const changed = changeFacts({ ...facts, households }, { policy: { queue: DEFAULT_POLICY.queue } }, SEED);
    expect(changed.households.map(({ id, rank }) => [id, rank])).toEqual([
      [second.id, 1],
      [first.id, 2],
    ]);
  });
});
