import { aBuilding, aDistrict, aNeighbourhood, type BuilderScope } from './row-builders.ts';

/** A district with one neighbourhood with one building. */
export interface PlaceIds {
  readonly districtId: string;
  readonly neighbourhoodId: string;
  readonly buildingId: string;
}

/** Stores a place of each kind, one within the other. */
export async function aPlaceToLive(scope: BuilderScope): Promise<PlaceIds> {
  const districtId = await aDistrict(scope);
  const neighbourhoodId = await aNeighbourhood(scope, { district_id: districtId });
  const buildingId = await aBuilding(scope, { neighbourhood_id: neighbourhoodId });
  return { districtId, neighbourhoodId, buildingId };
}
