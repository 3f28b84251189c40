import type { Level, Staffing } from '../ladder/ladder.ts';

/** What carries load: a building stands in a neighbourhood (grunnkrets), which lies in a district. */
export type PlaceKind = 'building' | 'neighbourhood' | 'district';

/** Open, caution (a reduced cap) or spared (må skånes: nothing above a level). */
export type PlaceStatus = 'open' | 'caution' | 'spared';
/** All statuses. */
export const PLACE_STATUSES = ['open', 'caution', 'spared'] as const satisfies readonly PlaceStatus[];

/** A place as it is on one date. */
export interface Place {
  readonly id: string;
  readonly kind: PlaceKind;
  readonly name: string;
  /** The neighbourhood of a building, the district of a neighbourhood, null for a district. */
  readonly parentId: string | null;
  readonly status: PlaceStatus;
  /** Spared places: the highest level that may be placed there, 0 for none; null elsewhere. */
  readonly highestLevelAllowed: Level | 0 | null;
  /**
   * Dwellings that the cap per 100 is taken of: for a neighbourhood or district all dwellings of the area,
   * ordinary ones included; for a building its own units.
   */
  readonly dwellingCount: number;
  /** A cap of its own in load points; null when the policy's applies. */
  readonly ownCapPoints: number | null;
  /** Buildings: whether children may not be placed here. False for other kinds. */
  readonly unfitForChildren: boolean;
  /** Buildings: staffing on the date. `none` for other kinds. */
  readonly staffing: Staffing;
}

/** Places by id, with the chain upwards. */
export interface PlaceIndex {
  readonly byId: ReadonlyMap<string, Place>;
  /** A building, its neighbourhood and its district, in this order. @throws {Error} on an unknown id. */
  readonly chainOf: (buildingId: string) => readonly Place[];
}

/** An index over `places`; the chain of each building is worked out once. */
export function indexPlaces(places: readonly Place[]): PlaceIndex {
  const byId = new Map(places.map((place) => [place.id, place]));
  const chains = new Map<string, readonly Place[]>();
  const chainOf = (buildingId: string): readonly Place[] => {
    const known = chains.get(buildingId);
    if (known !== undefined) return known;
    const chain: Place[] = [];
    for (let id: string | null = buildingId; id !== null; ) {
      const place: Place | undefined = byId.get(id);
      if (place === undefined) throw new Error(`unknown place ${id}`);
      chain.push(place);
      id = place.parentId;
    }
    chains.set(buildingId, chain);
    return chain;
  };
  return { byId, chainOf };
}
