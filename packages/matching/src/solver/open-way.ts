import { pathTo } from './augment.ts';
import type { Model } from './model.ts';
import { type MoveSet, makeMoves, undoMoves } from './move-set.ts';
import type { Serving } from './repair-search.ts';
import { isApartFromOthers, type State } from './state.ts';

/** Ways to so many free dwellings are compared. */
const MAX_ENDS = 40;

/**
 * The moves that let a household that is nowhere in, as if nothing but dwellings had a limit: along a shortest chain
 * to a free dwelling, of those found first the one that is least above limits. `undefined` where all is taken.
 */
export function openWay(serving: Serving, root: number): MoveSet | undefined {
  const { model, state } = serving;
  let best: MoveSet | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const way of findWays(serving, root)) {
    const left = makeMoves(model, state, way);
    const isAllowed = way.households.every((household) =>
      isApartFromOthers(model, state, household, state.at[household]!),
    );
    const over = isAllowed ? countOver(model, state, way) : Number.POSITIVE_INFINITY;
    undoMoves(model, state, way, left);
    if (over >= least) continue;
    least = over;
    best = way;
    if (least === 0) break;
  }
  return best;
}

function findWays({ model, state, bans }: Serving, root: number): MoveSet[] {
  const reachedBy = new Int32Array(model.dwellingIds.length).fill(-1);
  const queue = [root];
  const ends: number[] = [];
  for (let next = 0; next < queue.length && ends.length < MAX_ENDS; next += 1) {
    const household = queue[next]!;
    const end = model.optionStart[household + 1]!;
    for (let option = model.optionStart[household]!; option < end; option += 1) {
      const dwelling = model.optionDwelling[option]!;
      if (bans[option] !== 0 || reachedBy[dwelling]! >= 0) continue;
      reachedBy[dwelling] = household;
      const holder = state.holder[dwelling]!;
      if (holder >= 0) queue.push(holder);
      else ends.push(dwelling);
    }
  }
  return ends.map((end) => pathTo(state, reachedBy, root, end));
}

/** Units above limits where the moves, just made, ended. */
function countOver(model: Model, state: State, { dwellings }: MoveSet): number {
  const seen = new Set<number>();
  let over = 0;
  for (const dwelling of dwellings) {
    for (let i = model.resourceStart[dwelling]!; i < model.resourceStart[dwelling + 1]!; i += 1) {
      const resource = model.resourceList[i]!;
      if (seen.has(resource)) continue;
      seen.add(resource);
      over += Math.max(0, state.use[resource]! - model.limit[resource]!);
    }
  }
  return over;
}
