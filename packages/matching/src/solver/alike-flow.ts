import type { Nesting } from './nesting.ts';
import { bringNearer, createNodeHeap, type NodeHeap, takeNearest } from './node-heap.ts';

/** Households that weigh the same everywhere, the dwellings each may get, and how many of them each place takes. */
export interface AlikeTask {
  readonly nesting: Nesting;
  /** Ways of a household: to `wayTo[w]` at `wayCost[w]`, 0 or more. */
  readonly wayStart: Int32Array;
  readonly wayTo: Int32Array;
  readonly wayCost: Float64Array;
  /** How many of the households a node of the nesting takes. */
  readonly most: Int32Array;
  /** What the next one costs there when so many are in it; never less than for the one before. */
  readonly nextStart: Int32Array;
  readonly nextCost: Float64Array;
}

/*
 * Nodes of the flow: the households, the dwellings, the places, and the outside of all places.
 */
interface Flow extends AlikeTask {
  readonly households: number;
  readonly firstPlace: number;
  readonly outside: number;
  /** Places within a place, and dwellings of which it is the innermost; the last row is of the outside. */
  readonly inner: readonly (readonly number[])[];
  readonly dwellingsOf: readonly (readonly number[])[];
  /** The way that a household goes, or -1; who is in a dwelling, or -1; how many are in a place. */
  readonly chosen: Int32Array;
  readonly holder: Int32Array;
  readonly used: Int32Array;
  /** Costs less the potentials at both ends are 0 or more on everything that is open. */
  readonly potential: Float64Array;
  readonly heap: NodeHeap;
  readonly from: Int32Array;
  readonly by: Int32Array;
  readonly touched: number[];
}

/**
 * The cheapest way to give every household a dwelling of its own, within what the places take: a flow of least cost,
 * found household by household on shortest paths. Exact where the costs are integers.
 *
 * @returns the way of each household, or `undefined` where not all can have one.
 */
export function assignAlike(task: AlikeTask): Int32Array | undefined {
  const flow = createFlow(task);
  for (let household = 0; household < flow.households; household += 1) {
    if (!findPath(flow, household)) return undefined;
    followPath(flow, household);
  }
  return flow.chosen;
}

function createFlow(task: AlikeTask): Flow {
  const { nesting } = task;
  const households = task.wayStart.length - 1;
  const dwellings = nesting.innermost.length;
  const places = nesting.around.length;
  const firstPlace = households + dwellings;
  const inner: number[][] = Array.from({ length: places + 1 }, () => []);
  const dwellingsOf: number[][] = Array.from({ length: places + 1 }, () => []);
  for (const [place, around] of nesting.around.entries()) inner[around < 0 ? places : around]!.push(place);
  for (const [dwelling, place] of nesting.innermost.entries())
    dwellingsOf[place < 0 ? places : place]!.push(dwelling);
  const nodes = firstPlace + places + 1;
  return {
    ...task,
    households,
    firstPlace,
    outside: firstPlace + places,
    inner,
    dwellingsOf,
    chosen: new Int32Array(households).fill(-1),
    holder: new Int32Array(dwellings).fill(-1),
    used: new Int32Array(places),
    potential: new Float64Array(nodes),
    heap: createNodeHeap(nodes),
    from: new Int32Array(nodes),
    by: new Int32Array(nodes),
    touched: [],
  };
}

/** The cheapest path from a household that is nowhere to the outside; potentials are moved along. */
function findPath(flow: Flow, household: number): boolean {
  const { heap, potential, touched } = flow;
  let least = Number.POSITIVE_INFINITY;
  for (let way = flow.wayStart[household]!; way < flow.wayStart[household + 1]!; way += 1) {
    const cost = flow.wayCost[way]! - potential[flow.households + flow.wayTo[way]!]!;
    if (cost < least) least = cost;
  }
  if (least === Number.POSITIVE_INFINITY) return false;
  potential[household] = -least;
  reach(flow, household, 0, -1);
  const settled: number[] = [];
  let node = takeNearest(heap);
  while (node >= 0 && node !== flow.outside) {
    settled.push(node);
    leave(flow, node);
    node = takeNearest(heap);
  }
  const end = heap.distance[flow.outside]!;
  for (const other of settled) potential[other]! += heap.distance[other]! - end;
  for (const other of touched) {
    heap.distance[other] = Number.POSITIVE_INFINITY;
    heap.place[other] = -1;
  }
  heap.size = 0;
  touched.length = 0;
  return node === flow.outside;
}

