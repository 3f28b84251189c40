import type { Level, Track } from '../ladder/ladder.ts';
import type { PolicyContent } from '../policy/policy-content.ts';
import type { Place, PlaceIndex } from './place.ts';

/** A household that lives somewhere: its need decides its weight, never who its members are. */
export interface Resident {
  readonly householdId: string;
  readonly dwellingId: string;
  readonly buildingId: string;
  readonly track: Track;
  readonly level: Level;
  /** Points beyond those of the level, from the assessment; none where it is left out. */
  readonly extraLoad?: number;
}

/** Load and cap of one place, in whole load points. */
export interface PlaceLoad {
  readonly place: Place;
  /** Sum of the weights of those who live there. */
  readonly load: number;
  /** What the place may carry; null when nothing limits it. */
  readonly cap: number | null;
}

const BASIS_POINTS = 10_000;

/**
 * Points that the level of need of a household adds to the places it lives in. Depends on that level only.
 *
 * @law LOV-1999-03-26-17 § 1-8
 */
export function loadWeight(policy: PolicyContent, track: Track, level: Level): number {
  return policy.loadWeights[track][level - 1] ?? 0;
}

/** Points that a household adds to the places it lives in: the weight of its level and what its assessment adds. */
export function loadOf(
  policy: PolicyContent,
  { track, level, extraLoad = 0 }: Pick<Resident, 'track' | 'level' | 'extraLoad'>,
): number {
  return loadWeight(policy, track, level) + extraLoad;
}

/**
 * What a place may carry under the policy, in whole points rounded down: its own cap, or the policy's for its
 * kind; a place under caution carries the policy's share of it. Null when nothing limits it. The law gives no
 * figure: caps are local policy.
 */
export function capOf(policy: PolicyContent, place: Place): number | null {
  const cap = place.ownCapPoints ?? policyCap(policy, place);
  if (cap === null) return null;
  return place.status === 'caution'
    ? Math.floor((cap * policy.caps.cautionShareBasisPoints) / BASIS_POINTS)
    : cap;
}

/** The level from which more load is unwelcome: the policy's share of the cap, rounded down. */
export function softCapOf(policy: PolicyContent, cap: number): number {
  return Math.floor((cap * policy.caps.softShareBasisPoints) / BASIS_POINTS);
}

function policyCap(policy: PolicyContent, place: Place): number | null {
  const { caps } = policy;
  switch (place.kind) {
    case 'building':
      return caps.buildingPointsPerUnit === null ? null : caps.buildingPointsPerUnit * place.dwellingCount;
    case 'neighbourhood':
      return Math.floor((caps.neighbourhoodPointsPer100Dwellings * place.dwellingCount) / 100);
    case 'district':
      return Math.floor((caps.districtPointsPer100Dwellings * place.dwellingCount) / 100);
  }
}

/** Load and cap of every place, in the order of `index`. A resident counts in the building and in all above it. */
export function placeLoads(
  policy: PolicyContent,
  index: PlaceIndex,
  residents: Iterable<Resident>,
): ReadonlyMap<string, PlaceLoad> {
  const loads = new Map<string, number>();
  for (const resident of residents) {
    const weight = loadOf(policy, resident);
    for (const place of index.chainOf(resident.buildingId)) {
      loads.set(place.id, (loads.get(place.id) ?? 0) + weight);
    }
  }
  return new Map(
    [...index.byId.values()].map((place) => [
      place.id,
      { place, load: loads.get(place.id) ?? 0, cap: capOf(policy, place) },
    ]),
  );
}

/** How full a place is. */
export type Fullness = 'uncapped' | 'room' | 'near' | 'full' | 'over';

/**
 * `near` from the policy's soft share of the cap on, `full` at the cap, `over` above it. A place that carries nothing
 * is `room` whatever its cap: a share of a small cap rounds down to 0, and an empty place presses on nobody.
 */
export function fullnessOf(policy: PolicyContent, { load, cap }: Pick<PlaceLoad, 'load' | 'cap'>): Fullness {
  if (cap === null) return 'uncapped';
  if (load > cap) return 'over';
  if (load === 0) return 'room';
  if (load === cap) return 'full';
  return load >= softCapOf(policy, cap) ? 'near' : 'room';
}
