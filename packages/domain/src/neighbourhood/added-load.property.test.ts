import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEVELS, TRACKS } from '../ladder/ladder.ts';
import { DEFAULT_POLICY } from '../policy/default-policy.ts';
import { addLoad, findOverfilled } from './added-load.ts';
import { capOf, loadWeight, placeLoads } from './load.ts';
import { indexPlaces, type Place } from './place.ts';

function aPlace(id: string, parentId: string | null, ownCapPoints: number | null): Place {
  const kind = parentId === null ? 'district' : parentId === 'd' ? 'neighbourhood' : 'building';
  return {
    id,
    kind,
    name: `Place ${id}`,
    parentId,
    status: 'open',
    highestLevelAllowed: null,
    dwellingCount: 200,
    ownCapPoints,
    unfitForChildren: false,
    staffing: 'none',
  };
}

const cap = fc.option(fc.integer({ min: 0, max: 40 }));
const resident = fc.record({
  householdId: fc.uuid(),
  dwellingId: fc.uuid(),
  buildingId: fc.constantFrom('b', 'c'),
  track: fc.constantFrom(...TRACKS),
  level: fc.constantFrom(...LEVELS),
});

test('one more household weighs the same in building, neighbourhood and district, and nowhere else', () => {
  fc.assert(
    fc.property(fc.tuple(cap, cap, cap), fc.array(resident), resident, (caps, residents, added) => {
      const places = [
        aPlace('b', 'n', caps[0]),
        aPlace('c', 'n', null),
        aPlace('n', 'd', caps[1]),
        aPlace('d', null, caps[2]),
      ];
      const index = indexPlaces(places);
      const before = placeLoads(DEFAULT_POLICY, index, residents);
      const after = placeLoads(DEFAULT_POLICY, index, [...residents, added]);
      const loads = addLoad(DEFAULT_POLICY, index, before, added);
      expect(loads.map(({ placeId }) => placeId)).toEqual([added.buildingId, 'n', 'd']);
      for (const load of loads) {
        expect(load.before).toBe(before.get(load.placeId)?.load);
        expect(load.after).toBe(after.get(load.placeId)?.load);
        expect(load.after - load.before).toBe(loadWeight(DEFAULT_POLICY, added.track, added.level));
      }
      const over = places.filter(
        (place) =>
          loads.some(({ placeId }) => placeId === place.id) &&
          (after.get(place.id)?.load ?? 0) > (capOf(DEFAULT_POLICY, place) ?? Number.POSITIVE_INFINITY),
      );
      expect(findOverfilled(loads)?.placeId).toBe(over[0]?.id);
    }),
  );
});
