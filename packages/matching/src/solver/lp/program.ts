import type { JointLimit, JointLimits } from '../joint-limits.ts';
import type { Model } from '../model.ts';

/*
 * The linear program behind every proof: each household that takes part is a set of columns of which exactly one
 * whole is taken (its options, and being nowhere); rows say that a dwelling is taken once, a resource up to its
 * limit, and a figure or class up to what a question allows. A resource with a soft level is a set of two columns
 * as well: use that ends at the soft level, and use up to the limit, which costs excess.
 *
 * Floating point: what comes out is a proposal only. Prices are rounded to integers and proved by `PriceVector`,
 * assignments are checked in integers.
 */

/** A row without a limit takes no part. */
export const NO_LIMIT: number = Number.POSITIVE_INFINITY;

/** The rows behind the dwellings and the resources. */
export const FIGURE_ROWS = { misfit: 0, excess: 1, score: 2, count: 3 } as const;

/** A program has rows for so many joint limits. */
export const MAX_JOINT_LIMITS = 400;

/** Rows of the inverse begin at odd multiples of a line of the cache: else a column of it falls on few of its sets. */
const LINE = 8;
const LEAST_CAPACITY = 64 + LINE;

/** Limits are widened by next to nothing, each by another amount, so that a vertex has one basis and no pivot stalls. */
const LEAST_WIDENING = 1e-7;

/** The row of a joint limit, and the units of a dwelling in it: by step of load. */
export interface JointUse {
  readonly row: number;
  readonly units: Float64Array;
}

/** The program and the vertex it is at. Sets are households by number, then the soft levels of resources. */
export interface LinearProgram {
  readonly model: Model;
  readonly dwellings: number;
  readonly resources: number;
  readonly rows: number;
  /** The rows of the joint limits that have been added so far, by dwelling. */
  readonly firstJoint: number;
  readonly joint: JointLimit[];
  readonly jointAt: (readonly JointUse[] | undefined)[];
  /** Columns: the options, then one of being nowhere for each household, then two for each soft level. */
  readonly firstNowhere: number;
  readonly firstSoft: number;
  readonly columns: number;
  readonly firstSoftSet: number;
  /** Length of a soft level's second column: from the soft level to the limit. */
  readonly softLength: Float64Array;
  /** Row of each class by number, and the class of each household. */
  readonly classOf: Int32Array;
  readonly limit: Float64Array;
  readonly widening: Float64Array;
  /** Cost of each column, 0 or more, changed by callers. */
  readonly cost: Float64Array;
  /** Added to the cost of every option that is not the household's home option. */
  distance: number;
  readonly home: Int32Array;
  /** Sets that take part. */
  inPlay: number[];
  /** Columns that are whole and stay so, of sets that do not take part: they only use up what they use. */
  held: readonly number[];
  /** Where the scan for an entering column goes on. */
  cursor: number;
  /** Pivots made, and operations counted for them: about so many additions. */
  pivots: number;
  work: number;
  /** No more pivots once `work` is more than this. */
  workLimit: number;
  /** Called every some pivots; may throw to end it all. */
  poll: () => void;
  readonly basis: Basis;
}

/**
 * The vertex. Each set has a key column; other basic columns and the rows whose slack is not basic (the priced ones)
 * make a square matrix, of which `inverse` holds the inverse: columns by place, rows by place.
 */
export interface Basis {
  readonly key: Int32Array;
  readonly keyValue: Float64Array;
  /** Slack of each row that is not priced. */
  readonly slack: Float64Array;
  /** Place of a priced row, or -1. */
  readonly placeOfRow: Int32Array;
  /** Price of each row. */
  readonly price: Float64Array;
  size: number;
  capacity: number;
  inverse: Float64Array;
  columnAt: Int32Array;
  rowAt: Int32Array;
  value: Float64Array;
  direction: Float64Array;
  /** Places of a set's columns beside its key. */
  readonly placesOfSet: Map<number, number[]>;
}

