import type { Objective, PlacementStep } from '../solution.ts';
import { findEdge, type Model } from './model.ts';
import type { State } from './state.ts';

/** Totals of the served where they are, and the excess of everyone. */
export function measure(model: Model, state: State, served: readonly number[]): Objective {
  let misfit = 0;
  let score = 0;
  for (const household of served) {
    const edge = findEdge(model, household, state.at[household]!);
    misfit += model.edgeMisfit[edge]!;
    score += model.edgeScore[edge]!;
  }
  return { misfit, excess: state.excess, score };
}

/**
 * The four steps with the bounds that hold for each household by itself: its least misfit, no excess, and its
 * greatest score (among its pairs of least misfit, once misfit is proven). A step is proven where its bound is
 * reached and the steps before are proven; the order, where each household then has one pair left.
 */
export function provePlacement(
  model: Model,
  served: readonly number[],
  objective: Objective,
): PlacementStep[] {
  const leastMisfits = served.map((household) => leastMisfit(model, household));
  const misfitBound = leastMisfits.reduce((sum, misfit) => sum + misfit, 0);
  const isMisfitProven = objective.misfit === misfitBound;
  const isExcessProven = isMisfitProven && objective.excess === 0;
  let scoreBound = 0;
  let isUnique = true;
  for (const [i, household] of served.entries()) {
    const most = greatestScore(
      model,
      household,
      isMisfitProven ? leastMisfits[i]! : Number.POSITIVE_INFINITY,
    );
    scoreBound += most.score;
    isUnique &&= most.count === 1;
  }
  const isScoreProven = isExcessProven && objective.score === scoreBound;
  return [
    { step: 'misfit', value: objective.misfit, bound: misfitBound, proven: isMisfitProven },
    { step: 'excess', value: objective.excess, bound: 0, proven: isExcessProven },
    { step: 'score', value: objective.score, bound: scoreBound, proven: isScoreProven },
    { step: 'order', value: null, bound: null, proven: isScoreProven && isUnique },
  ];
}

function leastMisfit(model: Model, household: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let edge = model.edgeStart[household]!; edge < model.edgeStart[household + 1]!; edge += 1) {
    least = Math.min(least, model.edgeMisfit[edge]!);
  }
  return least;
}

/** Greatest score among the pairs with at most a misfit, and the number of pairs that have it. */
function greatestScore(
  model: Model,
  household: number,
  maxMisfit: number,
): { readonly score: number; readonly count: number } {
  let score = Number.NEGATIVE_INFINITY;
  let count = 0;
  for (let edge = model.edgeStart[household]!; edge < model.edgeStart[household + 1]!; edge += 1) {
    if (model.edgeMisfit[edge]! > maxMisfit) continue;
    if (model.edgeScore[edge] === score) count += 1;
    else if (model.edgeScore[edge]! > score) {
      score = model.edgeScore[edge]!;
      count = 1;
    }
  }
  return { score, count };
}
