/**
 * The same questions that the engine answers, put to a general MIP solver (HiGHS, npm `highs`): for tests and
 * benchmarks, never for a proposal. Place: a pair, or staying. Ending: the place of each household by rank.
 */
export { acceptsEnding } from './accepts-ending.ts';
export {
  findFirstPlacement,
  findPlacement,
  improvePlacement,
  type PlacementAnswer,
} from './find-placement.ts';
export { findServed, type ServedAnswer } from './find-served.ts';
export { type Mip, type MipAnswer, type MipOptions, openMip, UnsolvedMipError } from './mip.ts';
export { type Ending, numberPlaces, type Places, stayEnding } from './places.ts';
export { type EndingFigures, verifyEnding, weightOf } from './verify-ending.ts';
export { type SequentialAnswer, solveBlend, solveInStages } from './whole-models.ts';