/** Without anybody in play. `classOf`: number of the class of each household. */
export function createProgram(
  model: Model,
  classOf: Int32Array,
  classes: number,
  limits?: JointLimits,
): LinearProgram {
  const households = model.householdIds.length;
  const dwellings = model.dwellingIds.length;
  const resources = model.resourceIds.length;
  const options = model.optionDwelling.length;
  const firstJoint = dwellings + resources + FIGURE_ROWS.count + classes;
  const rows = firstJoint + (limits === undefined ? 0 : MAX_JOINT_LIMITS);
  const sets = households + resources;
  const columns = options + households + 2 * resources;
  const widening = Float64Array.from({ length: rows }, (_, row) => LEAST_WIDENING * (1 + spread(row)));
  const limit = new Float64Array(rows).fill(NO_LIMIT);
  limit.fill(1, 0, dwellings);
  limit.set(model.reach, dwellings);
  const capacity = LEAST_CAPACITY;
  const program: LinearProgram = {
    model,
    dwellings,
    resources,
    rows,
    firstJoint,
    joint: [],
    jointAt: Array.from({ length: dwellings }),
    firstNowhere: options,
    firstSoft: options + households,
    columns,
    firstSoftSet: households,
    softLength: model.reach.map((most, resource) => Math.max(0, most - model.soft[resource]!)),
    classOf,
    limit,
    widening,
    cost: new Float64Array(columns),
    distance: 0,
    home: new Int32Array(households).fill(-1),
    inPlay: [],
    held: [],
    cursor: 0,
    pivots: 0,
    work: 0,
    workLimit: Number.POSITIVE_INFINITY,
    poll: () => {},
    basis: {
      key: new Int32Array(sets).fill(-1),
      keyValue: new Float64Array(sets),
      slack: new Float64Array(rows),
      placeOfRow: new Int32Array(rows).fill(-1),
      price: new Float64Array(rows),
      size: 0,
      capacity,
      inverse: new Float64Array(capacity * capacity),
      columnAt: new Int32Array(capacity),
      rowAt: new Int32Array(capacity),
      value: new Float64Array(capacity),
      direction: new Float64Array(capacity),
      placesOfSet: new Map(),
    },
  };
  addJointRows(program, limits);
  return program;
}

/** Takes over the joint limits that were found since; a `resetVertex` must come next. */
export function addJointRows(program: LinearProgram, limits: JointLimits | undefined): void {
  const steps = program.model.loadSteps.length;
  for (const limit of limits?.list.slice(program.joint.length) ?? []) {
    const row = program.firstJoint + program.joint.length;
    program.joint.push(limit);
    program.limit[row] = limit.most;
    for (const [place, dwelling] of limit.dwellings.entries()) {
      const units = limit.units.subarray(place * steps, (place + 1) * steps);
      program.jointAt[dwelling] = [...(program.jointAt[dwelling] ?? []), { row, units }];
    }
  }
}

/** A number from 0 to 1 that is another one for every row, and the same on every machine. */
function spread(row: number): number {
  return (Math.imul(row + 1, 0x9e3779b1) >>> 8) / 2 ** 24;
}

/** First row of the figures, and of the classes. */
export function figureRow(program: LinearProgram, figure: number): number {
  return program.dwellings + program.resources + figure;
}

/** Row of a class by number. */
export function classRow(program: LinearProgram, number: number): number {
  return program.dwellings + program.resources + FIGURE_ROWS.count + number;
}

/** The set that a column belongs to. */
export function setOf(program: LinearProgram, column: number): number {
  if (column < program.firstNowhere) return program.model.optionHousehold[column]!;
  if (column < program.firstSoft) return column - program.firstNowhere;
  return program.firstSoftSet + ((column - program.firstSoft) >> 1);
}

/** Every row that a column uses, with how much. */
export function visitEntries(
  program: LinearProgram,
  column: number,
  visit: (row: number, use: number) => void,
): void {
  if (column < program.firstNowhere) {
    visitOptionEntries(program, column, visit);
  } else if (column < program.firstSoft) {
    const row = classRow(program, program.classOf[column - program.firstNowhere]!);
    if (program.limit[row]! !== NO_LIMIT) visit(row, 1);
  } else if (((column - program.firstSoft) & 1) === 1) {
    const resource = (column - program.firstSoft) >> 1;
    const length = program.softLength[resource]!;
    visit(program.dwellings + resource, -length);
    const row = figureRow(program, FIGURE_ROWS.excess);
    if (program.limit[row]! !== NO_LIMIT) visit(row, length);
  }
}

function visitOptionEntries(
  program: LinearProgram,
  option: number,
  visit: (row: number, use: number) => void,
): void {
  const { model, dwellings, limit } = program;
  const dwelling = model.optionDwelling[option]!;
  const household = model.optionHousehold[option]!;
  visit(dwelling, 1);
  for (let i = model.resourceStart[dwelling]!; i < model.resourceStart[dwelling + 1]!; i += 1) {
    const resource = model.resourceList[i]!;
    const use = model.weights[resource]![household]!;
    if (use !== 0) visit(dwellings + resource, use);
  }
  const joint = program.jointAt[dwelling];
  if (joint !== undefined) {
    const step = model.loadStep[household]!;
    for (const { row, units } of joint) if (units[step] !== 0) visit(row, units[step]!);
  }
  const misfit = figureRow(program, FIGURE_ROWS.misfit);
  if (limit[misfit]! !== NO_LIMIT && model.optionMisfit[option] !== 0) {
    visit(misfit, model.optionMisfit[option]!);
  }
  const score = figureRow(program, FIGURE_ROWS.score);
  if (limit[score]! !== NO_LIMIT && model.optionScore[option] !== 0) {
    visit(score, -model.optionScore[option]!);
  }
  if (option === model.stayOption[household]) {
    const row = classRow(program, program.classOf[household]!);
    if (limit[row]! !== NO_LIMIT) visit(row, 1);
  }
}

