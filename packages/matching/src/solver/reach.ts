import type { Model } from './model.ts';

/** Where different weights (added up over its dwellings) times the limit are more, a resource's limit is not sharpened. */
export const MAX_REACH_STEPS = 20_000_000;

type Unsharpened = Omit<Model, 'reach' | 'tooMuch'>;

/** The options that overfill a resource by themselves: they are no place in any question. */
export function findTooMuch(model: Unsharpened): Int32Array {
  const found: number[] = [];
  for (let option = 0; option < model.optionDwelling.length; option += 1) {
    if (isTooMuch(model, option)) found.push(option);
  }
  return Int32Array.from(found);
}

function isTooMuch(model: Unsharpened, option: number): boolean {
  const dwelling = model.optionDwelling[option]!;
  const household = model.optionHousehold[option]!;
  for (let i = model.resourceStart[dwelling]!; i < model.resourceStart[dwelling + 1]!; i += 1) {
    const resource = model.resourceList[i]!;
    if (model.weights[resource]![household]! > model.limit[resource]!) return true;
  }
  return false;
}

/**
 * How much of each resource can be used at most: the greatest sum up to the limit that comes about when each of its
 * dwellings has one of those households, or none, that have a place there.
 */
export function findReach(model: Unsharpened, tooMuch: Int32Array): Float64Array {
  const weightsAt = collectWeights(model, tooMuch);
  return model.limit.map((limit, resource) => {
    const dwellings = weightsAt[resource]!;
    const most = dwellings.reduce((sum, weights) => sum + Math.max(0, ...weights), 0);
    if (most <= limit) return most;
    const steps = limit * dwellings.reduce((sum, weights) => sum + weights.size, 0);
    return steps > MAX_REACH_STEPS ? limit : greatestSum(dwellings, limit);
  });
}

/** By resource, for each of its dwellings, the different weights above 0 of those who have a place there. */
function collectWeights(model: Unsharpened, tooMuch: Int32Array): readonly (readonly Set<number>[])[] {
  const isNoPlace = new Uint8Array(model.optionDwelling.length);
  for (const option of tooMuch) isNoPlace[option] = 1;
  const weightsAt = Array.from({ length: model.resourceStart.at(-1) ?? 0 }, () => new Set<number>());
  for (let option = 0; option < model.optionDwelling.length; option += 1) {
    if (isNoPlace[option] === 1) continue;
    const dwelling = model.optionDwelling[option]!;
    for (let i = model.resourceStart[dwelling]!; i < model.resourceStart[dwelling + 1]!; i += 1) {
      const weight = model.weights[model.resourceList[i]!]![model.optionHousehold[option]!]!;
      if (weight > 0) weightsAt[i]!.add(weight);
    }
  }
  const byResource: Set<number>[][] = model.resourceIds.map(() => []);
  for (const [i, resource] of model.resourceList.entries()) byResource[resource]!.push(weightsAt[i]!);
  return byResource;
}

function greatestSum(dwellings: readonly Set<number>[], limit: number): number {
  const isSum = new Uint8Array(limit + 1);
  isSum[0] = 1;
  for (const weights of dwellings) {
    // Downwards, so that a dwelling is counted once.
    for (let sum = limit; sum > 0; sum -= 1) {
      if (isSum[sum] === 1) continue;
      for (const weight of weights) {
        if (weight > sum || isSum[sum - weight] !== 1) continue;
        isSum[sum] = 1;
        break;
      }
    }
    if (isSum[limit] === 1) return limit;
  }
  return isSum.lastIndexOf(1);
}
