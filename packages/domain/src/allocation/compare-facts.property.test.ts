import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { arbitraryFacts } from '../../test/allocation/arbitrary-facts.ts';
import { aDwelling, aHousehold, aResident, someFacts } from '../../test/allocation/round-scene.ts';
import { plainDate } from '../time/plain-date.ts';
import { COMPARED_PARTS, compareFacts } from './compare-facts.ts';
import type { RoundFacts } from './round-facts.ts';

/** Each item with its properties sorted, the items sorted. */
function byKey(list: readonly object[]): readonly string[] {
  return list
    .map((item) => JSON.stringify(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .toSorted();
}

/** Facts without what is not compared: ranks, and the content of a policy beside its hash. */
function comparable(facts: RoundFacts): unknown {
  return {
    policy: [facts.policy.id, facts.policy.hash],
    households: byKey(facts.households.map(({ rank: _rank, ...household }) => household)),
    dwellings: byKey(facts.dwellings),
    places: byKey(facts.places),
    residents: byKey(facts.residents),
    promised: byKey(facts.promised ?? []),
    keepApart: byKey(
      [...new Set(facts.keepApart.map(({ a, b, scope }) => `${a} ${b} ${scope}`))].map((pair) => [pair]),
    ),
  };
}

describe('comparing facts', () => {
  it('finds nothing exactly where nothing differs', () => {
    fc.assert(
      fc.property(arbitraryFacts(), arbitraryFacts(), fc.subarray([...COMPARED_PARTS]), (a, b, parts) => {
        expect(compareFacts(a, a)).toEqual([]);
        const changed = { ...a, ...Object.fromEntries(parts.map((part) => [part, Reflect.get(b, part)])) };
        const isSame = JSON.stringify(comparable(a)) === JSON.stringify(comparable(changed));
        expect(compareFacts(a, changed).length === 0).toBe(isSame);
      }),
    );
  });

  it('does not mind how the properties are ordered: one side was read from sorted JSON', () => {
    fc.assert(
      fc.property(arbitraryFacts(), (facts) => {
        const reverse = (value: unknown): unknown => {
          if (Array.isArray(value)) return value.map(reverse);
          if (typeof value !== 'object' || value === null) return value;
          return Object.fromEntries(
            Object.entries(value)
              .toReversed()
              .map(([key, part]) => [key, reverse(part)]),
          );
        };
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same facts
        expect(compareFacts(facts, reverse(facts) as RoundFacts)).toEqual([]);
      }),
    );
  });
});

const H = aHousehold();
const D = aDwelling();
const R = aResident('resident', 'dwelling-of-resident');
const FACTS = someFacts({ households: [H], dwellings: [D], residents: [R] });
const [PLACE] = FACTS.places;

function withPlace(changes: object): RoundFacts {
  return {
    ...FACTS,
    places: FACTS.places.map((place) => (place === PLACE ? { ...place, ...changes } : place)),
  };
}

test.for([
  ['household-left', { ...FACTS, households: [] }, H.id, null],
  ['assessment-superseded', { ...FACTS, households: [{ ...H, needPoints: H.needPoints + 1 }] }, H.id, null],
  ['household-moved', { ...FACTS, households: [{ ...H, currentDwellingId: 'other' }] }, H.id, 'other'],
  ['dwelling-taken', { ...FACTS, dwellings: [] }, D.id, null],
  ['dwelling-changed', { ...FACTS, dwellings: [{ ...D, robust: !D.robust }] }, D.id, null],
  [
    'availability-changed',
    { ...FACTS, dwellings: [{ ...D, availableFrom: plainDate('2099-01-01') }] },
    D.id,
    null,
  ],
  ['availability-changed', { ...FACTS, dwellings: [{ ...D, certainty: 'likely' as const }] }, D.id, null],
  [
    'dwelling-changed',
    { ...FACTS, dwellings: [{ ...D, leasedInUntil: plainDate('2029-12-01') }] },
    D.id,
    null,
  ],
  ['status-changed', withPlace({ status: 'spared', highestLevelAllowed: 0 }), PLACE?.id, null],
  ['cap-changed', withPlace({ ownCapPoints: 777 }), PLACE?.id, null],
  ['staffing-changed', withPlace({ staffing: 'around-the-clock' }), PLACE?.id, null],
  ['place-changed', withPlace({ dwellingCount: 777 }), PLACE?.id, null],
  ['resident-moved-out', { ...FACTS, residents: [] }, R.householdId, R.dwellingId],
  [
    'resident-reassessed',
    { ...FACTS, residents: [{ ...R, level: R.level === 1 ? 2 : 1 }] },
    R.householdId,
    null,
  ],
  ['home-promised', { ...FACTS, promised: [R] }, R.householdId, R.dwellingId],
  ['keep-apart-changed', { ...FACTS, keepApart: [{ a: 'a', b: 'b', scope: 'building' }] }, 'a', 'b'],
  ['policy-replaced', { ...FACTS, policy: { ...FACTS.policy, id: 'next' } }, 'next', null],
] as const)('%s is named, and nothing else', ([kind, after, id, otherId]) => {
  const found = compareFacts(FACTS, after);
  expect(found).toMatchObject([{ kind, id, otherId }]);
  // The other way round it is one change, too.
  expect(compareFacts(after, FACTS)).toHaveLength(1);
});

it('the assessment of somebody who takes part and lives there is told once', () => {
  const resident = { ...R, householdId: H.id };
  const before = { ...FACTS, residents: [resident] };
  const after = {
    ...before,
    households: [{ ...H, needPoints: H.needPoints + 1 }],
    residents: [{ ...resident, level: resident.level === 1 ? (2 as const) : (1 as const) }],
  };
  expect(compareFacts(before, after).map(({ kind }) => kind)).toEqual(['assessment-superseded']);
});
