import { exchangeAlike } from './exchange-alike.ts';
import { improveParts } from './improve-parts.ts';
import { improvePlacement } from './improve-placement.ts';
import { lowerFigures } from './lower-figures.ts';
import { findNesting } from './nesting.ts';
import { createPlacementExplorer, type PlacementTask } from './placement-steps.ts';

/** Exchanges that the placement may look at; fewer where kinds are placed anew, and the rest when all else is done. */
const EXCHANGES = 10_000_000;
const EXCHANGES_OF_LARGE = 4_000_000;
const EXCHANGES_AFTER_KINDS = 1_000_000;
/** Options that rearrangements for the placement may look at. */
const LOWERING_LOOKS = 3_000_000;
/** Linear programs of the search in parts, on problems where it pays. */
const PROGRAMS_OF_PARTS = 250;
const MOST_DWELLINGS_OF_PARTS = 5000;

/**
 * Betters where the served are, before anything is proved about it. Where linear programs will not find it for the
 * whole, all of a kind are placed anew, many are rearranged, and programs look at one part after the other.
 *
 * @returns the number of moves and of parts that became better.
 */
export function placeBetter(task: Omit<PlacementTask, 'effort'>, isLarge: boolean): number {
  const { model, state, served } = task;
  if (!isLarge) return improvePlacement({ model, state, served, maxSteps: EXCHANGES });
  const nesting = findNesting(model);
  const maxSteps = nesting === undefined ? EXCHANGES_OF_LARGE : EXCHANGES_AFTER_KINDS;
  let exchanges = 0;
  const exchange = (rounds: number): void => {
    if (nesting === undefined) exchanges += improvePlacement({ model, state, served, maxSteps });
    else
      for (let round = 0; round < rounds; round += 1) exchangeAlike({ model, state, served, nesting }, round);
  };
  exchange(2);
  const lowered = lowerFigures({ model, state, served, maxLooks: LOWERING_LOOKS });
  if (nesting !== undefined) exchange(1);
  const isWorthIt = model.dwellingIds.length <= MOST_DWELLINGS_OF_PARTS;
  const parts = isWorthIt
    ? improveParts({ explorer: createPlacementExplorer(task), served, maxPrograms: PROGRAMS_OF_PARTS })
    : 0;
  if (nesting !== undefined) exchange(2);
  return lowered + parts + exchanges + improvePlacement({ model, state, served, maxSteps });
}
