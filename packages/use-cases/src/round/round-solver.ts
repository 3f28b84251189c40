import type { NewVerdicts } from '@boligtrapp/database';
import { UnavailableError } from '../errors/domain-error.ts';
import type { ImpactPart, ImpactTask } from '../policy-set/compute-impact.ts';
import type { ComputedProposal } from './compute-proposal.ts';
import type { WhatIfOutcome, WhatIfTask } from './compute-what-if.ts';

/** A proposal as a solver hands it over: the verdicts may come one row at a time, since there are millions. */
export interface SolvedRound extends Omit<ComputedProposal, 'judgement'> {
  /** In the order of the facts' households. */
  readonly judgement: { readonly rows: Iterable<NewVerdicts> };
}

/** How a solve is done. */
export interface RoundSolveOptions {
  /** Effort, see `SolveOptions` of the engine; `undefined` for its own. */
  readonly maxNodes: number | undefined;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/** Computes proposals away from the event loop; the worker brings a pool of threads. */
export interface RoundSolver {
  /**
   * The proposal of the frozen facts, given as their stored text.
   *
   * @throws {SolverDiedError} when the solve ended what it ran in.
   * @throws {ProposalRefusedError} when the checker refused the answer, and an AbortError when `signal` is aborted.
   */
  readonly solve: (facts: string, options: RoundSolveOptions) => Promise<SolvedRound>;
}

/** Computes what-ifs away from the event loop; the API brings a pool of threads. */
export interface WhatIfSolver {
  /**
   * @throws {SolverDiedError} when the solve ended what it ran in.
   * @throws {ProposalRefusedError} when the checker refused the answer, and an AbortError when `signal` is aborted.
   */
  readonly whatIf: (task: WhatIfTask, signal: AbortSignal) => Promise<WhatIfOutcome>;
}

/** Computes what a policy changes away from the event loop; the worker brings a pool of threads. */
export interface ImpactSolver {
  /**
   * @throws {SolverDiedError} when the solve ended what it ran in.
   * @throws {ProposalRefusedError} when the checker refused an answer, and an AbortError when `signal` is aborted.
   */
  readonly measureImpact: (
    task: ImpactTask,
    options: Pick<RoundSolveOptions, 'signal' | 'onProgress'>,
  ) => Promise<ImpactPart>;
}

/** `out-of-memory`: it asked for more than it may have. `stopped`: its thread ended for another reason. */
export type SolverDeathCode = 'solver.out-of-memory' | 'solver.stopped';

/** A solve ended the thread that it ran in. Another one with the same budget would most likely do so, too. */
export class SolverDiedError extends Error {
  override readonly name = 'SolverDiedError';
  readonly code: SolverDeathCode;

  constructor(code: SolverDeathCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

/**
 * Runs a solve that somebody waits for. Where it dies or is given up, they are told to ask again later: nothing was
 * stored, and nothing is wrong with what they asked for.
 *
 * @throws {UnavailableError} `solver.unavailable`
 */
export async function whileSolving<T>(signal: AbortSignal, solve: () => Promise<T>): Promise<T> {
  try {
    return await solve();
  } catch (error) {
    if (!signal.aborted && !(error instanceof SolverDiedError)) throw error;
    throw new UnavailableError('solver.unavailable', {}, { cause: error });
  }
}
