import type { Objective } from '@boligtrapp/matching';
import { figureGoal, moveGoal } from './goals.ts';
import { type Goal, type Mip, type MipAnswer, UnsolvedMipError } from './mip.ts';
import type { Ending } from './places.ts';

type SolvedMip = MipAnswer & { readonly found: NonNullable<MipAnswer['found']> };

/** The best placement of a served set, and the seconds that each stage took. */
export interface PlacementAnswer {
  readonly objective: Objective;
  readonly ending: Ending;
  readonly seconds: { readonly misfit: number; readonly excess: number; readonly score: number };
}

/**
 * The least misfit, then the least excess, then the greatest score among the assignments that serve exactly a set:
 * three MIPs, each with the figures of those before held fixed. The rows stay fixed afterwards.
 *
 * @throws {Error} when a MIP is not solved to the end, or nothing serves the set.
 */
export function findPlacement(mip: Mip, isServed: Uint8Array, start?: Ending): PlacementAnswer {
  for (const household of mip.places.households.keys()) {
    mip.setFreedom(household, isServed[household] === 1 ? 'must-be-served' : 'must-not-be-served');
  }
  return improvePlacement(mip, start);
}

/** The three stages alone, among all assignments that the MIP leaves. */
export function improvePlacement(mip: Mip, start?: Ending): PlacementAnswer {
  const misfit = solve(mip, figureGoal(mip.places, 'misfit'), start);
  mip.setRow(mip.rows.misfit, -Infinity, misfit.found.cost);
  const excess = solve(mip, figureGoal(mip.places, 'excess'), misfit.found.ending);
  mip.setRow(mip.rows.excess, -Infinity, excess.found.cost);
  const score = solve(mip, figureGoal(mip.places, 'score'), excess.found.ending);
  mip.setRow(mip.rows.score, -score.found.cost, Infinity);
  return {
    // Zero without a sign.
    objective: { misfit: misfit.found.cost, excess: excess.found.cost, score: 0 - score.found.cost },
    ending: score.found.ending,
    seconds: { misfit: misfit.seconds, excess: excess.seconds, score: score.seconds },
  };
}

/**
 * Of the best placements, the one whose dwelling ids are smallest in the order of ranks: one MIP for each served
 * household that has a smaller dwelling than it got. For small problems, after `findPlacement`.
 */
export function findFirstPlacement(mip: Mip, best: Ending): Ending {
  const { places } = mip;
  let ending = best;
  const fixed: number[] = [];
  for (const household of places.households.keys()) {
    if (ending[household]! < 0 || places.isStay[ending[household]!] === 1) continue;
    const order = movesById(mip, household);
    if (order[0] !== ending[household]) {
      const worth = new Map(order.map((place, index) => [place, index]));
      ending = solve(
        mip,
        moveGoal(places, (place) => worth.get(place) ?? 0),
        ending,
      ).found.ending;
    }
    mip.setPlace(ending[household]!, 1);
    fixed.push(ending[household]!);
  }
  for (const place of fixed) mip.setPlace(place, 0);
  return ending;
}

function movesById({ places }: Mip, household: number): number[] {
  const moves: number[] = [];
  for (let place = places.first[household]!; place < places.first[household + 1]!; place += 1) {
    if (places.isStay[place] === 0) moves.push(place);
  }
  const idOf = (place: number): string => places.dwellings[places.dwelling[place]!]!;
  // By UTF-16 code units, as everywhere in the format.
  return moves.toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}

function solve(mip: Mip, goal: Goal, start: Ending | undefined): SolvedMip {
  const answer = mip.minimise(goal, start);
  const { found } = answer;
  if (answer.status !== 'optimal' || found === undefined) {
    throw new UnsolvedMipError(`A MIP for the placement ended as ${answer.status}.`, answer);
  }
  return { ...answer, found };
}
