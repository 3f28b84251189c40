import type { Goal } from './mip.ts';
import type { Places } from './places.ts';

/** A goal whose cost of a move is given by place; staying costs nothing. */
export function moveGoal(places: Places, costOf: (place: number) => number, excessCost = 0): Goal {
  const placeCosts = Float64Array.from(places.household, (_, place) =>
    places.isStay[place] === 1 ? 0 : costOf(place),
  );
  return { placeCosts, excessCost };
}

/** The three figures of a placement, each as a goal of its own. */
export function figureGoal(places: Places, figure: 'misfit' | 'excess' | 'score'): Goal {
  if (figure === 'misfit') return moveGoal(places, (place) => places.misfit[place]!);
  if (figure === 'excess') return moveGoal(places, () => 0, 1);
  return moveGoal(places, (place) => -places.score[place]!);
}
