import { parseFacts } from '@boligtrapp/database';
import {
  createJudgingContext,
  judgeRound,
  type Level,
  neighbourhoodIdOf,
  type PolicyContent,
  type RoundFacts,
  type Track,
} from '@boligtrapp/domain';
import type { Problem } from '@boligtrapp/matching';
import { buildProblem } from '../round/build-problem.ts';
import { changeFacts } from '../round/change-facts.ts';
import { type ComparedHousehold, type ComparedPlace, compareOutcomes } from '../round/compare-outcomes.ts';
import { readSolution, solveChecked } from '../round/compute-what-if.ts';

/** All that the impact of a policy on one set of facts is computed from. */
export interface ImpactTask {
  /** Canonical text of frozen facts. */
  readonly facts: string;
  /** The stored text of their solution; null where they have not been solved. */
  readonly solution: string | null;
  readonly lotSeed: string;
  readonly content: PolicyContent;
}

/** A household that ends otherwise under the policy: what it needs, and where the dwelling lies that it gains or loses. */
export interface ImpactHousehold {
  readonly householdId: string;
  readonly track: Track;
  readonly level: Level;
  readonly neighbourhoodId: string;
}

/** What the policy would have done to one set of facts. */
export interface ImpactPart {
  readonly households: number;
  readonly dwellings: number;
  readonly unchanged: number;
  readonly changed: readonly ImpactHousehold[];
  readonly gained: readonly ImpactHousehold[];
  readonly lost: readonly ImpactHousehold[];
  /** Load of the places that it changes. */
  readonly places: readonly ComparedPlace[];
  /** Neighbourhoods that are named above. */
  readonly areas: readonly { readonly id: string; readonly name: string }[];
  /** True only where every step of the answer under the policy is proven. */
  readonly optimal: boolean;
}

/** What an impact run found; null for a part that there was nothing to try on. */
export interface PolicyImpact {
  readonly lastRound: ImpactPart | null;
  readonly presentQueue: ImpactPart | null;
}

/**
 * Solves the facts under another policy and compares. All computing: it runs in a thread.
 *
 * @throws {ProposalRefusedError} when the checker finds a deviation.
 */
export function computeImpact(
  task: ImpactTask,
  onProgress: (done: number, total: number) => void = () => {},
): ImpactPart {
  const before = parseFacts(task.facts);
  const after = changeFacts(before, { policy: task.content }, task.lotSeed);
  const [isSolved, count] = [task.solution !== null, before.households.length];
  const total = isSolved ? count : 2 * count;
  const was =
    task.solution === null ? solveChecked(problemOf(before), undefined) : readSolution(task.solution);
  onProgress(isSolved ? 0 : count, total);
  const problem = problemOf(after);
  const is = solveChecked(problem, was);
  onProgress(total, total);
  const { changed, gained, lost, ...same } = compareOutcomes(
    { facts: before, solution: was },
    { facts: after, solution: is },
    problem,
  );
  const toImpact = impactIn(after);
  const all = { changed: toImpact(changed), gained: toImpact(gained), lost: toImpact(lost) };
  const named = new Set([...all.changed, ...all.gained, ...all.lost].map((item) => item.neighbourhoodId));
  return {
    households: count,
    dwellings: before.dwellings.length,
    ...same,
    ...all,
    areas: after.places.filter(({ id }) => named.has(id)).map(({ id, name }) => ({ id, name })),
    optimal: is.optimal,
  };
}

function problemOf(facts: RoundFacts): Problem {
  return buildProblem(createJudgingContext(facts), judgeRound(facts));
}

function impactIn(facts: RoundFacts): (list: readonly ComparedHousehold[]) => readonly ImpactHousehold[] {
  const context = createJudgingContext(facts);
  const dwellings = new Map(facts.dwellings.map((dwelling) => [dwelling.id, dwelling]));
  return (list) =>
    list.flatMap(({ household, before, after }) => {
      const dwelling = dwellings.get((after ?? before)?.id ?? '');
      if (dwelling === undefined) return [];
      const { id: householdId, track, level } = household;
      return [{ householdId, track, level, neighbourhoodId: neighbourhoodIdOf(context, dwelling) }];
    });
}
