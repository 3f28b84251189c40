import type { Problem, ProblemHousehold } from '../problem.ts';
import type { Solution } from '../solution.ts';
import type { Effort } from '../solver/explorer.ts';
import { changeProblem, type ProblemChange } from './change-problem.ts';
import { type Decided, decideOne } from './decide-one.ts';

/** Changes that are tried for one household. */
export interface Trials {
  /** What is decided without any change. */
  readonly unchanged: Decided;
  /** What the changes lead to; `undefined` once the effort is spent, all but the part that is kept back. */
  readonly make: (changes: readonly ProblemChange[], keptBack?: number) => Decided | undefined;
  readonly count: () => number;
  /** Whether the same is decided before the household under the one as under the other, as far as the other tells. */
  readonly agree: (one: Decided, other: Decided) => boolean;
}

/** Households decided in all trials together, with something for beginning each and for each linear program. */
const MAX_DECIDED = 20_000;
const COST_OF_BEGINNING = 100;
/** Beginning takes up the proofs of the solution. */
const COST_OF_PROOF = 0.12;
const COST_OF_PROGRAM = 2;
/** Deciding by class asks everything anew, for each class. */
const COST_OF_CLASSES = 5;
/** Of one trial. A search that takes more is given up, and the change with it. */
const EFFORT: Effort = { programs: 400, work: 10_000_000, allWork: 20_000_000 };

/** For a household that is not served in a solution of the problem. */
export function createTrials(problem: Problem, solution: Solution, household: ProblemHousehold): Trials {
  const isStrict = problem.servedRule === 'strict-rank';
  const byRank = problem.households.toSorted((a, b) => a.rank - b.rank);
  const places = new Map(byRank.map(({ id }, place) => [id, place]));
  const own = places.get(household.id) ?? 0;
  const placeOf = (id: string): number => places.get(id) ?? 0;
  const listBefore = ({ served }: Decided, until: number): string =>
    JSON.stringify(served.filter((id) => placeOf(id) < Math.min(until, own)));
  const countClasses = ({ served }: Decided): string =>
    JSON.stringify(served.map((id) => byRank[placeOf(id)]?.class ?? 0));
  const { prices, servedSet } = solution.certificate;
  const proofs = prices.length + servedSet.tree.length;
  let count = 0;
  let spent = 0;
  return {
    unchanged: {
      isServed: false,
      served: solution.served,
      decided: byRank.length,
      isProven: solution.certificate.servedSet.proven,
      programs: 0,
    },
    count: () => count,
    make: (changes, keptBack = 0) => {
      if (spent >= MAX_DECIDED * (1 - keptBack)) return undefined;
      const trial = decideOne(changeProblem(problem, changes), solution, household.id, EFFORT);
      count += 1;
      spent += COST_OF_BEGINNING + proofs * COST_OF_PROOF + trial.decided * (isStrict ? 1 : COST_OF_CLASSES);
      spent += trial.programs * COST_OF_PROGRAM;
      return trial.isProven ? trial : { ...trial, isServed: false };
    },
    agree: (one, other) =>
      one.isProven &&
      other.isProven &&
      one.decided >= Math.min(other.decided, own) &&
      listBefore(one, other.decided) === listBefore(other, other.decided) &&
      (isStrict || countClasses(one) === countClasses(other)),
  };
}
