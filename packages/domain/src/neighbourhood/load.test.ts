import { describe, expect, it } from 'vitest';
import { aPlace, aResident, PLACES, placesWith } from '../../test/allocation/round-scene.ts';
import { LEVELS } from '../ladder/ladder.ts';
import { DEFAULT_POLICY } from '../policy/default-policy.ts';
import type { PolicyContent } from '../policy/policy-content.ts';
import { capOf, fullnessOf, loadWeight, placeLoads, softCapOf } from './load.ts';
import { indexPlaces, type Place } from './place.ts';

/** 10 points per 100 dwellings of a neighbourhood, 5 of a district, 3 per unit of a building, half under caution. */
const POLICY: PolicyContent = {
  ...DEFAULT_POLICY,
  caps: {
    neighbourhoodPointsPer100Dwellings: 10,
    districtPointsPer100Dwellings: 5,
    buildingPointsPerUnit: 3,
    cautionShareBasisPoints: 5_000,
    softShareBasisPoints: 7_500,
  },
};

describe('the weight of a household', () => {
  it('is that of its track and level, as the default policy has it', () => {
    expect(LEVELS.map((level) => loadWeight(DEFAULT_POLICY, 'welfare', level))).toEqual([1, 2, 4, 6, 8]);
    expect(LEVELS.map((level) => loadWeight(DEFAULT_POLICY, 'care', level))).toEqual([1, 2, 3, 4, 6]);
  });
});

describe('the cap of a place', () => {
  it.each<[Place['kind'], Partial<Place>, number | null]>([
    ['neighbourhood', { dwellingCount: 100 }, 10],
    ['neighbourhood', { dwellingCount: 109 }, 10],
    ['neighbourhood', { dwellingCount: 110 }, 11],
    ['neighbourhood', { dwellingCount: 9 }, 0],
    ['neighbourhood', { dwellingCount: 0 }, 0],
    ['district', { dwellingCount: 100 }, 5],
    ['district', { dwellingCount: 119 }, 5],
    ['building', { dwellingCount: 4 }, 12],
    ['building', { dwellingCount: 0 }, 0],
    ['neighbourhood', { ownCapPoints: 7 }, 7],
    ['building', { ownCapPoints: 0 }, 0],
    ['neighbourhood', { status: 'caution', dwellingCount: 110 }, 5],
    ['neighbourhood', { status: 'caution', ownCapPoints: 7 }, 3],
    ['building', { status: 'caution', ownCapPoints: 1 }, 0],
    ['neighbourhood', { status: 'spared', dwellingCount: 110, highestLevelAllowed: 0 }, 11],
  ])('of a %s with %j is %j', (kind, changes, expected) => {
    expect(capOf(POLICY, aPlace('place', kind, null, changes))).toBe(expected);
  });

  it('is none for a building where the policy has none, unless it has its own', () => {
    const noCap = { ...POLICY, caps: { ...POLICY.caps, buildingPointsPerUnit: null } };
    for (const status of ['open', 'caution', 'spared'] as const) {
      expect(capOf(noCap, aPlace('place', 'building', null, { status }))).toBeNull();
    }
    expect(capOf(noCap, aPlace('place', 'building', null, { ownCapPoints: 6, status: 'caution' }))).toBe(3);
  });

  it('loses nothing to rounding of parts', () => {
    const shares = { ...POLICY, caps: { ...POLICY.caps, cautionShareBasisPoints: 10_000 } };
    expect(capOf(shares, aPlace('place', 'building', null, { ownCapPoints: 29, status: 'caution' }))).toBe(
      29,
    );
    const third = { ...POLICY, caps: { ...POLICY.caps, cautionShareBasisPoints: 3_333 } };
    expect(capOf(third, aPlace('place', 'building', null, { ownCapPoints: 30, status: 'caution' }))).toBe(9);
  });

  it('is unwelcome to fill from the share of the policy on', () => {
    expect([0, 1, 2, 4, 8, 11].map((points) => softCapOf(POLICY, points))).toEqual([0, 0, 1, 3, 6, 8]);
  });
});

describe('how full a place is', () => {
  it.each([
    [null, 0, 'uncapped'],
    [null, 999, 'uncapped'],
    [8, 0, 'room'],
    [8, 5, 'room'],
    [8, 6, 'near'],
    [8, 7, 'near'],
    [8, 8, 'full'],
    [8, 9, 'over'],
    // Three quarters of one point round down to none: an empty place is not near anything.
    [1, 0, 'room'],
    [1, 1, 'full'],
    [2, 1, 'near'],
    [0, 0, 'room'],
    [0, 1, 'over'],
  ] as const)('cap %j, load %i: %s', (cap, load, expected) => {
    expect(fullnessOf(POLICY, { load, cap })).toBe(expected);
  });
});

describe('the load of places', () => {
  it('counts each resident in its building, neighbourhood and district, once', () => {
    const residents = [
      aResident('a', 'building-1', { level: 5 }),
      aResident('b', 'building-1', { level: 1 }),
      aResident('c', 'building-2', { track: 'care', level: 3 }),
      aResident('d', 'building-3', { level: 2 }),
      aResident('e', 'building-4', { track: 'care', level: 5 }),
    ];
    const loads = placeLoads(POLICY, indexPlaces(PLACES), residents);
    expect(Object.fromEntries([...loads].map(([id, { load }]) => [id, load]))).toEqual({
      'building-1': 9,
      'building-2': 3,
      'building-3': 2,
      'building-4': 6,
      'neighbourhood-1': 12,
      'neighbourhood-2': 2,
      'neighbourhood-3': 6,
      'district-1': 14,
      'district-2': 6,
    });
    expect([...loads.keys()]).toEqual(PLACES.map(({ id }) => id));
  });

  it('comes with the place and its cap', () => {
    const places = placesWith('neighbourhood-2', { status: 'caution', ownCapPoints: 9 });
    const load = placeLoads(POLICY, indexPlaces(places), []).get('neighbourhood-2');
    expect(load).toEqual({ place: places.find(({ id }) => id === 'neighbourhood-2'), load: 0, cap: 4 });
  });

  it('refuses a resident of a building that is not there', () => {
    const index = indexPlaces(PLACES);
    expect(() => placeLoads(POLICY, index, [aResident('a', 'nowhere')])).toThrow('unknown place nowhere');
  });
});

describe('the index of places', () => {
  it('knows the chain upwards from any of them, asked once or twice', () => {
    const index = indexPlaces(PLACES);
    const ids = (id: string): readonly string[] => index.chainOf(id).map((place) => place.id);
    expect(ids('building-3')).toEqual(['building-3', 'neighbourhood-2', 'district-1']);
    expect(ids('building-3')).toEqual(['building-3', 'neighbourhood-2', 'district-1']);
    expect(ids('district-2')).toEqual(['district-2']);
    expect(index.byId.size).toBe(PLACES.length);
  });

  it('refuses a chain that breaks off', () => {
    const index = indexPlaces([aPlace('building-1', 'building', 'gone')]);
    expect(() => index.chainOf('building-1')).toThrow('unknown place gone');
  });
});
