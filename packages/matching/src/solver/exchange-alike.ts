import { type AlikeTask, assignAlike } from './alike-flow.ts';
import { type Model, pairEnd } from './model.ts';
import type { Nesting } from './nesting.ts';
import { isApartFromOthers, place, type State, vacate } from './state.ts';

/** Who is served, where all are, and how the resources lie within each other. */
export interface ExchangeTask {
  readonly model: Model;
  readonly state: State;
  /** By rank. */
  readonly served: readonly number[];
  readonly nesting: Nesting;
}

/**
 * Places anew, for one kind of households after the other, all served ones that use every resource alike, while the
 * others stay where they are: with least misfit, then least excess, then greatest score. For each kind that is exact,
 * whatever the number of moves, since a place takes so many of them whoever they are. Changes where the served are,
 * never who is served.
 *
 * @param round 0 for the first time, 1 for the second, and so on: of two of a kind who are kept apart one waits.
 */
export function exchangeAlike(task: ExchangeTask, round: number): void {
  for (const kind of listKinds(task)) {
    const waiting = listWaiting(task.model, kind, round % 2 === 1);
    const moving = kind.filter((household) => !waiting.has(household));
    if (moving.length > 0) placeAnew(task, moving);
  }
}

/** Those who use every resource alike, the greatest loads first. */
function listKinds({ model, served }: ExchangeTask): number[][] {
  const different = [...new Set(model.weights)];
  const kinds = new Map<string, number[]>();
  for (const household of served) {
    const name = different.map((weights) => weights[household]!).join();
    const kind = kinds.get(name);
    if (kind === undefined) kinds.set(name, [household]);
    else kind.push(household);
  }
  return [...kinds.values()].toSorted((a, b) => model.loads[b[0]!]! - model.loads[a[0]!]! || a[0]! - b[0]!);
}

function listWaiting(model: Model, kind: readonly number[], isLater: boolean): ReadonlySet<number> {
  const isOfKind = new Set(kind);
  const waiting = new Set<number>();
  for (const household of kind) {
    for (const { other } of model.apart[household] ?? []) {
      if (isOfKind.has(other) && !waiting.has(household) && !waiting.has(other))
        waiting.add(isLater ? Math.max(household, other) : Math.min(household, other));
    }
  }
  return waiting;
}

function placeAnew(task: ExchangeTask, moving: readonly number[]): void {
  const { model, state } = task;
  const before = moving.map((household) => state.at[household]!);
  for (const household of moving) vacate(model, state, household);
  const { flow, wayOption } = createTask(task, moving);
  const chosen = flow === undefined ? undefined : assignAlike(flow);
  for (const [i, household] of moving.entries()) {
    const dwelling = chosen === undefined ? before[i]! : model.optionDwelling[wayOption[chosen[i]!]!]!;
    place(model, state, household, dwelling);
  }
}

interface NumberedWays {
  /** `undefined` where the sums would leave the safe integers. */
  readonly flow: AlikeTask | undefined;
  readonly wayOption: readonly number[];
}

function createTask(task: ExchangeTask, moving: readonly number[]): NumberedWays {
  const { model, state, nesting } = task;
  const wayStart = new Int32Array(moving.length + 1);
  const wayOption: number[] = [];
  for (const [i, household] of moving.entries()) {
    for (let option = model.optionStart[household]!; option < pairEnd(model, household); option += 1) {
      const dwelling = model.optionDwelling[option]!;
      if (state.holder[dwelling]! < 0 && isApartFromOthers(model, state, household, dwelling))
        wayOption.push(option);
    }
    wayStart[i + 1] = wayOption.length;
  }
  const room = measureRoom(task, moving[0]!, moving.length);
  const costs = costWays(model, wayOption, moving.length, room);
  if (costs === undefined) return { flow: undefined, wayOption };
  const { wayCost, excessUnit } = costs;
  const flow = {
    nesting,
    wayStart,
    wayTo: Int32Array.from(wayOption, (option) => model.optionDwelling[option]!),
    wayCost,
    most: room.most,
    nextStart: room.nextStart,
    nextCost: room.nextExcess.map((excess) => excess * excessUnit),
  };
  return { flow, wayOption };
}

interface Room {
  readonly most: Int32Array;
  readonly nextStart: Int32Array;
  /** By how much the next one raises the excess. */
  readonly nextExcess: Float64Array;
}

/** How many like a household each place takes beside those who are there, and what each does to the excess. */
function measureRoom({ model, state, nesting }: ExchangeTask, one: number, count: number): Room {
  const places = nesting.around.length;
  const most = new Int32Array(places);
  const nextStart = new Int32Array(places + 1);
  for (let place = 0; place < places; place += 1) {
    let fits = Math.min(count, nesting.size[place]!);
    for (const resource of nesting.resources[place]!) {
      const weight = model.weights[resource]![one]!;
      if (weight > 0)
        fits = Math.min(fits, Math.floor((model.limit[resource]! - state.use[resource]!) / weight));
    }
    most[place] = Math.max(0, fits);
    nextStart[place + 1] = nextStart[place]! + most[place]!;
  }
  const nextExcess = new Float64Array(nextStart[places]!);
  for (let place = 0; place < places; place += 1) {
    for (const resource of nesting.resources[place]!) {
      const weight = model.weights[resource]![one]!;
      const soft = model.soft[resource]!;
      if (weight === 0 || soft === Number.POSITIVE_INFINITY) continue;
      for (let i = 0; i < most[place]!; i += 1) {
        const use = state.use[resource]! + i * weight;
        nextExcess[nextStart[place]! + i]! += Math.max(0, use + weight - soft) - Math.max(0, use - soft);
      }
    }
  }
  return { most, nextStart, nextExcess };
}

/** One figure after the other in one number: a unit of each is more than all that can come of those behind it. */
function costWays(
  model: Model,
  wayOption: readonly number[],
  count: number,
  { nextExcess }: Room,
): { readonly wayCost: Float64Array; readonly excessUnit: number } | undefined {
  let [leastScore, greatestScore, greatestMisfit] = [0, 0, 0];
  for (const option of wayOption) {
    leastScore = Math.min(leastScore, model.optionScore[option]!);
    greatestScore = Math.max(greatestScore, model.optionScore[option]!);
    greatestMisfit = Math.max(greatestMisfit, model.optionMisfit[option]!);
  }
  const excessUnit = count * (greatestScore - leastScore) + 1;
  const misfitUnit = excessUnit * (nextExcess.reduce((sum, excess) => sum + excess, 0) + 1);
  // Paths go forwards and backwards over everybody: no distance is more than twice all costs together.
  if (!Number.isSafeInteger(2 * (count + 1) * misfitUnit * (greatestMisfit + 2))) return undefined;
  const wayCost = Float64Array.from(
    wayOption,
    (option) => model.optionMisfit[option]! * misfitUnit + greatestScore - model.optionScore[option]!,
  );
  return { wayCost, excessUnit };
}
