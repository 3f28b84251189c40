import { createJudgingContext, judgeRound, type RoundFacts, type RoundJudgement } from '@boligtrapp/domain';
import { check, sha256Hex, solve, toCanonicalJson } from '@boligtrapp/matching';
import { buildProblem } from './build-problem.ts';

/** Names the rules and the solver that made a proposal; changed whenever either could answer differently. */
export const ENGINE_VERSION = 'price-engine/5';

/** What is computed from the facts of a round, and nothing else. */
export interface ComputedProposal {
  readonly problemHash: string;
  /** Canonical JSON of the solution. */
  readonly solution: string;
  readonly solutionHash: string;
  readonly isOptimal: boolean;
  readonly judgement: RoundJudgement;
}

/** The exact checker refused what the solver answered. A bug: nothing may be stored. */
export class ProposalRefusedError extends Error {
  override readonly name = 'ProposalRefusedError';
  readonly code = 'proposal.refused';
}

/** How a proposal is computed. */
export interface ComputeOptions {
  /** Effort, see `SolveOptions` of the engine; it is kept in the solution. Left out: the engine's own. */
  readonly maxNodes?: number | undefined;
  /** Told how many households are decided, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Judges every pair, solves, and has the exact checker accept the answer. The same facts and the same
 * effort give the same bytes on every machine.
 * @throws {ProposalRefusedError} when the checker finds a deviation.
 */
export function computeProposal(facts: RoundFacts, options: ComputeOptions = {}): ComputedProposal {
  const { maxNodes, onProgress } = options;
  const judgement = judgeRound(facts);
  const problem = buildProblem(createJudgingContext(facts), judgement);
  const solution = solve(problem, {
    ...(maxNodes === undefined ? {} : { maxNodes }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const deviations = check(problem, solution);
  if (deviations.length > 0) {
    throw new ProposalRefusedError(
      `the checker found ${deviations.length} deviations: ${deviations[0]?.code ?? ''}`,
    );
  }
  return {
    problemHash: solution.problemHash,
    solution: toCanonicalJson(solution),
    solutionHash: sha256Hex(solution),
    isOptimal: solution.optimal,
    judgement,
  };
}
