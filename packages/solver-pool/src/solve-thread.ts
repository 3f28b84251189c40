import { parseFacts } from '@boligtrapp/database';
import {
  type ComputedProposal,
  computeImpact,
  computeProposal,
  computeWhatIf,
  type ImpactPart,
  type ImpactTask,
  ProposalRefusedError,
  type WhatIfOutcome,
  type WhatIfTask,
} from '@boligtrapp/use-cases';
import { type PackedVerdicts, packVerdicts } from './packed-verdicts.ts';

/** What the pool hands to a thread. */
export interface SolveTask {
  /** The stored text of the frozen facts. */
  readonly facts: string;
  readonly maxNodes: number | undefined;
  /** Shared: households decided, and households in all. */
  readonly progress: Int32Array;
}

/** As {@link SolveTask}, for an impact. */
export interface MeasureTask extends ImpactTask {
  /** Shared: households decided, and households in all. */
  readonly progress: Int32Array;
}

/** What a thread hands back. A refusal is a value: an error that is copied between threads loses its class and code. */
export type Refusable<T> = T | { readonly refusal: string };

/** What comes of a {@link SolveTask}. */
export type SolveOutcome = Refusable<{
  readonly proposal: Omit<ComputedProposal, 'judgement'>;
  readonly verdicts: PackedVerdicts;
}>;

/** Runs in a thread of its own: a solve is all computing and would stop every lock and answer of the process. */
export function solveInThread({ facts, maxNodes, progress }: SolveTask): SolveOutcome {
  const onProgress = reportIn(progress);
  return refusable(() => {
    const { judgement, ...proposal } = computeProposal(parseFacts(facts), { maxNodes, onProgress });
    return { proposal, verdicts: packVerdicts(judgement) };
  });
}

/** Runs in a thread of its own, as {@link solveInThread}. */
export function whatIfInThread(task: WhatIfTask): Refusable<WhatIfOutcome> {
  return refusable(() => computeWhatIf(task));
}

/** Runs in a thread of its own, as {@link solveInThread}. */
export function impactInThread({ progress, ...task }: MeasureTask): Refusable<{ readonly part: ImpactPart }> {
  return refusable(() => ({ part: computeImpact(task, reportIn(progress)) }));
}

function reportIn(progress: Int32Array): (done: number, total: number) => void {
  return (done, total) => {
    Atomics.store(progress, 0, done);
    Atomics.store(progress, 1, total);
  };
}

function refusable<T>(compute: () => T): Refusable<T> {
  try {
    return compute();
  } catch (error) {
    if (error instanceof ProposalRefusedError) return { refusal: error.message };
    throw error;
  }
}
