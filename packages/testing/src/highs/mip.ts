import type { Problem } from '@boligtrapp/matching';
import { loadHighs } from './load-highs.ts';
import { type MipData, writeMip } from './mip-data.ts';
import { type Ending, numberPlaces, type Places, stayEnding } from './places.ts';
import { type EndingFigures, verifyEnding } from './verify-ending.ts';

/** What a household may do in the next MIP. A mover that may not move stays. */
export type Freedom = 'must-be-served' | 'may-be-served' | 'must-not-be-served';

/** The least cost is sought: of each place, and of each unit of use above a soft level. */
export interface Goal {
  /** By place; staying and being served nowhere should cost 0. Integers. */
  readonly placeCosts: Float64Array;
  readonly excessCost: number;
}

/** An assignment that was verified in integers, and whether it is proved that none costs less. */
export interface MipAnswer {
  readonly status: 'optimal' | 'infeasible' | 'time-limit';
  /** Left out where none was found. */
  readonly found?: { readonly ending: Ending; readonly figures: EndingFigures; readonly cost: number };
  /** No assignment costs less; -Infinity where nothing is known. */
  readonly bound: number;
  readonly seconds: number;
}

/** A MIP was not solved to the end, mostly because its time was over; `answer` says how far it came. */
export class UnsolvedMipError extends Error {
  override readonly name = 'UnsolvedMipError';
  readonly answer: MipAnswer;

  constructor(message: string, answer: MipAnswer) {
    super(message);
    this.answer = answer;
  }
}

/** A MIP of a problem that is solved again and again with other costs and limits. */
export interface Mip {
  readonly places: Places;
  readonly rows: MipData['rows'];
  setFreedom(household: number, freedom: Freedom): void;
  /** At least 1 holds somebody in a place, 0 lets it go. */
  setPlace(place: number, lower: 0 | 1): void;
  setRow(row: number, lower: number, upper: number): void;
  /** @throws {Error} when the answer of HiGHS breaks a rule, or its optimum is none in integers. */
  minimise(goal: Goal, start?: Ending): MipAnswer;
  /** Gives the memory back. */
  [Symbol.dispose](): void;
}

/** How far a value of an integer column may be from an integer: the solver's own tolerance is 1e-6. */
const INTEGER_TOLERANCE = 1e-4;
/** HiGHS stops within half a unit of its bound, which must then be nearer to the cost than to the next smaller one. */
const BOUND_TOLERANCE = 0.49;

const MODEL_OPTIMAL = 7;
const MODEL_INFEASIBLE = 8;
const MODEL_TIME_LIMIT = 13;

/** How a MIP is solved. */
export interface MipOptions {
  /** Of each MIP; an hour unless told. */
  readonly timeLimitSeconds?: number;
  /**
   * Whether HiGHS may reduce a MIP before it solves it: faster on large problems, and not to be trusted. In version
   * 1.15.3 it loses feasible assignments of about one problem in 150 of up to 120 households, and then calls a worse
   * one optimal, or a MIP infeasible that has an assignment. Not unless told.
   */
  readonly hasPresolve?: boolean;
}

