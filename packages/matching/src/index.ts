/**
 * The matching engine: problem in, assignment with certificate out. It knows no housing words and is pure: no
 * I/O, no clock, no randomness.
 *
 * Problem: who waits (households by rank), what there is (dwellings), which of them fit (pairs), what placements
 * use up (resources), who is kept apart. Served: ends in another dwelling than today. Mover: has a dwelling today
 * and may leave it. Certificate: for each household that was not served why not, for the placement what is proven.
 */
export { sha256Hex, toCanonicalJson } from './canonical-json.ts';
export type { Deviation, DeviationCode } from './check/deviation.ts';
export { check } from './check.ts';
export { changeProblem, newDwellingId, type ProblemChange } from './explain/change-problem.ts';
export { compareSolutions, type Difference } from './explain/compare-solutions.ts';
export { explainHousehold, type HouseholdExplanation } from './explain/explain-household.ts';
export { findNearestChange, type NearestChange } from './explain/nearest-change.ts';
export { measureShadowPrices, type ShadowPrice } from './explain/shadow-prices.ts';
export { explainPair, type PairReason } from './explain/why-not.ts';
export type { FirstAnswer } from './first-answer.ts';
export {
  compareIds,
  MAX_FIGURE,
  type Problem,
  type ProblemApart,
  type ProblemDwelling,
  type ProblemHousehold,
  type ProblemPair,
  type ProblemResource,
  type ResourceWeight,
  type ServedRule,
} from './problem.ts';
export { canonicalPieces, hashProblem, normalizeProblem } from './problem-hash.ts';
export type {
  Assignment,
  Certificate,
  ClassCount,
  Objective,
  PlacementStep,
  PlacementStepName,
  PriceList,
  ProofBranch,
  ProofNode,
  Solution,
  SolutionStats,
  TraceReason,
  TraceStep,
  UnservedHousehold,
  UnservedProof,
} from './solution.ts';
export { SolveCancelledError, type SolveOptions, solve } from './solve.ts';
export type { Fault, FaultCode } from './validate/fault.ts';
export { type ParsedProblem, parseProblem } from './validate/validate-problem.ts';
export { type ParsedSolution, parseSolution } from './validate/validate-solution.ts';
