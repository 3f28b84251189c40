import { plainDate } from '@boligtrapp/domain';
import {
  aBuilding,
  aDwelling,
  aHousehold,
  aLease,
  aMunicipality,
  aNeighbourhood,
  anAssessment,
  aPlaceToLive,
  aPolicySet,
  type BuilderScope,
  nextId,
  type PlaceIds,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actorOf, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { getPlace } from './get-place.ts';
import { listPlaces, type PlaceKey } from './list-places.ts';

let scene: RecordsScene;
let scope: BuilderScope;
let ids: PlaceIds;

beforeAll(async () => {
  scene = await openRecordsScene();
  scope = await aMunicipality(scene.db);
  await aPolicySet(scope);
  ids = await aPlaceToLive(scope);
  await aPlaceToLive(scene.elsewhere);
});
afterAll(async () => {
  await scene.close();
});

/** A household of welfare level `level` that lives in a dwelling of the building. */
async function aResident(
  building_id: string,
  level: 1 | 5 | null,
  closed_on: string | null = null,
): Promise<void> {
  const household_id = await aHousehold(scope);
  if (level !== null)
    await anAssessment(scope, { household_id, level, valid_until: plainDate('2026-03-01') });
  await aLease(scope, {
    household_id,
    dwelling_id: await aDwelling(scope, { building_id, level: 2 }),
    ...(closed_on === null ? {} : { closed_on: plainDate(closed_on), closed_because: 'vacated' }),
  });
}

async function setStatus(status: 'caution' | 'spared', valid_during: string, reason: string): Promise<void> {
  await peek(scope, async (tx) => {
    await tx
      .insertInto('place_statuses')
      .values({
        municipality_id: scope.municipalityId,
        id: nextId(),
        neighbourhood_id: ids.neighbourhoodId,
        status,
        highest_level_allowed: status === 'spared' ? 1 : null,
        reason,
        owner: 'owner',
        review_on: plainDate('2027-01-01'),
        valid_during,
      })
      .execute();
  });
}

describe('places', () => {
  it('carry the load of those who live there today, by need, up to the district', async () => {
    await aResident(ids.buildingId, 5);
    await aResident(ids.buildingId, null);
    await aResident(ids.buildingId, 1, '2026-11-23');
    const next = await aBuilding(scope, { neighbourhood_id: ids.neighbourhoodId });
    await aResident(next, 1, '2026-11-24');
    const page = await listPlaces(scene.deps, actorOf(scope, 'housing-manager'), { limit: 50 });
    // Weights 8 (level 5), 2 (level 2 of the dwelling, no assessment) and 1; 100 dwellings in the area.
    expect(
      page.items.map((place) => [place.id, place.load, place.cap, place.fullness, place.residentCount]),
    ).toEqual([
      [ids.districtId, 11, 6, 'over', 3],
      [ids.neighbourhoodId, 11, 8, 'over', 3],
      [ids.buildingId, 10, null, 'uncapped', 2],
      [next, 1, null, 'uncapped', 1],
    ]);
  });

  it('have the status of the day, a reduced cap under caution, and the note to it', async () => {
    await setStatus('spared', '[2026-01-01,2026-11-23)', 'over');
    await setStatus('caution', '[2026-11-23,2026-12-01)', 'today');
    const place = await getPlace(scene.deps, actorOf(scope), ids.neighbourhoodId);
    expect(place).toMatchObject({
      kind: 'neighbourhood',
      parentId: ids.districtId,
      status: 'caution',
      cap: 4,
      statusNote: { reason: 'today', owner: 'owner', validFrom: '2026-11-23', validTo: '2026-12-01' },
    });
    const district = await getPlace(scene.deps, actorOf(scope), ids.districtId);
    expect(district).toMatchObject({ status: 'open', statusNote: null, parentId: null });
  });

  it('are filtered by kind and parent', async () => {
    const other = await aNeighbourhood(scope, { district_id: ids.districtId, name: 'Aa' });
    const query = { kind: 'neighbourhood', parentId: ids.districtId, limit: 50 } as const;
    const page = await listPlaces(scene.deps, actorOf(scope), query);
    expect(page.items.map(({ id }) => id)).toEqual([other, ids.neighbourhoodId]);
    const none = await listPlaces(scene.deps, actorOf(scope), { ...query, parentId: ids.buildingId });
    expect(none).toMatchObject({ items: [], totalCount: 0, isLast: true });
  });

  it('come in pages, each once', async () => {
    const all = await listPlaces(scene.deps, actorOf(scope), { limit: 200 });
    const seen: string[] = [];
    for (let after: PlaceKey | undefined; ; ) {
      const page = await listPlaces(scene.deps, actorOf(scope), { after, limit: 1 });
      expect(page.totalCount).toBe(all.totalCount);
      seen.push(...page.items.map(({ id }) => id));
      after = page.items.at(-1);
      if (page.isLast) break;
    }
    expect(seen).toEqual(all.items.map(({ id }) => id));
  });

  it('of another municipality are not found', async () => {
    const foreign = (await listPlaces(scene.deps, actorOf(scene.elsewhere), { limit: 9 })).items;
    expect(foreign).toHaveLength(3);
    for (const { id } of foreign) {
      await expect(getPlace(scene.deps, actorOf(scope), id)).rejects.toMatchObject({
        code: 'place.not-found',
      });
    }
  });
});