/** Gives a problem to the solver. */
export async function openMip(
  problem: Problem,
  { timeLimitSeconds = 3600, hasPresolve = false }: MipOptions = {},
): Promise<Mip> {
  const highs = await loadHighs();
  const places = numberPlaces(problem);
  const mipData = writeMip(places);
  const { numCols } = mipData.data;
  const model = highs.createModel(mipData.data);
  // The default gap of 1e-4 would be thousands of points; all costs are integers, so half a unit closes it.
  model.options.set({
    output_flag: false,
    presolve: hasPresolve ? 'on' : 'off',
    mip_rel_gap: 0,
    mip_abs_gap: 0.5,
    time_limit: timeLimitSeconds,
  });
  return {
    places,
    rows: mipData.rows,
    setFreedom(household, freedom) {
      const stay = places.stay[household]!;
      const isServed = freedom === 'must-be-served' ? 1 : 0;
      const mayBeServed = freedom === 'must-not-be-served' ? 0 : 1;
      if (stay >= 0) model.changeColBounds(stay, 1 - mayBeServed, 1 - isServed);
      else model.changeRowBounds(household, isServed, mayBeServed);
    },
    setPlace(place, lower) {
      model.changeColBounds(place, lower, 1);
    },
    setRow(row, lower, upper) {
      model.changeRowBounds(row, lower, upper);
    },
    minimise(goal, start) {
      // Without integer columns HiGHS solves no MIP, and its bound of the MIP stays 0.
      if (places.household.length === 0) return answerOfNothing(places, goal);
      const costs = new Float64Array(numCols).fill(goal.excessCost);
      costs.set(goal.placeCosts);
      model.changeColsCost({ kind: 'range', from: 0, to: numCols - 1 }, costs);
      if (start !== undefined) model.setSolution({ colValue: toColumns(places, mipData, start) });
      // The limit counts all runs of a model together otherwise.
      model.zeroAllClocks();
      model.run();
      const status = statusOf(model.getModelStatus());
      const seconds = model.getRunTime();
      if (status === 'infeasible') return { status, bound: Infinity, seconds };
      const bound = Number(model.info.get('mip_dual_bound'));
      // 2: a feasible point is there.
      if (model.info.get('primal_solution_status') !== 2) return { status, bound, seconds };
      const ending = toEnding(places, model.getSolution().colValue);
      const figures = verifyEnding(places, ending);
      const cost = costOf(goal, ending, figures);
      if (status === 'optimal' && !isProved(cost, bound)) {
        const answer = { status, found: { ending, figures, cost }, bound, seconds };
        throw new UnsolvedMipError(`HiGHS calls ${cost} optimal, but its bound is ${bound}.`, answer);
      }
      return { status, found: { ending, figures, cost }, bound, seconds };
    },
    [Symbol.dispose]() {
      model.dispose();
    },
  };
}

function answerOfNothing(places: Places, goal: Goal): MipAnswer {
  const ending = stayEnding(places);
  const figures = verifyEnding(places, ending);
  const cost = costOf(goal, ending, figures);
  return { status: 'optimal', found: { ending, figures, cost }, bound: cost, seconds: 0 };
}

/** Costs are integers: a bound clearly above the next smaller one proves the optimum. */
function isProved(cost: number, bound: number): boolean {
  return bound - BOUND_TOLERANCE > cost - 1;
}

function statusOf(code: number): MipAnswer['status'] {
  if (code === MODEL_OPTIMAL) return 'optimal';
  if (code === MODEL_INFEASIBLE) return 'infeasible';
  if (code === MODEL_TIME_LIMIT) return 'time-limit';
  throw new Error(`HiGHS ended with model status ${code}.`);
}

function toEnding(places: Places, values: Float64Array): Ending {
  const ending = new Int32Array(places.households.length).fill(-1);
  for (const [place, household] of places.household.entries()) {
    const value = values[place]!;
    const rounded = Math.round(value);
    if (Math.abs(value - rounded) > INTEGER_TOLERANCE)
      throw new Error(`HiGHS gave part of a place: ${value}.`);
    if (rounded === 0) continue;
    if (ending[household]! >= 0) throw new Error(`HiGHS gave two places to household ${household}.`);
    ending[household] = place;
  }
  return ending;
}

function toColumns(places: Places, { data, excess }: MipData, ending: Ending): Float64Array {
  const values = new Float64Array(data.numCols);
  for (const place of ending) {
    if (place >= 0) values[place] = 1;
  }
  for (const { column, soft, uses } of excess) {
    const use = uses.reduce(
      (sum, [place, weight]) => sum + (ending[places.household[place]!] === place ? weight : 0),
      0,
    );
    values[column] = Math.max(0, use - soft);
  }
  return values;
}

function costOf(goal: Goal, ending: Ending, { excess }: EndingFigures): number {
  let cost = goal.excessCost * excess;
  for (const place of ending) {
    if (place >= 0) cost += goal.placeCosts[place]!;
  }
  return cost;
}
