import { compareIds } from '../problem.ts';
import type {
  Certificate,
  PriceList,
  ProofNode,
  UnservedProof,
  JointLimit as WrittenLimit,
} from '../solution.ts';
import type { NumberedCount } from './class-counts.ts';
import type { JointLimit } from './joint-limits.ts';
import type { Model } from './model.ts';
import type { NumberedStep } from './placement-steps.ts';
import type { PriceVector } from './price-vector.ts';
import type { TreeNode } from './proof-tree.ts';
import type { Decision, NumberedProof } from './served-set.ts';

/** All that was proved, in numbers. */
export interface NumberedCertificate {
  readonly model: Model;
  /** Class by number. */
  readonly classes: readonly number[];
  readonly isServedSetProven: boolean;
  readonly counts: readonly NumberedCount[];
  readonly tree: TreeNode;
  readonly decisions: readonly Decision[];
  readonly steps: readonly NumberedStep[];
}

/** Price lists in the order in which they are first named. */
interface Lists {
  readonly model: Model;
  readonly classes: readonly number[];
  readonly places: Map<PriceVector, number>;
  readonly lists: PriceList[];
  /** Joint limits in the order in which they are first priced. */
  readonly limits: Map<JointLimit, number>;
}

/** From numbers to ids, each price list once. */
export function writeCertificate(numbered: NumberedCertificate): Certificate {
  const { model, classes } = numbered;
  const lists: Lists = { model, classes, places: new Map(), lists: [], limits: new Map() };
  const counts = numbered.counts.map((count) => ({
    class: classes[count.number]!,
    served: count.served,
    bound: count.bound,
    tree: writeTree(lists, count.tree),
  }));
  const unserved = numbered.decisions.flatMap(({ household, proof }) =>
    proof === undefined
      ? []
      : [{ household: model.householdIds[household]!, proof: writeProof(lists, proof) }],
  );
  const needsTree = unserved.some(({ proof }) => proof.kind === 'exhausted-search');
  const tree = needsTree ? writeTree(lists, numbered.tree) : [];
  const placement = numbered.steps.map((step) => ({ ...step, tree: writeTree(lists, step.tree) }));
  return {
    jointLimits: Array.from(lists.limits.keys(), (limit) => writeLimit(model, limit)),
    prices: lists.lists,
    servedSet: {
      proven: numbered.isServedSetProven,
      classes: counts,
      tree,
      unserved: unserved.toSorted((a, b) => compareIds(a.household, b.household)),
    },
    placement,
  };
}

function writeProof(lists: Lists, proof: NumberedProof): UnservedProof {
  if (proof.kind === 'hall-set') {
    const prices = proof.vectors.map((vector) => nameList(lists, vector));
    return { kind: 'hall-set', prices: prices.toSorted((a, b) => a - b) };
  }
  if (proof.kind === 'resource') {
    const { room, bound } = proof;
    return { kind: 'resource', prices: nameList(lists, proof.vector), room, bound };
  }
  return proof;
}

/** Parents before children; nothing where the whole was not looked at. */
function writeTree(lists: Lists, root: TreeNode): ProofNode[] {
  if (root.vectors.length === 0 && root.branch === undefined) return [];
  const { model } = lists;
  const order: TreeNode[] = [root];
  for (let next = 0; next < order.length; next += 1) {
    const { branch } = order[next]!;
    if (branch !== undefined) order.push(branch.inside, branch.outside);
  }
  const places = new Map(order.map((node, place) => [node, place]));
  return order.map(({ vectors, branch }) => ({
    prices: vectors.filter(({ vector }) => !isEmpty(vector)).map(({ vector }) => nameList(lists, vector)),
    branch:
      branch === undefined
        ? null
        : {
            household: model.householdIds[branch.household]!,
            dwellings: listInside(model, branch.household, branch.isInside),
            inside: places.get(branch.inside)!,
            outside: places.get(branch.outside)!,
          },
  }));
}

function listInside(model: Model, household: number, isInside: Uint8Array): string[] {
  const start = model.optionStart[household]!;
  const ids: string[] = [];
  for (const [place, inside] of isInside.entries()) {
    if (inside === 1) ids.push(model.dwellingIds[model.optionDwelling[start + place]!]!);
  }
  return ids.toSorted(compareIds);
}

/** A case in which somebody has no place left needs no prices. */
function isEmpty(vector: PriceVector): boolean {
  return (
    vector.touched.length === 0 &&
    vector.classPrices === undefined &&
    vector.misfit === 0 &&
    vector.score === 0 &&
    vector.excess === 0
  );
}

function nameList(lists: Lists, vector: PriceVector): number {
  const known = lists.places.get(vector);
  if (known !== undefined) return known;
  const place = lists.lists.length;
  lists.places.set(vector, place);
  lists.lists.push(writeList(lists, vector));
  return place;
}

function nameLimit({ limits }: Lists, limit: JointLimit): number {
  const known = limits.get(limit);
  if (known !== undefined) return known;
  limits.set(limit, limits.size);
  return limits.size - 1;
}

function writeLimit(model: Model, { block, dwellings, units, most }: JointLimit): WrittenLimit {
  const { loadSteps, dwellingIds, resourceIds } = model;
  const byDwelling = Array.from(dwellings, (dwelling, place) => {
    const own = Array.from(loadSteps, (load, step) => [
      String(load),
      units[place * loadSteps.length + step]!,
    ]);
    return [dwellingIds[dwelling]!, Object.fromEntries(own.filter(([, figure]) => figure !== 0))] as const;
  });
  return {
    resource: resourceIds[block.outer]!,
    within: Array.from(block.inner, (resource) => resourceIds[resource]!),
    units: Object.fromEntries(byDwelling),
    most,
  };
}

function writeList(lists: Lists, vector: PriceVector): PriceList {
  const { model, classes } = lists;
  const joint = vector.joint.map(
    (limit, i) => [String(nameLimit(lists, limit)), vector.jointPrices[i]!] as const,
  );
  const classPrices = [...(vector.classPrices ?? [])].flatMap((price, number) =>
    price > 0 ? [[String(classes[number]!), price] as const] : [],
  );
  return {
    dwellings: toRecord(vector.dwellings, vector.dwellingPrices, model.dwellingIds),
    resources: toRecord(vector.resources, vector.resourcePrices, model.resourceIds),
    classes: Object.fromEntries(classPrices),
    ...(joint.length === 0 ? {} : { joint: Object.fromEntries(joint) }),
    misfit: vector.misfit,
    excess: vector.excess,
    score: vector.score,
  };
}

function toRecord(numbers: Int32Array, prices: Float64Array, ids: readonly string[]): Record<string, number> {
  return Object.fromEntries(Array.from(numbers, (number, i) => [ids[number]!, prices[i]!]));
}
