/** Nodes by distance, the nearest first; a node is in it once. Ties come in an order that is always the same. */
export interface NodeHeap {
  readonly nodes: Int32Array;
  /** Place of a node in the heap, or -1. */
  readonly place: Int32Array;
  readonly distance: Float64Array;
  size: number;
}

/** A heap with nothing in it, for nodes from 0; all distances are infinite. */
export function createNodeHeap(nodes: number): NodeHeap {
  return {
    nodes: new Int32Array(nodes),
    place: new Int32Array(nodes).fill(-1),
    distance: new Float64Array(nodes).fill(Number.POSITIVE_INFINITY),
    size: 0,
  };
}

/** Takes a node in, or nearer, at a distance that must be less than the one it had. */
export function bringNearer(heap: NodeHeap, node: number, distance: number): void {
  heap.distance[node] = distance;
  let at = heap.place[node]!;
  if (at < 0) {
    at = heap.size;
    heap.size += 1;
  }
  while (at > 0) {
    const above = (at - 1) >> 1;
    const other = heap.nodes[above]!;
    if (heap.distance[other]! <= distance) break;
    heap.nodes[at] = other;
    heap.place[other] = at;
    at = above;
  }
  heap.nodes[at] = node;
  heap.place[node] = at;
}

/** Takes the nearest node out, or gives -1. */
export function takeNearest(heap: NodeHeap): number {
  if (heap.size === 0) return -1;
  const nearest = heap.nodes[0]!;
  heap.place[nearest] = -1;
  heap.size -= 1;
  if (heap.size === 0) return nearest;
  const node = heap.nodes[heap.size]!;
  const distance = heap.distance[node]!;
  let at = 0;
  for (let below = 1; below < heap.size; below = 2 * at + 1) {
    const right = below + 1;
    if (right < heap.size && heap.distance[heap.nodes[right]!]! < heap.distance[heap.nodes[below]!]!)
      below = right;
    const other = heap.nodes[below]!;
    if (distance <= heap.distance[other]!) break;
    heap.nodes[at] = other;
    heap.place[other] = at;
    at = below;
  }
  heap.nodes[at] = node;
  heap.place[node] = at;
  return nearest;
}
