import { WEIGHT_KIND } from '../model.ts';
import { type Entering, pivot } from './pivot.ts';
import {
  classRow,
  columnCost,
  FIGURE_ROWS,
  figureRow,
  type LinearProgram,
  setOf,
  visitEntries,
} from './program.ts';

/** Less is what floating point makes of nothing: costs go up to a thousand. */
const LEAST_GAIN = 1e-6;
/** Prices are carried along for so many pivots before they are added up anew. */
const MAX_AGE = 40;
/** So many options are looked at before the best of them enters. */
const LOOK = 4000;

/** Prices by dwelling: an option costs `flat` plus the load of the household times `perLoad`, and more where `isOwn`. */
interface DwellingPrices {
  readonly flat: Float64Array;
  readonly perLoad: Float64Array;
  /** The dwelling has a priced resource with a weight of its own for each household. */
  readonly isOwn: Uint8Array;
  /** What joint limits add for each step of load: by dwelling, then by step. */
  readonly extra: Float64Array;
  readonly steps: number;
  hasExtra: boolean;
  /** Dwellings whose figures are not 0, some of them twice. */
  readonly touched: number[];
}

const scratch = new WeakMap<LinearProgram, DwellingPrices>();

/**
 * Makes pivots until no column lowers the cost, or the work limit is reached.
 *
 * @returns whether the vertex is optimal. `basis.price` holds the price of every row, 0 or more if it is.
 */
export function minimize(program: LinearProgram): boolean {
  let prices = scratch.get(program);
  if (prices === undefined) {
    const count = program.dwellings;
    prices = {
      flat: new Float64Array(count),
      perLoad: new Float64Array(count),
      isOwn: new Uint8Array(count),
      extra: new Float64Array(count * program.model.loadSteps.length),
      steps: program.model.loadSteps.length,
      hasExtra: false,
      touched: [],
    };
    scratch.set(program, prices);
  }
  let age = MAX_AGE;
  for (;;) {
    if (program.work > program.workLimit) return false;
    const isExact = age >= MAX_AGE;
    if (isExact) {
      program.poll();
      priceRows(program);
      age = 0;
    }
    priceDwellings(program, prices);
    const entering = chooseEntering(program, prices);
    // A column that is basic already gains by rounding only.
    if (entering === undefined || isBasic(program, entering.column)) {
      if (isExact) return true;
      age = MAX_AGE;
      continue;
    }
    program.work += program.basis.size ** 2 + 2 * prices.touched.length;
    pivot(program, entering);
    age += 1;
  }
}

function isBasic(program: LinearProgram, column: number): boolean {
  const { basis } = program;
  if (column < 0) return false;
  if (basis.key[setOf(program, column)] === column) return true;
  return basis.columnAt.subarray(0, basis.size).includes(column);
}

/** What the vertex costs. */
export function vertexCost(program: LinearProgram): number {
  const { basis } = program;
  let cost = 0;
  for (const set of program.inPlay) {
    const key = basis.key[set]!;
    cost += columnCost(program, key) * basis.keyValue[set]!;
  }
  for (let place = 0; place < basis.size; place += 1) {
    cost += columnCost(program, basis.columnAt[place]!) * basis.value[place]!;
  }
  return cost;
}

function priceRows(program: LinearProgram): void {
  const { basis } = program;
  const { inverse, capacity, size, price, rowAt } = basis;
  for (let place = 0; place < size; place += 1) price[rowAt[place]!] = 0;
  for (let c = 0; c < size; c += 1) {
    const column = basis.columnAt[c]!;
    const key = basis.key[setOf(program, column)]!;
    const extra = columnCost(program, column) - columnCost(program, key);
    if (extra === 0) continue;
    for (let a = 0; a < size; a += 1) {
      const factor = inverse[c * capacity + a]!;
      if (factor !== 0) price[rowAt[a]!]! -= extra * factor;
    }
  }
}

/** From prices of rows to prices of dwellings: only the few that a priced row touches. */
function priceDwellings(program: LinearProgram, prices: DwellingPrices): void {
  const { model, dwellings, resources } = program;
  const { price, size, rowAt } = program.basis;
  const { flat, perLoad, isOwn, touched, extra, steps } = prices;
  for (const dwelling of touched) {
    flat[dwelling] = 0;
    perLoad[dwelling] = 0;
    isOwn[dwelling] = 0;
    if (prices.hasExtra) extra.fill(0, dwelling * steps, (dwelling + 1) * steps);
  }
  prices.hasExtra = false;
  touched.length = 0;
  for (let place = 0; place < size; place += 1) {
    const row = rowAt[place]!;
    const figure = price[row]!;
    if (figure !== 0 && row >= program.firstJoint) addJointPrice(program, prices, row, figure);
    if (figure === 0 || row >= dwellings + resources) continue;
    if (row < dwellings) {
      flat[row]! += figure;
      touched.push(row);
      continue;
    }
    const resource = row - dwellings;
    const kind = model.weightKind[resource]!;
    for (let i = model.memberStart[resource]!; i < model.memberStart[resource + 1]!; i += 1) {
      const dwelling = model.memberList[i]!;
      touched.push(dwelling);
      if (kind === WEIGHT_KIND.load) perLoad[dwelling]! += figure;
      else if (kind === WEIGHT_KIND.one) flat[dwelling]! += figure;
      else isOwn[dwelling] = 1;
    }
  }
}

function addJointPrice(program: LinearProgram, prices: DwellingPrices, row: number, figure: number): void {
  const { dwellings, units } = program.joint[row - program.firstJoint]!;
  const { extra, steps, touched } = prices;
  prices.hasExtra = true;
  for (const [place, dwelling] of dwellings.entries()) {
    touched.push(dwelling);
    for (let step = 0; step < steps; step += 1)
      extra[dwelling * steps + step]! += figure * units[place * steps + step]!;
  }
}

