import type { Model } from './model.ts';
import { type Serving, visitTargets } from './serving.ts';

/** Resources that are too small together: everyone with a duty uses at least `bound` of them. */
export interface NumberedResourceProof {
  readonly resources: readonly number[];
  readonly bound: number;
}

/**
 * Tries to prove from use alone that a household (its duty is `served`, it is nowhere) cannot be served: some
 * resources of which everyone with a duty, wherever they end, uses more than the limits allow together. Looks
 * only at resources that are in the way of each of the household's dwellings.
 */
export function proveByResources(serving: Serving, household: number): NumberedResourceProof | undefined {
  const blocking = listBlocking(serving, household);
  if (blocking === undefined) return undefined;
  for (const candidate of listCandidates(serving.model, blocking)) {
    const resources = new Set(candidate);
    if (!isWorthTrying(serving, household, resources)) continue;
    const bound = leastUse(serving, household, resources);
    if (bound > sumOf(serving.model.limit, resources)) return { resources: candidate, bound };
  }
  return undefined;
}

/** For each dwelling the resources without room for the household, or `undefined` when one has room everywhere. */
function listBlocking(serving: Serving, household: number): number[][] | undefined {
  const { model, state } = serving;
  const blocking: number[][] = [];
  const hasGap = visitTargets(serving, household, (dwelling) => {
    const full: number[] = [];
    for (let i = model.resourceStart[dwelling]!; i < model.resourceStart[dwelling + 1]!; i += 1) {
      const resource = model.resourceList[i]!;
      const use = state.use[resource]! + model.weights[resource]![household]!;
      if (use > model.limit[resource]!) full.push(resource);
    }
    blocking.push(full);
    return full.length === 0;
  });
  return hasGap ? undefined : blocking;
}

/** Single resources that block all; then one for each dwelling, the widest or the narrowest. */
function listCandidates(model: Model, blocking: readonly number[][]): number[][] {
  const [first = []] = blocking;
  const common = first.filter((resource) => blocking.every((full) => full.includes(resource)));
  const size = (resource: number): number => model.memberStart[resource + 1]! - model.memberStart[resource]!;
  const widest = cover(blocking, (a, b) => size(b) - size(a) || a - b);
  const narrowest = cover(blocking, (a, b) => size(a) - size(b) || a - b);
  return [...common.map((resource) => [resource]), widest, narrowest];
}

function cover(blocking: readonly number[][], order: (a: number, b: number) => number): number[] {
  const chosen = new Set<number>();
  for (const full of blocking) {
    if (full.some((resource) => chosen.has(resource))) continue;
    const [best] = full.toSorted(order);
    if (best !== undefined) chosen.add(best);
  }
  return [...chosen].toSorted((a, b) => a - b);
}

/** The least use is no more than what the others use now and the household would add: a quick way to say no. */
function isWorthTrying(serving: Serving, household: number, resources: ReadonlySet<number>): boolean {
  const { model, state } = serving;
  const most = sumOf(state.use, resources) + leastUseOf(serving, household, resources);
  return most > sumOf(model.limit, resources);
}

/** Who is outside the resources now can stay outside, so only those inside count, and the household itself. */
function leastUse(serving: Serving, root: number, resources: ReadonlySet<number>): number {
  const { model, state } = serving;
  const counted = new Set<number>([root]);
  let total = leastUseOf(serving, root, resources);
  for (const resource of resources) {
    for (let i = model.memberStart[resource]!; i < model.memberStart[resource + 1]!; i += 1) {
      const household = state.holder[model.memberList[i]!]!;
      if (household < 0 || counted.has(household)) continue;
      counted.add(household);
      total += leastUseOf(serving, household, resources);
    }
  }
  return total;
}

function leastUseOf(serving: Serving, household: number, resources: ReadonlySet<number>): number {
  const { model } = serving;
  let least = Number.POSITIVE_INFINITY;
  visitTargets(serving, household, (dwelling) => {
    let use = 0;
    for (let i = model.resourceStart[dwelling]!; i < model.resourceStart[dwelling + 1]!; i += 1) {
      const resource = model.resourceList[i]!;
      if (resources.has(resource)) use += model.weights[resource]![household]!;
    }
    least = Math.min(least, use);
    return use === 0;
  });
  return least;
}

function sumOf(figures: Float64Array, places: ReadonlySet<number>): number {
  let sum = 0;
  for (const place of places) sum += figures[place]!;
  return sum;
}
