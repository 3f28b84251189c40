import type { Objective, ServedRule } from '@boligtrapp/matching';
import type { ProblemSize } from '@boligtrapp/testing/problem-generator';
import type { Headroom } from './bench-options.ts';

/** Which problem. */
export interface Case {
  readonly size: ProblemSize;
  readonly seed: number;
  readonly headroom: Headroom;
  readonly rule: ServedRule;
}

/** What one solve of the engine took and gave, in a process of its own. Times in ms, memory in MiB. */
export interface SolveMeasurement {
  readonly case: Case;
  readonly households: number;
  readonly dwellings: number;
  readonly pairs: number;
  readonly generateMs: number;
  /** From the problem in memory to the solution; the hash is in it. */
  readonly solveMs: number;
  /** The same on the processors: what it would take on a machine with nothing else to do, and a little more. */
  readonly solveCpuMs: number;
  /** The same until the first answer with its bound, which is part of it. */
  readonly firstMs: number;
  readonly firstCpuMs: number;
  /** The hash again, on its own. */
  readonly hashMs: number;
  readonly jsonParseMs: number;
  readonly validateMs: number;
  readonly checkMs: number;
  /** The most memory the process had when the problem was there, after `solve`, and after `check`. */
  readonly memoryMb: { readonly problem: number; readonly solve: number; readonly check: number };
  /** 0: the checker accepted it. */
  readonly deviations: number;
  readonly firstDeviation: string | null;
  readonly optimal: boolean;
  readonly served: readonly string[];
  /** No placement serves more than this, whoever they are: the bound of the first answer. */
  readonly mostServed: number;
  readonly servedPerClass: readonly number[];
  readonly servedSetProven: boolean;
  readonly unserved: number;
  /** Of the unserved, those whose proof is not `unproven`. */
  readonly unservedProven: number;
  readonly objective: Objective;
  readonly steps: readonly StepMeasurement[];
  /** The gaps of the steps in one sum, in points of the blend misfit × 120 + excess × 15 − score. */
  readonly blendGap: number | null;
  /** The blend itself: less is better. */
  readonly blend: number;
  /** The one-shot objective with classes in the ratio of ten: more is better. */
  readonly wholeBlend: number;
}

/** One step of the placement; the gap is between value and bound, `null` where no bound is known. */
export interface StepMeasurement {
  readonly step: string;
  readonly value: number | null;
  readonly proven: boolean;
  readonly gap: number | null;
}

/** What HiGHS made of the same problem. A part is `null` where it was not asked or not solved in its time. */
export interface HighsMeasurement {
  readonly case: Case;
  readonly buildMs: number;
  readonly memoryMb: number;
  /** Misfit, excess and score with the served set of the engine given to it. */
  readonly placement: HighsPart | null;
  /** The same set found by MIPs, rank by rank, and then the placement. */
  readonly everything: (HighsPart & { readonly sameSet: boolean; readonly mips: number }) | null;
  /** Count of each class, misfit, excess and score, one after the other, on the whole problem. */
  readonly stages: (HighsPart & { readonly counts: readonly number[]; readonly sameCounts: boolean }) | null;
  /** The one-shot model. `value` and `bound`: more is better. */
  readonly blend: {
    readonly status: string;
    readonly seconds: number;
    readonly value: number | null;
    readonly bound: number;
    readonly start: number | null;
  };
  readonly problems: readonly string[];
}

export interface HighsPart {
  readonly seconds: number;
  /** On the processors, with all that is around the solver. */
  readonly cpuSeconds: number;
  /** In the order in which they were solved. */
  readonly stageSeconds: readonly number[];
  readonly objective: Objective;
  /** Misfit, excess and score are those of the engine. */
  readonly sameObjective: boolean;
}

/** Whether a message of another process is a case. */
export function isCase(value: unknown): value is Case {
  return typeof value === 'object' && value !== null && 'size' in value && 'rule' in value;
}

/** Whether a message of another process is the measurement of a solve. */
export function isSolveMeasurement(value: unknown): value is SolveMeasurement {
  return typeof value === 'object' && value !== null && 'case' in value && 'solveMs' in value;
}

/** Whether a message of another process is a measurement of HiGHS. */
export function isHighsMeasurement(value: unknown): value is HighsMeasurement {
  return typeof value === 'object' && value !== null && 'case' in value && 'blend' in value;
}

/** Milliseconds since `startedAt`, to a hundredth. */
export function msSince(startedAt: number): number {
  return Math.round((performance.now() - startedAt) * 100) / 100;
}

/** Milliseconds of the processors since `startedAt`, which `process.cpuUsage` gave. */
export function cpuMsSince(startedAt: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(startedAt);
  return Math.round((user + system) / 10) / 100;
}

/** The most memory that this process has had so far, in MiB. */
export function peakMemoryMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
