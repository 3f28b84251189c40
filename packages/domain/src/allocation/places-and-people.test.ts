import { describe, expect, it } from 'vitest';
import {
  aDwelling,
  aHousehold,
  aResident,
  failedBits,
  needsOf,
  placesWith,
  someFacts,
} from '../../test/allocation/round-scene.ts';
import { LEVELS } from '../ladder/ladder.ts';
import { DEFAULT_POLICY } from '../policy/default-policy.ts';
import { failedRuleCodes } from './judge.ts';
import { createJudgingContext, placeOfScope } from './judging-context.ts';
import type { KeepApartPair, RoundFacts } from './round-facts.ts';

/** The failed rules of the only pair of the facts. */
function failuresOf(changes: Partial<RoundFacts>): readonly string[] {
  return failedRuleCodes(failedBits(someFacts(changes)));
}

describe('the levels that fit', () => {
  const flags = [true, false] as const;
  const accepted = LEVELS.flatMap((level) => [[], [level], LEVELS.filter((other) => other !== level)]);

  it.each(LEVELS)(
    'for need of level %i: its own always, one beside it only where assessment and policy agree',
    (need) => {
      for (const offered of LEVELS) {
        for (const levels of accepted) {
          for (const allowsOneAbove of flags) {
            for (const allowsOneBelow of flags) {
              const isBeside =
                (offered === need + 1 && allowsOneAbove) || (offered === need - 1 && allowsOneBelow);
              const fits = offered === need || (isBeside && levels.includes(offered));
              const acceptableLevels = levels.map((level) => ({ level, reason: 'above-safety' as const }));
              const failures = failuresOf({
                households: [aHousehold({ level: need, needs: needsOf({ acceptableLevels }) })],
                dwellings: [aDwelling({ level: offered })],
                policy: {
                  id: 'policy',
                  hash: '0'.repeat(64),
                  content: { ...DEFAULT_POLICY, levelFit: { allowsOneAbove, allowsOneBelow } },
                },
              });
              const shown = `${need} offered ${offered}, accepted ${levels.join()}`;
              expect(failures, shown).toEqual(fits ? [] : ['level']);
            }
          }
        }
      }
    },
  );
});

describe('a spared place', () => {
  it.each(['building-1', 'neighbourhood-1', 'district-1'])('%s spares what lies within it', (place) => {
    for (const highestLevelAllowed of [0, 1, 2, 3, 4, 5] as const) {
      for (const level of LEVELS) {
        const failures = failuresOf({
          places: placesWith(place, { status: 'spared', highestLevelAllowed }),
          households: [aHousehold({ level })],
          dwellings: [aDwelling({ level })],
        });
        expect(failures, `level ${level}, ${highestLevelAllowed} allowed`).toEqual(
          level > highestLevelAllowed ? ['place-spared'] : [],
        );
      }
    }
  });

  it.each(['building-2', 'neighbourhood-2', 'district-2'])('%s spares nothing elsewhere', (place) => {
    expect(failuresOf({ places: placesWith(place, { status: 'spared', highestLevelAllowed: 0 }) })).toEqual(
      [],
    );
  });

  it('takes the lowest limit of the chain, and none from a status that is not spared', () => {
    const places = placesWith('building-1', { status: 'spared', highestLevelAllowed: 5 }).map((place) =>
      place.id === 'district-1'
        ? { ...place, status: 'spared' as const, highestLevelAllowed: 1 as const }
        : place,
    );
    expect(failuresOf({ places })).toEqual(['place-spared']);
    expect(
      failuresOf({ places: placesWith('building-1', { status: 'caution', highestLevelAllowed: 0 }) }),
    ).toEqual([]);
  });

  it('without a limit takes nobody', () => {
    const places = placesWith('building-1', { status: 'spared', highestLevelAllowed: null });
    expect(failuresOf({ places })).toEqual(['place-spared']);
  });

  it('looks at the need of the household, not at the step of the dwelling', () => {
    const acceptableLevels = [{ level: 1 as const, reason: 'below-own-wish-and-mastery' as const }];
    const facts = {
      places: placesWith('building-1', { status: 'spared', highestLevelAllowed: 1 }),
      households: [aHousehold({ level: 2, needs: needsOf({ acceptableLevels }) })],
      dwellings: [aDwelling({ level: 1 })],
    } satisfies Partial<RoundFacts>;
    expect(failuresOf(facts)).toEqual(['place-spared']);
  });
});

function pair(scope: KeepApartPair['scope'], a = 'household-1', b = 'other'): KeepApartPair {
  return { a, b, scope };
}

describe('two who are kept apart', () => {
  it.each([
    ['building', 'building-1', ['kept-apart']],
    ['building', 'building-2', []],
    ['building', 'building-3', []],
    ['neighbourhood', 'building-1', ['kept-apart']],
    ['neighbourhood', 'building-2', ['kept-apart']],
    ['neighbourhood', 'building-3', []],
    ['neighbourhood', 'building-4', []],
  ] as const)('by %s, when the other lives in %s: %j', (scope, home, failures) => {
    const residents = [aResident('other', home)];
    expect(failuresOf({ keepApart: [pair(scope)], residents })).toEqual(failures);
    // Whichever of the two has the lower id.
    const mirrored = someFacts({
      keepApart: [pair(scope, 'a', 'household-1')],
      residents: [aResident('a', home)],
    });
    expect(failedRuleCodes(failedBits(mirrored))).toEqual(failures);
  });

  it('may be proposed for one place while both take part: the solver keeps them apart', () => {
    const other = aHousehold({ id: 'other', rank: 2, currentDwellingId: 'home of other' });
    expect(
      failuresOf({
        households: [aHousehold(), other],
        keepApart: [pair('neighbourhood')],
        residents: [aResident('other', 'building-1')],
      }),
    ).toEqual([]);
  });

  it('are so where the other is promised a home, as well as where it lives until then', () => {
    const keepApart = [pair('building')];
    expect(failuresOf({ keepApart, promised: [aResident('other', 'building-1')] })).toEqual(['kept-apart']);
    const residents = [aResident('other', 'building-1')];
    const promised = [aResident('other', 'building-2')];
    expect(failuresOf({ keepApart, residents, promised })).toEqual(['kept-apart']);
  });

  it('are nobody else, and not those without a home', () => {
    expect(
      failuresOf({ keepApart: [pair('building')], residents: [aResident('third', 'building-1')] }),
    ).toEqual([]);
    expect(failuresOf({ keepApart: [pair('building')] })).toEqual([]);
    expect(
      failuresOf({
        keepApart: [pair('building', 'other', 'third')],
        residents: [aResident('other', 'building-1')],
      }),
    ).toEqual([]);
  });

  it('are barred from every place that a pair names', () => {
    const facts = someFacts({
      keepApart: [pair('building'), pair('neighbourhood', 'household-1', 'third')],
      residents: [aResident('other', 'building-3'), aResident('third', 'building-4')],
    });
    expect(createJudgingContext(facts).barredPlaces).toEqual(
      new Map([['household-1', new Set(['building-3', 'neighbourhood-3'])]]),
    );
  });
});

it('finds the place that a scope means', () => {
  const { places } = createJudgingContext(someFacts());
  expect(placeOfScope(places, 'building-3', 'building')?.id).toBe('building-3');
  expect(placeOfScope(places, 'building-3', 'neighbourhood')?.id).toBe('neighbourhood-2');
});
