import type { Dwelling } from '@boligtrapp/contracts';
import type { DwellingRow } from '@boligtrapp/database';

/** A dwelling as the API shows it. */
export function toDwelling(row: DwellingRow): Dwelling {
  const { buildingId, buildingName, neighbourhoodId, neighbourhoodName, ...same } = row;
  return {
    ...same,
    building: { id: buildingId, name: buildingName },
    neighbourhood: { id: neighbourhoodId, name: neighbourhoodName },
  };
}
