import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryFacts } from '../../test/allocation/arbitrary-facts.ts';
import type { RoundFacts } from '../allocation/round-facts.ts';
import { type Fullness, fullnessOf, placeLoads } from './load.ts';
import { indexPlaces, type Place } from './place.ts';

/** Load of a place by asking each resident whether it lives within it, in whole points. */
function loadByAsking(facts: RoundFacts, place: Place): number {
  const { welfare, care } = facts.policy.content.loadWeights;
  let load = 0;
  for (const { buildingId, track, level, extraLoad } of facts.residents) {
    const building = facts.places.find(({ id }) => id === buildingId);
    const neighbourhood = facts.places.find(({ id }) => id === building?.parentId);
    const livesHere = [building?.id, neighbourhood?.id, neighbourhood?.parentId].includes(place.id);
    if (!livesHere) continue;
    load += (track === 'welfare' ? welfare : care)[level - 1] ?? Number.NaN;
    if (extraLoad !== undefined) load += extraLoad;
  }
  return load;
}

/** Greatest whole number that is not above the exact cap, found by counting up; null without a cap. */
function capByCounting(facts: RoundFacts, place: Place): number | null {
  const { caps } = facts.policy.content;
  // Points times dwellings, in hundredths of a point, so that nothing is rounded before the comparison.
  const hundredths =
    place.ownCapPoints !== null
      ? place.ownCapPoints * 100
      : {
          building:
            caps.buildingPointsPerUnit === null
              ? null
              : caps.buildingPointsPerUnit * place.dwellingCount * 100,
          neighbourhood: caps.neighbourhoodPointsPer100Dwellings * place.dwellingCount,
          district: caps.districtPointsPer100Dwellings * place.dwellingCount,
        }[place.kind];
  if (hundredths === null) return null;
  let whole = 0;
  while ((whole + 1) * 100 <= hundredths) whole += 1;
  if (place.status !== 'caution') return whole;
  let reduced = 0;
  while ((reduced + 1) * 10_000 <= whole * caps.cautionShareBasisPoints) reduced += 1;
  return reduced;
}

describe('load and cap of places', () => {
  it('are what asking every resident and counting up gives', () => {
    const seen = new Set<Fullness>();
    fc.assert(
      fc.property(arbitraryFacts(), (facts) => {
        const { content } = facts.policy;
        const loads = placeLoads(content, indexPlaces(facts.places), facts.residents);
        expect([...loads.keys()]).toEqual(facts.places.map(({ id }) => id));
        for (const place of facts.places) {
          const found = loads.get(place.id);
          expect(found?.load).toBe(loadByAsking(facts, place));
          expect(found?.cap).toBe(capByCounting(facts, place));
          if (found !== undefined) seen.add(fullnessOf(content, found));
        }
      }),
      { numRuns: 500 },
    );
    expect(seen).toEqual(new Set(['uncapped', 'room', 'near', 'full', 'over']));
  });

  it('of a district are at least those of each neighbourhood in it, and of that those of each building', () => {
    fc.assert(
      fc.property(arbitraryFacts(), (facts) => {
        const loads = placeLoads(facts.policy.content, indexPlaces(facts.places), facts.residents);
        for (const { place, load } of loads.values()) {
          const within = facts.places.filter(({ parentId }) => parentId === place.id);
          const sum = within.reduce((total, { id }) => total + (loads.get(id)?.load ?? 0), 0);
          if (place.kind !== 'building') expect(load).toBe(sum);
        }
      }),
      { numRuns: 200 },
    );
  });
});