/** What lowers the cost most of what was looked at, by how much (below 0); a column or a row, or neither. */
interface Choice {
  gain: number;
  column: number;
  row: number;
}

/** The column (or slack) that lowers the cost most, among the first that were found to. */
function chooseEntering(program: LinearProgram, prices: DwellingPrices): Entering | undefined {
  const choice: Choice = { gain: -LEAST_GAIN, column: -1, row: -1 };
  chooseRow(program, choice);
  // Prices and costs are 0 or more, so that nothing gains on a place that costs nothing.
  const [misfitPrice, scorePrice] = figurePrices(program);
  const areAllUp = choice.row < 0 && misfitPrice === 0 && scorePrice === 0;
  const count = program.inPlay.length;
  let looked = 0;
  for (let step = 0; step < count; step += 1) {
    const set = program.inPlay[(program.cursor + step) % count]!;
    if (set >= program.firstSoftSet) {
      const keyCost = fullPrice(program, program.basis.key[set]!);
      const first = program.firstSoft + 2 * (set - program.firstSoftSet);
      offer(choice, first, fullPrice(program, first) - keyCost);
      offer(choice, first + 1, fullPrice(program, first + 1) - keyCost);
      continue;
    }
    const keyCost = priceKey(program, prices, set, areAllUp);
    const nowhere = program.firstNowhere + set;
    offer(choice, nowhere, fullPrice(program, nowhere) - keyCost);
    if (areAllUp && keyCost <= -choice.gain) continue;
    looked += chooseOption(program, prices, { set, keyCost, misfitPrice, scorePrice }, choice);
    if (looked > LOOK && (choice.column >= 0 || choice.row >= 0)) {
      program.cursor = (program.cursor + step + 1) % count;
      break;
    }
  }
  program.work += looked;
  return choice.column < 0 && choice.row < 0 ? undefined : choice;
}

/** Cost of a household's key column: the quick way where it is an option that only plain prices touch. */
function priceKey(program: LinearProgram, prices: DwellingPrices, set: number, isPlain: boolean): number {
  const { model } = program;
  const key = program.basis.key[set]!;
  if (!isPlain || key >= program.firstNowhere || key === model.stayOption[set])
    return fullPrice(program, key);
  const dwelling = model.optionDwelling[key]!;
  if (prices.isOwn[dwelling] === 1) return fullPrice(program, key);
  const joint = prices.hasExtra ? prices.extra[dwelling * prices.steps + model.loadStep[set]!]! : 0;
  const cost =
    prices.flat[dwelling]! + model.loads[set]! * prices.perLoad[dwelling]! + joint + program.cost[key]!;
  return program.distance !== 0 && key !== program.home[set] ? cost + program.distance : cost;
}

function chooseRow({ basis }: LinearProgram, choice: Choice): void {
  for (let place = 0; place < basis.size; place += 1) {
    const row = basis.rowAt[place]!;
    const price = basis.price[row]!;
    if (price >= choice.gain) continue;
    choice.gain = price;
    choice.row = row;
  }
}

function offer(choice: Choice, column: number, gain: number): void {
  if (gain >= choice.gain) return;
  choice.gain = gain;
  choice.column = column;
  choice.row = -1;
}

interface OptionScan {
  readonly set: number;
  readonly keyCost: number;
  readonly misfitPrice: number;
  readonly scorePrice: number;
}

/** Looks at all options of a household; gives their number. The loop that the solver spends most of its time in. */
function chooseOption(
  program: LinearProgram,
  { flat, perLoad, isOwn, extra, hasExtra, steps }: DwellingPrices,
  { set, keyCost, misfitPrice, scorePrice }: OptionScan,
  choice: Choice,
): number {
  const { model, cost, distance } = program;
  const { optionDwelling, optionMisfit, optionScore } = model;
  const load = model.loads[set]!;
  const ownStep = model.loadStep[set]!;
  const home = distance === 0 ? -1 : program.home[set]!;
  const stay = model.stayOption[set]!;
  const hasFigures = misfitPrice !== 0 || scorePrice !== 0;
  const start = model.optionStart[set]!;
  const end = model.optionStart[set + 1]!;
  for (let option = start; option < end; option += 1) {
    const dwelling = optionDwelling[option]!;
    let gain = flat[dwelling]! + load * perLoad[dwelling]! + cost[option]! - keyCost;
    if (hasExtra) gain += extra[dwelling * steps + ownStep]!;
    if (distance !== 0 && option !== home) gain += distance;
    if (hasFigures) gain += misfitPrice * optionMisfit[option]! - scorePrice * optionScore[option]!;
    if (gain >= choice.gain) continue;
    const isWhole = isOwn[dwelling] === 0 && option !== stay;
    offer(choice, option, isWhole ? gain : fullPrice(program, option) - keyCost);
  }
  return end - start;
}

function figurePrices(program: LinearProgram): readonly [number, number] {
  const { price } = program.basis;
  return [price[figureRow(program, FIGURE_ROWS.misfit)]!, price[figureRow(program, FIGURE_ROWS.score)]!];
}

/** Cost of a column and of all that it uses. */
function fullPrice(program: LinearProgram, column: number): number {
  const { price } = program.basis;
  let total = columnCost(program, column);
  if (column >= program.firstNowhere && column < program.firstSoft) {
    return total + price[classRow(program, program.classOf[column - program.firstNowhere]!)]!;
  }
  visitEntries(program, column, (row, use) => {
    total += use * price[row]!;
  });
  return total;
}
