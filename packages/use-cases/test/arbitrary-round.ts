import type {
  KeepApartPair,
  Level,
  Place,
  Resident,
  RoundDwelling,
  RoundFacts,
  RoundHousehold,
} from '@boligtrapp/domain';
import { someNeeds } from '@boligtrapp/testing';
import * as fc from 'fast-check';
import { aRoundDwelling, aRoundHousehold, aRoundResident, ROUND_PLACES, roundFacts } from './round-facts.ts';

const BUILDINGS = ['b1', 'b2', 'b3', 'b4'] as const;
const level: fc.Arbitrary<Level> = fc.constantFrom(1, 2, 3);

interface Person {
  readonly level: Level;
  readonly accepts: boolean;
  readonly isMover: boolean;
  readonly home: string;
  readonly extra: { readonly extraLoad?: number };
}

/** Load beyond that of the level, for one in four. */
const extraLoad: fc.Arbitrary<{ readonly extraLoad?: number }> = fc.constantFrom(
  {},
  {},
  {},
  { extraLoad: 2 },
);

const person: fc.Arbitrary<Person> = fc.record({
  level,
  accepts: fc.boolean(),
  isMover: fc.integer({ min: 0, max: 2 }).map((number) => number === 0),
  home: fc.constantFrom(...BUILDINGS),
  extra: extraLoad,
});

/** Levels beside `own` that the assessment accepts. */
function besides(own: Level): RoundHousehold['needs']['acceptableLevels'] {
  const below = { level: own === 3 ? 2 : 1, reason: 'below-own-wish-and-mastery' } as const;
  const above = { level: own === 1 ? 2 : 3, reason: 'above-safety' } as const;
  return own === 1 ? [above] : own === 3 ? [below] : [below, above];
}

function places(): fc.Arbitrary<readonly Place[]> {
  return fc.tuple(
    ...ROUND_PLACES.map((place) =>
      fc
        .record({
          ownCapPoints: fc.option(fc.integer({ min: 0, max: 12 }), { freq: 2 }),
          status: fc.constantFrom('open' as const, 'open' as const, 'caution' as const),
        })
        .map((changes) => ({ ...place, ...changes })),
    ),
  );
}

function others(name: string, most: number): fc.Arbitrary<readonly Resident[]> {
  return fc
    .array(fc.record({ building: fc.constantFrom(...BUILDINGS), level, extra: extraLoad }), {
      maxLength: most,
    })
    .map((list) =>
      list.map(({ building, level: own, extra }, index) =>
        aRoundResident(`${name}${index}`, building, { level: own, ...extra }),
      ),
    );
}

function vacancies(): fc.Arbitrary<readonly RoundDwelling[]> {
  return fc
    .array(fc.record({ building: fc.constantFrom(...BUILDINGS), level }), { maxLength: 5 })
    .map((list) => list.map((one, index) => aRoundDwelling(`v${index}`, one.building, { level: one.level })));
}

function keepApart(): fc.Arbitrary<readonly KeepApartPair[]> {
  const names = ['h0', 'h1', 'h2', 'h3', 'r0', 'p0'];
  const pair = fc.record({
    two: fc.subarray(names, { minLength: 2, maxLength: 2 }),
    scope: fc.constantFrom('building' as const, 'neighbourhood' as const),
  });
  return fc
    .array(pair, { maxLength: 4 })
    .map((list) => list.map(({ two: [a = '', b = ''], scope }) => ({ a, b, scope })));
}

/**
 * Facts of a small round on one track with movers, caps that bind, pairs to be kept apart and people who take no part;
 * many pairs fit. Movers live in dwellings of the round and are among its residents.
 */
export function arbitraryRound(): fc.Arbitrary<RoundFacts> {
  return fc
    .record({
      people: fc.array(person, { minLength: 1, maxLength: 6 }),
      places: places(),
      vacancies: vacancies(),
      residents: others('r', 4),
      promised: others('p', 2),
      keepApart: keepApart(),
    })
    .map(({ people, vacancies: vacant, residents, ...facts }) => {
      const homes = people.flatMap(({ isMover, home, level: own }, index) =>
        isMover ? [aRoundDwelling(`home${index}`, home, { level: own, vacancy: 'home-of-mover' })] : [],
      );
      const households = people.map(({ level: own, accepts, isMover, extra }, index) =>
        aRoundHousehold(`h${index}`, index + 1, {
          level: own,
          needs: someNeeds({ acceptableLevels: accepts ? besides(own) : [] }),
          currentDwellingId: isMover ? `home${index}` : null,
          ...extra,
        }),
      );
      const movers = people.flatMap(({ isMover, home, level: own, extra }, index) =>
        isMover
          ? [aRoundResident(`h${index}`, home, { level: own, dwellingId: `home${index}`, ...extra })]
          : [],
      );
      return roundFacts({
        ...facts,
        dwellings: [...homes, ...vacant],
        households,
        residents: [...movers, ...residents],
      });
    });
}

function shuffled<T>(list: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...list], { minLength: list.length });
}

/** The same facts, each list in another order. */
export function shuffledFacts(facts: RoundFacts): fc.Arbitrary<RoundFacts> {
  return fc
    .record({
      places: shuffled(facts.places),
      dwellings: shuffled(facts.dwellings),
      households: shuffled(facts.households),
      residents: shuffled(facts.residents),
      promised: shuffled(facts.promised ?? []),
      keepApart: shuffled(facts.keepApart),
    })
    .map((changes) => ({ ...facts, ...changes }));
}
