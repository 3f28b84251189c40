import type { Facts } from './facts.ts';

/** What a household uses of a resource when it is in one of its dwellings. */
export function weightOf(
  facts: Pick<Facts, 'resources' | 'ownWeights' | 'loads'>,
  resource: number,
  household: number,
): number {
  const weight = facts.resources[resource]?.weight;
  if (weight === 'load') return facts.loads[household] ?? 0;
  return weight === 'one' ? 1 : (facts.ownWeights[resource]?.get(household) ?? 0);
}

/** Use of each resource when every household is in the given dwelling (-1: nowhere). */
export function measureUse(
  facts: Pick<Facts, 'resources' | 'ownWeights' | 'loads' | 'resourceStart' | 'resourceOf'>,
  dwellingOf: Int32Array,
): Float64Array {
  const use = new Float64Array(facts.resources.length);
  for (const [household, dwelling] of dwellingOf.entries()) {
    if (dwelling < 0) continue;
    for (let at = facts.resourceStart[dwelling]!; at < facts.resourceStart[dwelling + 1]!; at += 1) {
      const resource = facts.resourceOf[at]!;
      use[resource]! += weightOf(facts, resource, household);
    }
  }
  return use;
}
