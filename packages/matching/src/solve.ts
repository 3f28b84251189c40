import { compareIds, type Problem, type ServedRule } from './problem.ts';
import { hashProblem } from './problem-hash.ts';
import type { Assignment, Certificate, PlacementStep, Solution, UnservedProof } from './solution.ts';
import { createModel, type Model } from './solver/model.ts';
import { improvePlacement } from './solver/placement.ts';
import { measure, provePlacement } from './solver/placement-proof.ts';
import { buildServedSet, type Decision, type NumberedProof } from './solver/served-set.ts';
import { createServing, type Serving } from './solver/serving.ts';

/** What a caller may set. Effort is counted, never timed. */
export interface SolveOptions {
  /** Decisions that the search for one household may try; 0 for no search. Left out: by the size of the problem. */
  readonly maxNodes?: number;
  /** Told now and then how many of the households are decided. It cannot change the result. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** The default effort: so many decisions are shared by all households, between these limits for each. */
const SHARED_NODES = 1_000_000;
const LEAST_NODES = 100;
const MOST_NODES = 50_000;

/** Exchanges that the placement may look at. */
const PLACEMENT_STEPS = 10_000_000;

const PROGRESS_INTERVAL = 50;

/**
 * A feasible assignment with a strict-rank served set (or most-per-class), improved in place, with what is proved
 * about it. The same problem gives the same solution, byte for byte, whatever the order of its arrays.
 *
 * Expects a problem that `parseProblem` accepted.
 *
 * @throws {RangeError} when the problem names an id that it does not have, or `maxNodes` is no integer >= 0.
 */
export function solve(problem: Problem, options: SolveOptions = {}): Solution {
  const model = createModel(problem);
  const count = model.householdIds.length;
  const maxNodes = options.maxNodes ?? defaultNodes(count);
  if (!Number.isSafeInteger(maxNodes) || maxNodes < 0)
    throw new RangeError('maxNodes must be an integer >= 0.');
  const onHousehold = (done: number): void => {
    if (done % PROGRESS_INTERVAL === 0) options.onProgress?.(done, count);
  };
  const attempt = chooseAttempt(model, problem.servedRule, { maxNodes, onHousehold });
  const { state } = attempt.serving;
  const served = listServed(attempt);
  const placementMoves = improvePlacement({ model, state, served, maxSteps: PLACEMENT_STEPS });
  options.onProgress?.(count, count);
  const objective = measure(model, state, served);
  const placement = provePlacement(model, served, objective);
  const certificate = writeCertificate(attempt, problem.servedRule, placement);
  return {
    format: 'boligtrapp-solution/1',
    problemHash: hashProblem(problem),
    servedRule: problem.servedRule,
    optimal: certificate.servedSet.proven && placement.every((step) => step.proven),
    assignments: listAssignments(attempt.serving),
    served: served.map((household) => model.householdIds[household]!),
    objective,
    certificate,
    trace: attempt.decisions.map((decision) => ({
      household: model.householdIds[decision.household]!,
      outcome: decision.proof === undefined ? 'served' : 'unserved',
      by: decision.by,
      nodes: decision.nodes,
    })),
    stats: {
      households: count,
      movers: problem.households.filter((household) => household.current !== null).length,
      dwellings: problem.dwellings.length,
      pairs: problem.pairs.length,
      resources: problem.resources.length,
      apart: problem.apart.length,
      served: served.length,
      maxNodes,
      searchNodes: attempt.decisions.reduce((sum, decision) => sum + decision.nodes, 0),
      placementMoves,
    },
  };
}

interface Attempt {
  readonly serving: Serving;
  /** By rank. */
  readonly decisions: readonly Decision[];
}

interface AttemptOptions {
  readonly maxNodes: number;
  readonly onHousehold: (done: number) => void;
}

function defaultNodes(households: number): number {
  return Math.min(MOST_NODES, Math.max(LEAST_NODES, Math.floor(SHARED_NODES / Math.max(1, households))));
}

/**
 * For most-per-class the strict order is tried first, then within each class those who use least; the second only
 * counts where it serves more. That is a heuristic, and the certificate says so.
 */
function chooseAttempt(model: Model, rule: ServedRule, options: AttemptOptions): Attempt {
  const byRank = model.householdIds.map((_, household) => household);
  const strict = makeAttempt(model, byRank, options);
  if (rule === 'strict-rank' || isMatroidOptimum(strict)) return strict;
  const byLoad = byRank.toSorted(
    (a, b) => model.classes[a]! - model.classes[b]! || model.loads[a]! - model.loads[b]! || a - b,
  );
  const light = makeAttempt(model, byLoad, options);
  return servesMore(light, strict) ? withoutProofs(light) : strict;
}

function makeAttempt(model: Model, order: readonly number[], options: AttemptOptions): Attempt {
  const serving = createServing(model);
  const decisions = buildServedSet(serving, order, options);
  return { serving, decisions: decisions.toSorted((a, b) => a.household - b.household) };
}

/** Without movers the sets that dwellings alone allow are a matroid: if only Hall sets stand in the way, rank order is best. */
function isMatroidOptimum({ serving, decisions }: Attempt): boolean {
  const hasMovers = serving.model.current.some((dwelling) => dwelling >= 0);
  return !hasMovers && decisions.every(({ proof }) => proof === undefined || proof.kind === 'hall-set');
}

function servesMore(one: Attempt, other: Attempt): boolean {
  const counts = new Map<number, number>();
  const { classes } = one.serving.model;
  for (const [attempt, sign] of [
    [one, 1],
    [other, -1],
  ] as const) {
    for (const { household, proof } of attempt.decisions) {
      if (proof !== undefined) continue;
      const key = classes[household]!;
      counts.set(key, (counts.get(key) ?? 0) + sign);
    }
  }
  const firstDifference = [...counts].toSorted(([a], [b]) => a - b).find(([, count]) => count !== 0);
  return (firstDifference?.[1] ?? 0) > 0;
}

/** Proofs that were made in another order than by rank say nothing about the class. */
function withoutProofs(attempt: Attempt): Attempt {
  const decisions = attempt.decisions.map((decision): Decision => {
    if (decision.proof === undefined) return decision;
    return { ...decision, by: 'unproven', proof: { kind: 'unproven', nodes: decision.nodes } };
  });
  return { serving: { ...attempt.serving, hallSets: [] }, decisions };
}

function listServed(attempt: Attempt): number[] {
  return attempt.decisions.filter(({ proof }) => proof === undefined).map(({ household }) => household);
}

function listAssignments({ model, state }: Serving): Assignment[] {
  const assignments: Assignment[] = [];
  for (const [household, dwelling] of state.at.entries()) {
    if (dwelling < 0) continue;
    assignments.push({ household: model.householdIds[household]!, dwelling: model.dwellingIds[dwelling]! });
  }
  return assignments.toSorted((a, b) => compareIds(a.household, b.household));
}

function writeCertificate(
  attempt: Attempt,
  rule: ServedRule,
  placement: readonly PlacementStep[],
): Certificate {
  const { model, hallSets } = attempt.serving;
  const households = (numbers: readonly number[]): string[] =>
    numbers.map((household) => model.householdIds[household]!).toSorted(compareIds);
  const unserved = attempt.decisions.flatMap(({ household, proof }) =>
    proof === undefined
      ? []
      : [{ household: model.householdIds[household]!, proof: writeProof(model, proof) }],
  );
  const isProven =
    rule === 'strict-rank'
      ? unserved.every(({ proof }) => proof.kind !== 'unproven')
      : isMatroidOptimum(attempt);
  return {
    servedSet: {
      proven: isProven,
      hallSets: hallSets.map((set) => ({
        dwellings: set.dwellings.toSorted((a, b) => a - b).map((dwelling) => model.dwellingIds[dwelling]!),
        households: households(set.households),
        needs: set.needs,
      })),
      unserved: unserved.toSorted((a, b) => compareIds(a.household, b.household)),
    },
    placement,
  };
}

function writeProof(model: Model, proof: NumberedProof): UnservedProof {
  if (proof.kind !== 'resource') return proof;
  return { ...proof, resources: proof.resources.map((resource) => model.resourceIds[resource]!) };
}