function reach(flow: Flow, node: number, distance: number, from: number): void {
  const { heap } = flow;
  const before = heap.distance[node]!;
  if (distance >= before) return;
  if (before === Number.POSITIVE_INFINITY) flow.touched.push(node);
  flow.from[node] = from;
  bringNearer(heap, node, distance);
}

function leave(flow: Flow, node: number): void {
  if (node < flow.households) leaveHousehold(flow, node);
  else if (node < flow.firstPlace) leaveDwelling(flow, node);
  else leavePlace(flow, node);
}

function leaveHousehold(flow: Flow, household: number): void {
  const { heap, potential } = flow;
  const base = heap.distance[household]! + potential[household]!;
  const end = flow.wayStart[household + 1]!;
  for (let way = flow.wayStart[household]!; way < end; way += 1) {
    if (way === flow.chosen[household]) continue;
    const node = flow.households + flow.wayTo[way]!;
    const distance = base + flow.wayCost[way]! - potential[node]!;
    if (distance >= heap.distance[node]!) continue;
    flow.by[node] = way;
    reach(flow, node, distance, household);
  }
}

function leaveDwelling(flow: Flow, node: number): void {
  const { heap, potential } = flow;
  const dwelling = node - flow.households;
  const holder = flow.holder[dwelling]!;
  const base = heap.distance[node]! + potential[node]!;
  if (holder >= 0) {
    reach(flow, holder, base - flow.wayCost[flow.chosen[holder]!]! - potential[holder]!, node);
    return;
  }
  const place = flow.nesting.innermost[dwelling]!;
  const next = place < 0 ? flow.outside : flow.firstPlace + place;
  reach(flow, next, base - potential[next]!, node);
}

/** Outwards where the place takes one more; inwards to where one who is there goes on. */
function leavePlace(flow: Flow, node: number): void {
  const { heap, potential, used, nextStart, nextCost } = flow;
  const place = node - flow.firstPlace;
  const base = heap.distance[node]! + potential[node]!;
  if (used[place]! < flow.most[place]!) {
    const around = flow.nesting.around[place]!;
    const next = around < 0 ? flow.outside : flow.firstPlace + around;
    reach(flow, next, base + nextCost[nextStart[place]! + used[place]!]! - potential[next]!, node);
  }
  for (const inside of flow.inner[place]!) {
    if (used[inside] === 0) continue;
    const next = flow.firstPlace + inside;
    reach(flow, next, base - nextCost[nextStart[inside]! + used[inside]! - 1]! - potential[next]!, node);
  }
  for (const dwelling of flow.dwellingsOf[place]!) {
    if (flow.holder[dwelling]! < 0) continue;
    const next = flow.households + dwelling;
    reach(flow, next, base - potential[next]!, node);
  }
}

/** From the household to the outside: everybody on the path goes on. */
function followPath(flow: Flow, household: number): void {
  const { households, firstPlace, from, used } = flow;
  const path = [flow.outside];
  for (let node = flow.outside; node !== household; ) {
    node = from[node]!;
    path.push(node);
  }
  for (let i = path.length - 1; i > 0; i -= 1) {
    const node = path[i]!;
    const next = path[i - 1]!;
    if (node < households) {
      flow.chosen[node] = flow.by[next]!;
      flow.holder[next - households] = node;
    } else if (node < firstPlace) {
      if (next < households && flow.holder[node - households] === next) flow.holder[node - households] = -1;
    } else if (next >= firstPlace) {
      const isOutwards =
        next === flow.outside || flow.nesting.around[node - firstPlace] === next - firstPlace;
      if (isOutwards) used[node - firstPlace]! += 1;
      else used[next - firstPlace]! -= 1;
    }
  }
}
