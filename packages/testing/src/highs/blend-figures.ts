import type { Objective, Problem } from '@boligtrapp/matching';

/** What a unit of misfit costs in the blend; a point of score is worth one. */
export const MISFIT_COST = 120;
/** What a unit of use above a soft level costs in the blend. */
export const EXCESS_COST = 15;
/** What serving one of the last class is worth; each class before it is worth ten times the next. */
const LAST_CLASS_WORTH = 1000;
const CLASS_RATIO = 10;

/** The blend of the three figures of a placement: less is better. */
export function blendOf({ misfit, excess, score }: Objective): number {
  return MISFIT_COST * misfit + EXCESS_COST * excess - score;
}

/** The value of a solution in the one-shot objective: more is better. */
export function wholeBlendOf(problem: Problem, served: readonly string[], objective: Objective): number {
  const worth = classWorth(problem);
  const classes = new Map(problem.households.map((household) => [household.id, household.class]));
  return served.reduce((sum, id) => sum + worth.get(classes.get(id)!)!, 0) - blendOf(objective);
}

/** What serving one household of each class is worth in the one-shot objective. */
export function classWorth(problem: Problem): Map<number, number> {
  const classes = [...new Set(problem.households.map((household) => household.class))].toSorted(
    (a, b) => b - a,
  );
  return new Map(classes.map((key, index) => [key, LAST_CLASS_WORTH * CLASS_RATIO ** index]));
}
