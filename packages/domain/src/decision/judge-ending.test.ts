import { describe, expect, it } from 'vitest';
import {
  aDwelling,
  aHousehold,
  aResident,
  placesWith,
  someFacts,
} from '../../test/allocation/round-scene.ts';
import { createJudgingContext } from '../allocation/judging-context.ts';
import type { RoundFacts } from '../allocation/round-facts.ts';
import { type EndingFault, type JudgedEnding, judgeEnding } from './judge-ending.ts';
import { endingOf } from './ruling.ts';

function judged(facts: RoundFacts, ending: Readonly<Record<string, string>>): JudgedEnding {
  return judgeEnding(createJudgingContext(facts), new Map(Object.entries(ending)));
}

function faultsOf(facts: RoundFacts, ending: Readonly<Record<string, string>>): readonly EndingFault[] {
  return judged(facts, ending).faults;
}

/** Two households from the queue and a tenant of dwelling-3 in building-1; dwelling-2 stands in building-3. */
function facts(changes: Partial<RoundFacts> = {}): RoundFacts {
  return someFacts({
    dwellings: [
      aDwelling(),
      aDwelling({ id: 'dwelling-2', buildingId: 'building-3' }),
      aDwelling({ id: 'dwelling-3', vacancy: 'home-of-mover' }),
    ],
    households: [
      aHousehold(),
      aHousehold({ id: 'household-2', rank: 2 }),
      aHousehold({ id: 'tenant', rank: 3, currentDwellingId: 'dwelling-3' }),
    ],
    residents: [aResident('tenant', 'building-1', { dwellingId: 'dwelling-3' })],
    ...changes,
  });
}

function capped(ownCapPoints: number): RoundFacts {
  return facts({ places: placesWith('building-1', { ownCapPoints }) });
}

describe('an ending', () => {
  it('without faults can be carried out', () => {
    expect(faultsOf(facts(), { 'household-1': 'dwelling-1', 'household-2': 'dwelling-2' })).toEqual([]);
    expect(faultsOf(facts(), { tenant: 'dwelling-1', 'household-1': 'dwelling-3' })).toEqual([]);
    expect(faultsOf(facts(), {})).toEqual([]);
  });

  it('gives a dwelling once', () => {
    expect(faultsOf(facts(), { 'household-2': 'dwelling-1', 'household-1': 'dwelling-1' })).toEqual([
      {
        code: 'dwelling-given-twice',
        dwellingId: 'dwelling-1',
        householdIds: ['household-1', 'household-2'],
      },
    ]);
  });

  it('gives the home of a tenant only if the tenant moves', () => {
    expect(faultsOf(facts(), { 'household-1': 'dwelling-3' })).toEqual([
      { code: 'home-not-vacated', dwellingId: 'dwelling-3', householdIds: ['household-1'] },
    ]);
  });

  it('keeps apart two who take part, wherever the one who stays lives', () => {
    const apart = { keepApart: [{ a: 'household-1', b: 'tenant', scope: 'building' as const }] };
    expect(faultsOf(facts(apart), { 'household-1': 'dwelling-1' })).toEqual([
      { code: 'kept-apart', placeId: 'building-1', householdIds: ['household-1', 'tenant'] },
    ]);
    expect(faultsOf(facts(apart), { 'household-1': 'dwelling-1', tenant: 'dwelling-2' })).toEqual([]);
    expect(faultsOf(facts(apart), { 'household-2': 'dwelling-1' })).toEqual([]);
  });

  it('fills no place beyond its cap, and names what it fills beyond the soft level', () => {
    // Welfare level 2 weighs 2 points: the tenant and one more make 4.
    expect(faultsOf(capped(3), { 'household-1': 'dwelling-1' })).toEqual([
      { code: 'place-overfull', placeId: 'building-1', after: 4, cap: 3 },
    ]);
    expect(judged(capped(4), { 'household-1': 'dwelling-1' })).toEqual({
      faults: [],
      unwelcome: [{ placeId: 'building-1', before: 2, after: 4, cap: 4 }],
    });
    expect(judged(capped(6), { 'household-1': 'dwelling-1' }).unwelcome).toEqual([]);
  });

  it('may leave a place over its cap as it is, and counts who is promised a home there', () => {
    const over = { places: placesWith('building-1', { ownCapPoints: 1 }) };
    expect(faultsOf(facts(over), { tenant: 'dwelling-1' })).toEqual([]);
    expect(faultsOf(facts(over), { 'household-1': 'dwelling-3', tenant: 'dwelling-2' })).toEqual([]);
    const promised = [aResident('promised', 'building-1')];
    const places = placesWith('building-1', { ownCapPoints: 5 });
    expect(faultsOf(facts({ places, promised }), { 'household-1': 'dwelling-1' })).toEqual([
      { code: 'place-overfull', placeId: 'building-1', after: 6, cap: 5 },
    ]);
  });
});

describe('the rulings', () => {
  const proposed = new Map([
    ['a', 'd1'],
    ['b', 'd2'],
  ]);

  it('change the proposal where they depart from it, and nowhere else', () => {
    const ending = endingOf(
      proposed,
      new Map([
        ['a', { outcome: 'overridden', dwellingId: 'd3' }],
        ['b', { outcome: 'accepted', dwellingId: null }],
        ['c', { outcome: 'overridden', dwellingId: 'd1' }],
      ]),
    );
    expect(Object.fromEntries(ending)).toEqual({ a: 'd3', b: 'd2', c: 'd1' });
  });

  it.each(['postponed', 'refused', 'overridden'] as const)(
    'take the dwelling away where the case is %s',
    (outcome) => {
      const ending = endingOf(proposed, new Map([['a', { outcome, dwellingId: null }]]));
      expect(Object.fromEntries(ending)).toEqual({ b: 'd2' });
    },
  );
});
