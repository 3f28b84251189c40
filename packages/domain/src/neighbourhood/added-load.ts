import type { Level, Track } from '../ladder/ladder.ts';
import type { PolicyContent } from '../policy/policy-content.ts';
import { loadOf, type PlaceLoad } from './load.ts';
import type { PlaceIndex, PlaceKind } from './place.ts';

/** Load of one place without and with one more household, in load points, of its cap. */
export interface AddedLoad {
  readonly placeId: string;
  readonly kind: PlaceKind;
  readonly name: string;
  readonly before: number;
  readonly after: number;
  /** Null when nothing limits the place. */
  readonly cap: number | null;
}

/**
 * What one more household of the step would do to a building, its neighbourhood and its district, in this order.
 * Depends on the step and on what the assessment adds to it only, never on who it is.
 *
 * @law LOV-1999-03-26-17 § 1-8
 */
export function addLoad(
  policy: PolicyContent,
  index: PlaceIndex,
  loads: ReadonlyMap<string, Pick<PlaceLoad, 'load' | 'cap'>>,
  added: {
    readonly buildingId: string;
    readonly track: Track;
    readonly level: Level;
    readonly extraLoad?: number;
  },
): readonly AddedLoad[] {
  const weight = loadOf(policy, added);
  return index.chainOf(added.buildingId).map(({ id, kind, name }) => {
    const { load, cap } = loads.get(id) ?? { load: 0, cap: null };
    return { placeId: id, kind, name, before: load, after: load + weight, cap };
  });
}

/** The first of the places that would carry more than its cap, or undefined. */
export function findOverfilled(loads: readonly AddedLoad[]): AddedLoad | undefined {
  return loads.find(({ after, cap }) => cap !== null && after > cap);
}
