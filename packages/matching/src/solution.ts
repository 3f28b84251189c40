import type { ServedRule } from './problem.ts';

/** Where a household ends. Movers who stay are listed too, with the dwelling they have. */
export interface Assignment {
  readonly household: string;
  readonly dwelling: string;
}

/** Totals over the served (misfit, score) and over resources with a soft level (excess). */
export interface Objective {
  readonly misfit: number;
  readonly excess: number;
  readonly score: number;
}

/**
 * Dwellings that certain households need, every one: each of `households` (served before, or a mover who must
 * end somewhere) can end only in these `dwellings` or in those of the sets it `needs`, and there are no fewer
 * households than dwellings. Sets are shared between proofs, so that a certificate grows with the stock and not
 * with stock times queue; `expandHallSet` gives the whole.
 */
export interface HallSet {
  readonly dwellings: readonly string[];
  readonly households: readonly string[];
  /** Indices of other sets in `hallSets`, ascending, each smaller than this set's own index. */
  readonly needs: readonly number[];
}

/** Why nothing could be found for a household, given everyone who was served before it. */
export type UnservedProof =
  | HallSetProof
  /** Those who must end somewhere use at least `bound` of these resources together, which is over their limits. */
  | { readonly kind: 'resource'; readonly resources: readonly string[]; readonly bound: number }
  /** A complete search found nothing. */
  | { readonly kind: 'exhausted-search'; readonly nodes: number }
  /** The search was given up after `nodes`: not a proof, and the solution does not claim to be optimal. */
  | { readonly kind: 'unproven'; readonly nodes: number };

/** All the household's dwellings are needed by others; `sets` are indices in `hallSets`, ascending. */
export interface HallSetProof {
  readonly kind: 'hall-set';
  readonly sets: readonly number[];
}

/** A household that was not served, and the reason. */
export interface UnservedHousehold {
  readonly household: string;
  readonly proof: UnservedProof;
}

/** The steps in which the placement is chosen among the assignments that serve the set. */
export type PlacementStepName = 'misfit' | 'excess' | 'score' | 'order';

/**
 * One step of the placement. `bound`: no assignment that is as good in the steps before does better than this
 * (least for misfit and excess, greatest for score); `null` where none is known and always for `order`.
 * `proven`: this step is optimal, which needs the steps before to be proven too.
 */
export interface PlacementStep {
  readonly step: PlacementStepName;
  readonly value: number | null;
  readonly bound: number | null;
  readonly proven: boolean;
}

/** What was proved about the solution. `unserved` is by household id; `placement` has the four steps in order. */
export interface Certificate {
  readonly servedSet: {
    readonly proven: boolean;
    readonly hallSets: readonly HallSet[];
    readonly unserved: readonly UnservedHousehold[];
  };
  readonly placement: readonly PlacementStep[];
}

/** How one household was decided; the trace lists all of them by rank. */
export interface TraceStep {
  readonly household: string;
  readonly outcome: 'served' | 'unserved';
  readonly by: TraceReason;
  readonly nodes: number;
}

/** The way a household was served (first four) or the kind of proof that ended the attempt. */
export type TraceReason =
  | 'free-dwelling'
  | 'augmenting-path'
  | 'search'
  | 'moved-for-another'
  | UnservedProof['kind'];

/** Counted work and sizes; no times, so that the same problem gives the same bytes. */
export interface SolutionStats {
  readonly households: number;
  readonly movers: number;
  readonly dwellings: number;
  readonly pairs: number;
  readonly resources: number;
  readonly apart: number;
  readonly served: number;
  readonly maxNodes: number;
  readonly searchNodes: number;
  readonly placementMoves: number;
}

/**
 * `boligtrapp-solution/1`. `assignments` by household id; `served` (households that end in another dwelling than
 * their current one) by rank. `optimal` only where the served set and every placement step are proven.
 */
export interface Solution {
  readonly format: 'boligtrapp-solution/1';
  /** SHA-256 (hex) of the canonical JSON of the problem with its arrays sorted. */
  readonly problemHash: string;
  readonly servedRule: ServedRule;
  readonly optimal: boolean;
  readonly assignments: readonly Assignment[];
  readonly served: readonly string[];
  readonly objective: Objective;
  readonly certificate: Certificate;
  readonly trace: readonly TraceStep[];
  readonly stats: SolutionStats;
}
