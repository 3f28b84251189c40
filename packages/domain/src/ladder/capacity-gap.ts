import type { Level, Track } from './ladder.ts';

/** Where somebody needs a dwelling, or where one is: step, bedrooms and neighbourhood. */
export interface GapPlace {
  readonly track: Track;
  readonly level: Level;
  readonly bedrooms: number;
  /** Null where it may be anywhere. */
  readonly neighbourhoodId: string | null;
}

/** A dwelling that can be moved into, now or by the end of the horizon. */
export interface GapDwelling extends GapPlace {
  readonly neighbourhoodId: string;
  readonly isVacantToday: boolean;
}

/** One cell of the gap. `gap` is need − supply − expected: above nought too few, below nought more than are needed. */
export interface GapCell extends GapPlace {
  /** Households in the queue. */
  readonly need: number;
  /** Dwellings that are vacant today. */
  readonly supply: number;
  /** Dwellings that are expected to fall free within the horizon. */
  readonly expected: number;
  readonly gap: number;
}

/**
 * The neighbourhood in which a household has to live: the one that it requires. Who requires none, or one of several,
 * counts for the municipality as a whole only.
 */
export function requiredNeighbourhood(requiredIds: readonly string[]): string | null {
  const [only, ...others] = requiredIds;
  return only !== undefined && others.length === 0 ? only : null;
}

/**
 * Need held against dwellings, by step, bedrooms and neighbourhood, each household and dwelling counted once. Cells in
 * which there is nothing are left out; sums over cells are sums over households and dwellings.
 */
export function capacityGap(
  needs: readonly GapPlace[],
  dwellings: readonly GapDwelling[],
): readonly GapCell[] {
  const cells = new Map<string, GapCell>();
  const add = (place: GapPlace, part: 'need' | 'supply' | 'expected'): void => {
    const { track, level, bedrooms, neighbourhoodId } = place;
    const key = `${track} ${level} ${String(bedrooms).padStart(2, '0')} ${neighbourhoodId ?? ''}`;
    const empty = { track, level, bedrooms, neighbourhoodId, need: 0, supply: 0, expected: 0 };
    const cell = cells.get(key) ?? { ...empty, gap: 0 };
    const counted = { ...cell, [part]: cell[part] + 1 };
    cells.set(key, { ...counted, gap: counted.need - counted.supply - counted.expected });
  };
  for (const need of needs) add(need, 'need');
  for (const dwelling of dwellings) add(dwelling, dwelling.isVacantToday ? 'supply' : 'expected');
  return [...cells].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}

/** Whether a household or a dwelling is of a cell. */
export function isInCell(place: GapPlace, cell: GapPlace): boolean {
  return (
    place.track === cell.track &&
    place.level === cell.level &&
    place.bedrooms === cell.bedrooms &&
    place.neighbourhoodId === cell.neighbourhoodId
  );
}
