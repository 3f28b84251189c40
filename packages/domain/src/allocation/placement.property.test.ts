import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryFacts } from '../../test/allocation/arbitrary-facts.ts';
import { capOf, loadOf, placeLoads } from '../neighbourhood/load.ts';
import { explainPair } from './judge.ts';
import { createJudgingContext } from './judging-context.ts';
import { findPlacementFault, type PlacementFault } from './placement.ts';
import type { RoundDwelling, RoundFacts, RoundHousehold } from './round-facts.ts';

function residentsOf(facts: RoundFacts) {
  return [...facts.residents, ...(facts.promised ?? [])];
}

function faultOf(
  facts: RoundFacts,
  household: RoundHousehold,
  dwelling: RoundDwelling,
): PlacementFault | null {
  const { id: householdId, track, level, extraLoad } = household;
  const { id: dwellingId, buildingId } = dwelling;
  const { places, keepApart } = facts;
  return findPlacementFault(
    { policy: facts.policy.content, places, keepApart, residents: residentsOf(facts) },
    { householdId, dwellingId, buildingId, track, level, ...(extraLoad === undefined ? {} : { extraLoad }) },
  );
}

it('keeps apart as the rule of a round does in which nobody else takes part', () => {
  let apart = 0;
  fc.assert(
    fc.property(arbitraryFacts(), (facts) => {
      for (const household of facts.households) {
        const alone = { ...facts, households: [household] };
        const context = createJudgingContext(alone);
        for (const dwelling of facts.dwellings) {
          const { rules } = explainPair(context, household, dwelling);
          const isKeptApart = rules.some(({ rule, passed }) => rule === 'kept-apart' && !passed);
          expect(faultOf(facts, household, dwelling)?.code === 'kept-apart').toBe(isKeptApart);
          apart += isKeptApart ? 1 : 0;
        }
      }
    }),
  );
  expect(apart).toBeGreaterThan(0);
});

it('names the first place, from the building on, that would carry more than its cap', () => {
  fc.assert(
    fc.property(arbitraryFacts(), (facts) => {
      const { places } = createJudgingContext(facts);
      const policy = facts.policy.content;
      for (const household of facts.households) {
        const others = residentsOf(facts).filter(({ householdId }) => householdId !== household.id);
        const loads = placeLoads(policy, places, others);
        for (const dwelling of facts.dwellings) {
          const fault = faultOf(facts, household, dwelling);
          if (fault?.code === 'kept-apart') continue;
          const over = places.chainOf(dwelling.buildingId).find((place) => {
            const cap = capOf(policy, place);
            return cap !== null && (loads.get(place.id)?.load ?? 0) + loadOf(policy, household) > cap;
          });
          expect(fault?.overfilled.placeId).toBe(over?.id);
        }
      }
    }),
  );
});
