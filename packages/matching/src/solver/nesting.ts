import type { Model } from './model.ts';

/** Places within places: a building in a neighbourhood in a district. A node is a set of dwellings. */
export interface Nesting {
  /** The resources whose dwellings are those of a node. */
  readonly resources: readonly (readonly number[])[];
  /** How many dwellings a node has. */
  readonly size: Int32Array;
  /** The least node around a node, or -1. */
  readonly around: Int32Array;
  /** The least node that a dwelling is in, or -1. */
  readonly innermost: Int32Array;
}

/** The resources as places within places, or `undefined` where two of them cross. */
export function findNesting(model: Model): Nesting | undefined {
  const { memberStart, memberList } = model;
  const sizeOf = (resource: number): number => memberStart[resource + 1]! - memberStart[resource]!;
  const bySize = model.resourceIds
    .map((_, resource) => resource)
    .filter((resource) => sizeOf(resource) > 0)
    .toSorted((a, b) => sizeOf(a) - sizeOf(b) || a - b);
  const resources: number[][] = [];
  const size: number[] = [];
  const around: number[] = [];
  const innermost = new Int32Array(model.dwellingIds.length).fill(-1);
  /** The greatest node so far that a dwelling is in, or -1. */
  const outermost = innermost.slice();
  for (const resource of bySize) {
    const members = memberList.subarray(memberStart[resource], memberStart[resource + 1]);
    const inside = new Set<number>();
    let covered = 0;
    for (const dwelling of members) {
      const node = outermost[dwelling]!;
      if (node < 0) covered += 1;
      else if (!inside.has(node)) {
        inside.add(node);
        covered += size[node]!;
      }
    }
    if (covered !== members.length) return undefined;
    const [first] = inside;
    if (first !== undefined && size[first] === members.length) {
      resources[first]!.push(resource);
      continue;
    }
    const node = resources.length;
    resources.push([resource]);
    size.push(members.length);
    around.push(-1);
    for (const inner of inside) around[inner] = node;
    for (const dwelling of members) {
      if (innermost[dwelling]! < 0) innermost[dwelling] = node;
      outermost[dwelling] = node;
    }
  }
  return { resources, size: Int32Array.from(size), around: Int32Array.from(around), innermost };
}
