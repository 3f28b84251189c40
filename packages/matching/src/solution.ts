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
 * A limit on what whole households can have of a place together. For a household of a load in a dwelling, `units`
 * has a figure (0 where none is named; a load is written as text). With at most one household in each dwelling, with
 * only loads of households that have a place there, and with `resource` and each of `within` used up to their limits,
 * the units add up to `most` at most. All these resources are used by load; those within lie in it and do not overlap.
 */
export interface JointLimit {
  readonly resource: string;
  readonly within: readonly string[];
  readonly units: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly most: number;
}

/**
 * The one kind of evidence in a certificate: what a dwelling, a unit of a resource, and a unit of the figures cost.
 * All figures are integers above 0; what is not named costs nothing.
 *
 * A place of a household costs the price of the dwelling, plus for each resource of the dwelling its price times
 * what the household uses of it, plus `misfit` times the misfit, less `score` times the score of the pair (staying
 * has neither), plus for each priced joint limit its price times the units. Not being served costs `classes[its class]`. However the households are placed, together they
 * cannot cost more than what there is to sell:
 *
 *     each priced dwelling once
 *     + for each priced resource: its price times its reach, the most of it that whole households can use. With
 *       `excess` above 0 and a soft level below the reach instead:
 *       price × soft + max(0, price − excess) × (reach − soft)
 *     + for each priced joint limit: its price times the most units
 *     + misfit × the most misfit, excess × the most excess, −score × the least score that a question allows
 *     + for each priced class: its price × the most households of it that a question allows not to be served
 *
 * and each household costs at least its cheapest place (a pair that overfills a resource by itself is none). What is left when all but the household that a question
 * asks about have their cheapest place is the `room`: a place of that household that costs more cannot be had. Where
 * nobody is asked about, room below 0 means that there is no such assignment at all.
 */
export interface PriceList {
  readonly dwellings: Readonly<Record<string, number>>;
  readonly resources: Readonly<Record<string, number>>;
  readonly classes: Readonly<Record<string, number>>;
  /** By place in `certificate.jointLimits`; left out where none is priced. */
  readonly joint?: Readonly<Record<string, number>>;
  readonly misfit: number;
  readonly excess: number;
  readonly score: number;
}

/**
 * A proof by cases; node 0 is the whole. `prices` (indices of `certificate.prices`) close places of the asked
 * household at this node; what they leave open must be closed in both cases of the `branch`: `household` ends in one
 * of `dwellings` (node `inside`), or it does not (node `outside`). Of the asked household itself, each place is
 * closed on its own side; a household that takes no part is outside. Children come after their parent.
 *
 * In a case the household has only the places that are left to it; and where all of them are in a resource in which
 * another household is kept apart from it, that one has no place there (except its current dwelling, where the first
 * may stay in its own).
 */
export interface ProofNode {
  readonly prices: readonly number[];
  readonly branch: ProofBranch | null;
}

export interface ProofBranch {
  readonly household: string;
  /** By id. */
  readonly dwellings: readonly string[];
  readonly inside: number;
  readonly outside: number;
}

/** Why a household was not served, given everyone decided before it. */
export type UnservedProof =
  /** All its dwellings are needed by others: price lists of dwellings alone. No lists: it has no pair. */
  | { readonly kind: 'hall-set'; readonly prices: readonly number[] }
  /**
   * What is full cannot take it: of what list `prices` sells, those decided before leave at most `room`, and every
   * place of the household costs at least `bound`, which is more.
   */
  | { readonly kind: 'resource'; readonly prices: number; readonly room: number; readonly bound: number }
  /** A proof by cases, the tree of the served set: so many of its nodes were needed. */
  | { readonly kind: 'exhausted-search'; readonly nodes: number }
  /** The search was given up after so many linear programs: no proof, and the solution does not claim to be optimal. */
  | { readonly kind: 'unproven'; readonly nodes: number };

/** A household that was not served, and the reason. */
export interface UnservedHousehold {
  readonly household: string;
  readonly proof: UnservedProof;
}

/** `most-per-class`: no assignment serves more than `bound` of a class, with as many of the classes before as `served`. */
export interface ClassCount {
  readonly class: number;
  readonly served: number;
  readonly bound: number;
  readonly tree: readonly ProofNode[];
}

/** The steps in which the placement is chosen among the assignments that serve the set. */
export type PlacementStepName = 'misfit' | 'excess' | 'score' | 'order';

/**
 * One step of the placement. `bound`: no assignment that is as good in the steps before does better than this
 * (least for misfit and excess, greatest for score), as `tree` shows; `null` where none is known and always for
 * `order`. `proven`: this step is optimal: its value is its bound, and the steps before are proven too.
 *
 * For `order` the tree closes, for each served household in turn, every dwelling with a smaller id than its own,
 * given where those ranked before it are.
 */
export interface PlacementStep {
  readonly step: PlacementStepName;
  readonly value: number | null;
  readonly bound: number | null;
  readonly proven: boolean;
  readonly tree: readonly ProofNode[];
}

/**
 * What was proved about the solution. `unserved` is by household id; `placement` has the four steps in order.
 *
 * The tree of the served set answers for each household that was not served, in the order of ranks. Before it, the
 * served end in one of their pairs, and those who were passed over with a proof where they are (nowhere, or in their
 * current dwelling). After it, and where a search was given up, movers end in one of their pairs or their current
 * dwelling. Under `strict-rank` nobody else takes part; under `most-per-class` the others after it may be served or
 * not, as long as every class has the number that is served. `classes` is empty under `strict-rank`.
 */
export interface Certificate {
  /** Not there in `boligtrapp-solution/1`. */
  readonly jointLimits?: readonly JointLimit[];
  readonly prices: readonly PriceList[];
  readonly servedSet: {
    readonly proven: boolean;
    readonly classes: readonly ClassCount[];
    readonly tree: readonly ProofNode[];
    readonly unserved: readonly UnservedHousehold[];
  };
  readonly placement: readonly PlacementStep[];
}

/** How one household was decided; the trace lists all of them by rank. */
export interface TraceStep {
  readonly household: string;
  readonly outcome: 'served' | 'unserved';
  readonly by: TraceReason;
  /** Linear programs solved for it. */
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
  /** Linear programs that the search for one household may solve. */
  readonly maxNodes: number;
  /** Linear programs solved for the served set. */
  readonly searchNodes: number;
  /** Improving moves, and linear programs solved, for the placement. */
  readonly placementMoves: number;
  readonly placementNodes: number;
}

/**
 * `boligtrapp-solution/2`; `/1` is the same without joint limits. `assignments` by household id; `served` (households that end in another dwelling than
 * their current one) by rank. `optimal` only where the served set and every placement step are proven.
 */
export interface Solution {
  readonly format: 'boligtrapp-solution/1' | 'boligtrapp-solution/2';
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
