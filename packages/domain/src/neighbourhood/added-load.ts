import type { PolicyContent } from '../policy/policy-content.ts';
import { loadOf, type PlaceLoad, type Resident } from './load.ts';
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
 * What one more household would do to a building, its neighbourhood and its district, in this order. Depends on the
 * level of need, and on what its assessment adds, only.
 *
 * @law LOV-1999-03-26-17 § 1-8
 */
export function addLoad(
  policy: PolicyContent,
  index: PlaceIndex,
  loads: ReadonlyMap<string, Pick<PlaceLoad, 'load' | 'cap'>>,
  added: Pick<Resident, 'buildingId' | 'track' | 'level' | 'extraLoad'>,
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