/** What a column costs, its distance from home included. */
export function columnCost(program: LinearProgram, column: number): number {
  const cost = program.cost[column]!;
  if (program.distance === 0 || column >= program.firstNowhere) return cost;
  const isHome = column === program.home[program.model.optionHousehold[column]!];
  return isHome ? cost : cost + program.distance;
}

/** Brings a set into play, all of it in one column. A column that uses rows needs a `resetVertex` next. */
export function bringIntoPlay(program: LinearProgram, set: number, column: number): void {
  const { basis } = program;
  program.inPlay.push(set);
  basis.key[set] = column;
  basis.keyValue[set] = 1;
  visitEntries(program, column, (row, use) => {
    basis.slack[row]! -= use;
  });
}

/** Goes to the vertex where every household in play is in its home option, or nowhere where it has none. */
export function resetVertex(program: LinearProgram): void {
  const { basis } = program;
  for (let place = 0; place < basis.size; place += 1) {
    const row = basis.rowAt[place]!;
    basis.placeOfRow[row] = -1;
    basis.price[row] = 0;
  }
  basis.size = 0;
  basis.placesOfSet.clear();
  for (let row = 0; row < program.rows; row += 1) {
    basis.slack[row] = program.limit[row]! + program.widening[row]!;
  }
  for (const column of program.held) {
    visitEntries(program, column, (row, use) => {
      basis.slack[row]! -= use;
    });
  }
  const { inPlay } = program;
  program.inPlay = [];
  program.cursor = 0;
  const softSets: number[] = [];
  for (const set of inPlay) {
    if (set >= program.firstSoftSet) softSets.push(set);
    else {
      bringIntoPlay(program, set, program.home[set]! >= 0 ? program.home[set]! : program.firstNowhere + set);
    }
  }
  for (const set of softSets) bringSoftLevelIntoPlay(program, set);
}

/** As much of a soft level's second column as the use of its resource needs. */
function bringSoftLevelIntoPlay(program: LinearProgram, set: number): void {
  const { basis } = program;
  const resource = set - program.firstSoftSet;
  const first = program.firstSoft + 2 * resource;
  const row = program.dwellings + resource;
  const over = -basis.slack[row]!;
  if (over <= 0) {
    bringIntoPlay(program, set, first);
    return;
  }
  const length = program.softLength[resource]!;
  const share = over / length;
  program.inPlay.push(set);
  basis.key[set] = first + 1;
  basis.keyValue[set] = share;
  visitEntries(program, first + 1, (used, use) => {
    basis.slack[used]! -= use * share;
  });
  if (basis.size === basis.capacity) growBasis(basis);
  // The first column is basic too, and the row is priced: it uses `length` more of the row than the key.
  const place = basis.size;
  for (let other = 0; other < place; other += 1) {
    basis.inverse[place * basis.capacity + other] = 0;
    basis.inverse[other * basis.capacity + place] = 0;
  }
  basis.inverse[place * basis.capacity + place] = 1 / length;
  basis.columnAt[place] = first;
  basis.value[place] = 1 - share;
  basis.rowAt[place] = row;
  basis.placeOfRow[row] = place;
  basis.slack[row] = 0;
  basis.placesOfSet.set(set, [place]);
  basis.size = place + 1;
}

/** Makes room for twice as many priced rows. */
export function growBasis(basis: Basis): void {
  const { capacity, size } = basis;
  const wide = capacity * 2 + LINE;
  const inverse = new Float64Array(wide * wide);
  for (let c = 0; c < size; c += 1) {
    inverse.set(basis.inverse.subarray(c * capacity, c * capacity + size), c * wide);
  }
  basis.inverse = inverse;
  basis.columnAt = copyInto(basis.columnAt, new Int32Array(wide));
  basis.rowAt = copyInto(basis.rowAt, new Int32Array(wide));
  basis.value = copyInto(basis.value, new Float64Array(wide));
  basis.direction = copyInto(basis.direction, new Float64Array(wide));
  basis.capacity = wide;
}

function copyInto<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
