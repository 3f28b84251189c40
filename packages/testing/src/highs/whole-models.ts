import type { Objective } from '@boligtrapp/matching';
import { classWorth, EXCESS_COST, MISFIT_COST } from './blend-figures.ts';
import { improvePlacement } from './find-placement.ts';
import { moveGoal } from './goals.ts';
import { type Goal, type Mip, type MipAnswer, UnsolvedMipError } from './mip.ts';
import type { Ending } from './places.ts';

/** The number served of each class, most urgent first, and the best placement among all sets with these numbers. */
export interface SequentialAnswer {
  readonly counts: readonly number[];
  readonly objective: Objective;
  readonly ending: Ending;
  /** Of the count of each class, then of misfit, excess and score. */
  readonly stages: readonly { readonly name: string; readonly seconds: number }[];
}

/**
 * One MIP after the other on the whole problem: the greatest number of each class, then misfit, excess and score.
 * Unlike the rules of `boligtrapp-problem/1` it leaves open which households make up the numbers.
 *
 * @throws {UnsolvedMipError} when a MIP is not solved to the end.
 */
export function solveInStages(mip: Mip): SequentialAnswer {
  const { households, household: ofPlace } = mip.places;
  const counts: number[] = [];
  const stages: { name: string; seconds: number }[] = [];
  let ending: Ending | undefined;
  for (const [key, row] of mip.rows.classes) {
    const goal = moveGoal(mip.places, (place) => (households[ofPlace[place]!]!.class === key ? -1 : 0));
    const answer = mip.minimise(goal, ending);
    if (answer.status !== 'optimal' || answer.found === undefined) {
      throw new UnsolvedMipError(`The stage of class ${key} ended as ${answer.status}.`, answer);
    }
    const count = 0 - answer.found.cost;
    mip.setRow(row, count, count);
    counts.push(count);
    stages.push({ name: `class ${key}`, seconds: answer.seconds });
    ending = answer.found.ending;
  }
  const placement = improvePlacement(mip, ending);
  for (const name of ['misfit', 'excess', 'score'] as const) {
    stages.push({ name, seconds: placement.seconds[name] });
  }
  return { counts, objective: placement.objective, ending: placement.ending, stages };
}

/** The one-shot objective: classes in the ratio of ten, then misfit, excess and score in one sum. To be minimised. */
export function blendGoal(mip: Mip): Goal {
  const { places } = mip;
  const worth = classWorth(places.problem);
  return moveGoal(
    places,
    (place) =>
      MISFIT_COST * places.misfit[place]! -
      places.score[place]! -
      worth.get(places.households[places.household[place]!]!.class)!,
    EXCESS_COST,
  );
}

/** The whole problem as one MIP with the blended objective. */
export function solveBlend(mip: Mip, start?: Ending): MipAnswer {
  return mip.minimise(blendGoal(mip), start);
}
