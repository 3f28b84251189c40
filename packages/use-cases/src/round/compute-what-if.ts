import { parseFacts } from '@boligtrapp/database';
import { createJudgingContext, judgeRound, type RoundFacts } from '@boligtrapp/domain';
import {
  changeProblem,
  check,
  hashProblem,
  type Objective,
  type Problem,
  type ProblemChange,
  parseSolution,
  type Solution,
  solve,
} from '@boligtrapp/matching';
import { buildProblem } from './build-problem.ts';
import { changeFacts, type FactsChange } from './change-facts.ts';
import { compareOutcomes, type OutcomeComparison } from './compare-outcomes.ts';
import { ProposalRefusedError } from './compute-proposal.ts';

/** A household and a dwelling. */
export interface PlacedPair {
  readonly householdId: string;
  readonly dwellingId: string;
}

/** What a what-if tries out. */
export interface WhatIf extends FactsChange {
  /** Pairs that are decided, whatever the ranks say. */
  readonly locked?: readonly PlacedPair[];
  /** Pairs that may not be used. */
  readonly forbidden?: readonly PlacedPair[];
  /** `quick` where nothing is said: less may be proven. `full`: the effort of the round. */
  readonly effort?: 'quick' | 'full';
}

/**
 * Linear programs of one question in a quick what-if. Measured on the demo (445 households, 108 dwellings, one core): 0.2 s
 * where all is proven, up to 5 s where a cap is so tight that most of it is not; with the effort of a round up to a minute.
 */
const QUICK_MAX_NODES = 10;

/** All that a what-if is computed from. */
export interface WhatIfTask {
  /** The stored text of the frozen facts. */
  readonly facts: string;
  /** The stored text of the proposal's solution. */
  readonly solution: string;
  readonly lotSeed: string;
  readonly whatIf: WhatIf;
  readonly mostPairs: number;
}

/** What would come of it. */
export interface WhatIfResult extends OutcomeComparison {
  /** True only where every step is proven. */
  readonly optimal: boolean;
  readonly objectiveBefore: Objective;
  readonly objectiveAfter: Objective;
  /** The locked pairs; one that breaks a hard rule, or finds no room, does not come about. */
  readonly locks: readonly (PlacedPair & { readonly isHonoured: boolean })[];
}

/** What came of a what-if. */
export type WhatIfOutcome =
  | { readonly kind: 'computed'; readonly result: WhatIfResult }
  /** An id that the round does not have; `field` names it in the what-if. */
  | { readonly kind: 'reference-unknown'; readonly field: string }
  | { readonly kind: 'too-large'; readonly households: number; readonly dwellings: number };

/**
 * Solves a round once more with something changed, beginning from the stored proposal. All computing: it runs in a
 * thread.
 *
 * @throws {ProposalRefusedError} when the checker finds a deviation.
 */
export function computeWhatIf(task: WhatIfTask): WhatIfOutcome {
  const before = parseFacts(task.facts);
  const { length: households } = before.households;
  const { length: dwellings } = before.dwellings;
  if (households * dwellings > task.mostPairs) return { kind: 'too-large', households, dwellings };
  const field = findUnknown(before, task.whatIf);
  if (field !== undefined) return { kind: 'reference-unknown', field };
  const stored = readSolution(task.solution);
  const facts = changeFacts(before, task.whatIf, task.lotSeed);
  const problem = changeProblem(
    buildProblem(createJudgingContext(facts), judgeRound(facts)),
    changesOf(task.whatIf),
  );
  const most = task.whatIf.effort === 'full' ? undefined : QUICK_MAX_NODES;
  // What changes nothing in the problem is answered as it was, however much of that is proven.
  const solution = hashProblem(problem) === stored.problemHash ? stored : solveChecked(problem, stored, most);
  const placed = new Map(solution.assignments.map((pair) => [pair.household, pair.dwelling]));
  return {
    kind: 'computed',
    result: {
      ...compareOutcomes({ facts: before, solution: stored }, { facts, solution }, problem),
      optimal: solution.optimal,
      objectiveBefore: stored.objective,
      objectiveAfter: solution.objective,
      locks: (task.whatIf.locked ?? []).map(({ householdId, dwellingId }) => ({
        householdId,
        dwellingId,
        isHonoured: placed.get(householdId) === dwellingId,
      })),
    },
  };
}

/** Solves from a solution of nearly the same problem, with the same effort or less, and has the checker accept the answer. */
export function solveChecked(
  problem: Problem,
  from: Solution | undefined,
  mostNodes = Number.MAX_SAFE_INTEGER,
): Solution {
  const solution = solve(
    problem,
    from === undefined ? {} : { from, maxNodes: Math.min(mostNodes, from.stats.maxNodes) },
  );
  const deviations = check(problem, solution);
  if (deviations.length > 0) {
    throw new ProposalRefusedError(
      `the checker found ${deviations.length} deviations: ${deviations[0]?.code ?? ''}`,
    );
  }
  return solution;
}

/** Reads a stored solution. @throws {Error} when it cannot be read: it was written by this product. */
export function readSolution(text: string): Solution {
  const parsed = parseSolution(JSON.parse(text));
  if (!parsed.ok) throw new Error('a stored solution cannot be read');
  return parsed.solution;
}

function changesOf({ locked = [], forbidden = [] }: WhatIf): readonly ProblemChange[] {
  return [
    ...forbidden.map(({ householdId, dwellingId }) => ({
      kind: 'forbid' as const,
      household: householdId,
      dwelling: dwellingId,
    })),
    // The last one to be made comes first in the ranks: where there is room for one, it is the first one named.
    ...locked.toReversed().map(({ householdId, dwellingId }) => ({
      kind: 'lock' as const,
      household: householdId,
      dwelling: dwellingId,
    })),
  ];
}

function findUnknown(
  facts: RoundFacts,
  { locked = [], forbidden = [], places = [] }: WhatIf,
): string | undefined {
  const households = new Set(facts.households.map(({ id }) => id));
  const dwellings = new Set(facts.dwellings.map(({ id }) => id));
  const known = new Set(facts.places.map(({ id }) => id));
  const unknownIn = (list: readonly PlacedPair[], name: string): readonly string[] =>
    list.flatMap(({ householdId, dwellingId }, index) => [
      ...(households.has(householdId) ? [] : [`${name}/${index}/householdId`]),
      ...(dwellings.has(dwellingId) ? [] : [`${name}/${index}/dwellingId`]),
    ]);
  return [
    ...places.flatMap(({ placeId }, index) => (known.has(placeId) ? [] : [`places/${index}/placeId`])),
    ...unknownIn(locked, 'locked'),
    ...unknownIn(forbidden, 'forbidden'),
  ][0];
}
