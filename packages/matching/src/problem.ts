/** Whose number is greatest: strictly by rank, or the most from each class in turn. */
export type ServedRule = 'strict-rank' | 'most-per-class';

/**
 * A household that waits for a dwelling, or lives in one and may move.
 * `rank` 1 is served first; ranks are a strict total order and never contradict `class` (1 = most urgent).
 * `load` >= 0 is what it uses of a resource whose weight is `load`.
 */
export interface ProblemHousehold {
  readonly id: string;
  readonly rank: number;
  readonly class: number;
  readonly load: number;
  /** The dwelling it lives in and may leave; `null` for one that only waits. */
  readonly current: string | null;
}

/** A dwelling that takes part: vacant, or held by a household that may move. */
export interface ProblemDwelling {
  readonly id: string;
}

/** One lawful placement. A pair that names the household's own current dwelling means staying, and is never used. */
export interface ProblemPair {
  readonly household: string;
  readonly dwelling: string;
  /** >= 0; less is better and comes before everything else in the placement. */
  readonly misfit: number;
  /** Any sign; more is better. */
  readonly score: number;
}

/** What a household uses of a resource: its load, one, or its own figure (0 where the object does not name it). */
export type ResourceWeight = 'load' | 'one' | Readonly<Record<string, number>>;

/**
 * Something that placements use up. `capacity` is what is left for the households of the file; where the use of
 * today already exceeds it (or it is negative), the use of today is the limit.
 */
export interface ProblemResource {
  readonly id: string;
  readonly capacity: number;
  /** From this use on, more is unwelcome; left out: never. */
  readonly soft?: number;
  readonly weight: ResourceWeight;
  readonly dwellings: readonly string[];
}

/** Two households of which a placed one may not end in a listed resource where the other one ends. */
export interface ProblemApart {
  readonly a: string;
  readonly b: string;
  readonly resources: readonly string[];
}

/** `boligtrapp-problem/1`: everything the solver knows. All numbers are integers of at most 2^31 - 1 in size. */
export interface Problem {
  readonly format: 'boligtrapp-problem/1';
  readonly servedRule: ServedRule;
  readonly households: readonly ProblemHousehold[];
  readonly dwellings: readonly ProblemDwelling[];
  readonly pairs: readonly ProblemPair[];
  readonly resources: readonly ProblemResource[];
  readonly apart: readonly ProblemApart[];
}

/** The largest size of any figure in a problem: sums over a million households stay exact in a double. */
export const MAX_FIGURE: number = 2 ** 31 - 1;

/** Order of ids everywhere in problem and solution: by UTF-16 code units, the same on every machine. */
export function compareIds(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
