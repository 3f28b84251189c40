import { type Basis, growBasis, type LinearProgram, setOf, visitEntries } from './program.ts';

const LEAST_PIVOT = 1e-7;
const TIE = 1e-10;
const NOTHING = 1e-11;

/** What enters the basis: a column, or the slack of a priced row; the other one is -1. */
export interface Entering {
  readonly column: number;
  readonly row: number;
  /** What its value lowers the cost by per unit: below 0. */
  readonly gain: number;
}

const LEAVING = { none: 0, place: 1, key: 2, slack: 3 } as const;

interface Ratio {
  step: number;
  kind: 0 | 1 | 2 | 3;
  /** A place of the basis, a set or a row, by kind. */
  which: number;
  pivot: number;
}

/** Scratch of one pivot: how the slacks and the keys change per unit of what enters. */
interface Change {
  readonly rows: Float64Array;
  readonly mark: Int32Array;
  stamp: number;
  readonly touched: number[];
  readonly keys: Map<number, number>;
}

const changes = new WeakMap<LinearProgram, Change>();

function changeOf(program: LinearProgram): Change {
  let change = changes.get(program);
  if (change === undefined) {
    const rows = new Float64Array(program.rows);
    change = { rows, mark: new Int32Array(program.rows), stamp: 0, touched: [], keys: new Map() };
    changes.set(program, change);
  }
  return change;
}

/**
 * Lets a column or slack enter at the greatest step that keeps all values at 0 or more, and takes out what comes to 0
 * first. Time grows with the square of the number of priced rows.
 * Prices are carried along, and have to be added up anew now and then.
 *
 * @throws {Error} when nothing limits the step, which the rows of a program rule out.
 */
export function pivot(program: LinearProgram, entering: Entering): void {
  const { basis } = program;
  const change = changeOf(program);
  const set = entering.column >= 0 ? setOf(program, entering.column) : -1;
  findDirection(program, change, entering, set);
  spreadDirection(program, change, set);
  const ratio = findRatio(basis, change);
  if (ratio.kind === LEAVING.none) throw new Error('A linear program without a limit.');
  makeStep(basis, change, ratio.step);
  program.pivots += 1;
  let { kind, which } = ratio;
  if (kind === LEAVING.key) {
    const isOwn = entering.column >= 0 && which === set;
    if (isOwn && (basis.placesOfSet.get(which)?.length ?? 0) === 0) {
      basis.key[set] = entering.column;
      basis.keyValue[set] = ratio.step;
      return;
    }
    which = swapKey(basis, which);
    kind = LEAVING.place;
    findDirection(program, change, entering, set);
  }
  if (entering.column >= 0) {
    if (kind === LEAVING.place) {
      replaceColumn(program, which, entering.column, ratio.step);
      carryPrices(basis, which, entering.gain);
    } else {
      addRow(program, which, change.rows[which]!, { column: entering.column, value: ratio.step });
      carryPrices(basis, basis.size - 1, entering.gain);
    }
  } else if (kind === LEAVING.place) {
    carryPrices(basis, which, entering.gain / basis.direction[which]!);
    dropRow(program, which, entering.row, ratio.step);
  } else replaceRow(program, which, entering, ratio.step);
}

/** What a pivot does to the prices: a multiple of the place where it was made. */
function carryPrices({ inverse, capacity, size, price, rowAt }: Basis, place: number, gain: number): void {
  const own = place * capacity;
  for (let a = 0; a < size; a += 1) price[rowAt[a]!]! -= gain * inverse[own + a]!;
}

/** The change of the basic columns, in `basis.direction` (they fall by it). */
function findDirection(program: LinearProgram, change: Change, entering: Entering, set: number): void {
  const { basis } = program;
  const { inverse, capacity, size, direction, placeOfRow } = basis;
  change.touched.length = 0;
  change.stamp += 1;
  direction.fill(0, 0, size);
  if (entering.column < 0) {
    const place = placeOfRow[entering.row]!;
    for (let c = 0; c < size; c += 1) direction[c] = inverse[c * capacity + place]!;
    return;
  }
  addColumn(program, change, entering.column, 1);
  addColumn(program, change, basis.key[set]!, -1);
  for (const row of change.touched) {
    const place = placeOfRow[row]!;
    const use = change.rows[row]!;
    if (place < 0 || use === 0) continue;
    for (let c = 0; c < size; c += 1) direction[c]! += inverse[c * capacity + place]! * use;
  }
}

function addColumn(program: LinearProgram, change: Change, column: number, factor: number): void {
  const { rows, mark, stamp, touched } = change;
  visitEntries(program, column, (row, use) => {
    if (mark[row] !== stamp) {
      mark[row] = stamp;
      rows[row] = 0;
      touched.push(row);
    }
    rows[row]! += factor * use;
  });
}

/** From the basic columns to what their change does to the slacks and the keys. */
function spreadDirection(program: LinearProgram, change: Change, set: number): void {
  const { basis } = program;
  const { keys } = change;
  keys.clear();
  if (set >= 0) keys.set(set, -1);
  for (let place = 0; place < basis.size; place += 1) {
    const fall = basis.direction[place]!;
    if (Math.abs(fall) < NOTHING) {
      basis.direction[place] = 0;
      continue;
    }
    const column = basis.columnAt[place]!;
    const own = setOf(program, column);
    keys.set(own, (keys.get(own) ?? 0) + fall);
    addColumn(program, change, column, -fall);
    addColumn(program, change, basis.key[own]!, fall);
  }
}

/** Of what comes to 0 at the same step the one with the greatest pivot leaves: it keeps the inverse exact. */
function findRatio(basis: Basis, change: Change): Ratio {
  const ratio: Ratio = { step: Number.POSITIVE_INFINITY, kind: LEAVING.none, which: -1, pivot: 0 };
  for (let place = 0; place < basis.size; place += 1) {
    if (!isSooner(ratio, basis.value[place]!, basis.direction[place]!)) continue;
    ratio.kind = LEAVING.place;
    ratio.which = place;
  }
  for (const [set, rise] of change.keys) {
    if (!isSooner(ratio, basis.keyValue[set]!, -rise)) continue;
    ratio.kind = LEAVING.key;
    ratio.which = set;
  }
  for (const row of change.touched) {
    if (basis.placeOfRow[row]! >= 0 || !isSooner(ratio, basis.slack[row]!, change.rows[row]!)) continue;
    ratio.kind = LEAVING.slack;
    ratio.which = row;
  }
  return ratio;
}

/** Whether a value that falls comes to 0 before all others so far; then it sets the step. */
function isSooner(ratio: Ratio, value: number, fall: number): boolean {
  if (fall <= LEAST_PIVOT) return false;
  const step = Math.max(0, value) / fall;
  if (step > ratio.step + TIE || (step > ratio.step - TIE && fall <= ratio.pivot)) return false;
  ratio.step = Math.min(step, ratio.step + TIE);
  ratio.pivot = fall;
  return true;
}

function makeStep(basis: Basis, change: Change, step: number): void {
  for (let place = 0; place < basis.size; place += 1) basis.value[place]! -= step * basis.direction[place]!;
  for (const [set, rise] of change.keys) basis.keyValue[set]! += step * rise;
  for (const row of change.touched) {
    if (basis.placeOfRow[row]! < 0) basis.slack[row]! -= step * change.rows[row]!;
  }
}

/** Makes the greatest other column of a set its key; gives the place that the former key has now. */
function swapKey(basis: Basis, set: number): number {
  const { inverse, capacity, size } = basis;
  const places = basis.placesOfSet.get(set)!;
  let place = places[0]!;
  for (const other of places) if (basis.value[other]! > basis.value[place]!) place = other;
  const key = basis.key[set]!;
  const value = basis.keyValue[set]!;
  basis.key[set] = basis.columnAt[place]!;
  basis.keyValue[set] = basis.value[place]!;
  basis.columnAt[place] = key;
  basis.value[place] = value;
  for (let a = 0; a < size; a += 1) {
    let sum = -inverse[place * capacity + a]!;
    for (const other of places) if (other !== place) sum -= inverse[other * capacity + a]!;
    inverse[place * capacity + a] = sum;
  }
  return place;
}

function replaceColumn(program: LinearProgram, place: number, column: number, value: number): void {
  const { basis } = program;
  const { inverse, capacity, size, direction } = basis;
  const own = place * capacity;
  const factor = direction[place]!;
  for (let a = 0; a < size; a += 1) inverse[own + a]! /= factor;
  for (let c = 0; c < size; c += 1) {
    const fall = direction[c]!;
    if (c === place || fall === 0) continue;
    for (let a = 0; a < size; a += 1) inverse[c * capacity + a]! -= fall * inverse[own + a]!;
  }
  forget(program, place);
  remember(program, place, column, value);
}

/** The slack of a row leaves, so that the row is priced: the matrix grows by a column and a row, with this corner. */
function addRow(
  program: LinearProgram,
  row: number,
  corner: number,
  { column, value }: { readonly column: number; readonly value: number },
): void {
  const { basis } = program;
  if (basis.size === basis.capacity) growBasis(basis);
  const { inverse, capacity, size, direction } = basis;
  const border = timesInverse(program, row);
  for (let c = 0; c < size; c += 1) {
    const factor = direction[c]! / corner;
    if (factor !== 0) for (let a = 0; a < size; a += 1) inverse[c * capacity + a]! += factor * border[a]!;
    inverse[c * capacity + size] = -factor;
  }
  for (let a = 0; a < size; a += 1) inverse[size * capacity + a] = -border[a]! / corner;
  inverse[size * capacity + size] = 1 / corner;
  basis.placeOfRow[row] = size;
  basis.rowAt[size] = row;
  basis.slack[row] = 0;
  basis.size = size + 1;
  remember(program, size, column, value);
}

/** A slack enters and a column leaves: the matrix shrinks by both. */
function dropRow(program: LinearProgram, place: number, row: number, slack: number): void {
  const { basis } = program;
  const { inverse, capacity, size, direction } = basis;
  const rowPlace = basis.placeOfRow[row]!;
  const last = size - 1;
  for (let c = 0; c < size; c += 1) {
    const factor = direction[c]! / direction[place]!;
    if (c === place || factor === 0) continue;
    for (let a = 0; a < size; a += 1) inverse[c * capacity + a]! -= factor * inverse[place * capacity + a]!;
  }
  forget(program, place);
  if (place !== last) {
    for (let a = 0; a < size; a += 1) inverse[place * capacity + a] = inverse[last * capacity + a]!;
    const column = basis.columnAt[last]!;
    const value = basis.value[last]!;
    forget(program, last);
    remember(program, place, column, value);
  }
  if (rowPlace !== last) {
    for (let c = 0; c < last; c += 1) inverse[c * capacity + rowPlace] = inverse[c * capacity + last]!;
    const moved = basis.rowAt[last]!;
    basis.rowAt[rowPlace] = moved;
    basis.placeOfRow[moved] = rowPlace;
  }
  basis.size = last;
  release(basis, row, slack);
}

/** A slack enters and another one leaves. */
function replaceRow(
  program: LinearProgram,
  leaving: number,
  { row: entering, gain }: Entering,
  slack: number,
): void {
  const { basis } = program;
  const { inverse, capacity, size, price, rowAt } = basis;
  const place = basis.placeOfRow[entering]!;
  const border = timesInverse(program, leaving);
  for (let a = 0; a < size; a += 1) price[rowAt[a]!]! -= (gain * border[a]!) / border[place]!;
  for (let c = 0; c < size; c += 1) {
    const factor = inverse[c * capacity + place]! / border[place]!;
    inverse[c * capacity + place] = factor;
    if (factor === 0) continue;
    for (let a = 0; a < size; a += 1) {
      if (a !== place) inverse[c * capacity + a]! -= factor * border[a]!;
    }
  }
  release(basis, entering, slack);
  basis.placeOfRow[leaving] = place;
  basis.rowAt[place] = leaving;
  basis.slack[leaving] = 0;
  price[leaving] = gain / border[place]!;
}

function release(basis: Basis, row: number, slack: number): void {
  basis.placeOfRow[row] = -1;
  basis.price[row] = 0;
  basis.slack[row] = slack;
}

/** What the basic columns use of a row, times the inverse. */
function timesInverse(program: LinearProgram, row: number): Float64Array {
  const { basis } = program;
  const { inverse, capacity, size } = basis;
  const product = new Float64Array(size);
  for (let c = 0; c < size; c += 1) {
    const column = basis.columnAt[c]!;
    const use = useOf(program, column, row) - useOf(program, basis.key[setOf(program, column)]!, row);
    if (use === 0) continue;
    for (let a = 0; a < size; a += 1) product[a]! += use * inverse[c * capacity + a]!;
  }
  return product;
}

function useOf(program: LinearProgram, column: number, row: number): number {
  let total = 0;
  visitEntries(program, column, (used, use) => {
    if (used === row) total += use;
  });
  return total;
}

function remember(program: LinearProgram, place: number, column: number, value: number): void {
  const { basis } = program;
  const set = setOf(program, column);
  const places = basis.placesOfSet.get(set);
  if (places === undefined) basis.placesOfSet.set(set, [place]);
  else places.push(place);
  basis.columnAt[place] = column;
  basis.value[place] = value;
}

function forget(program: LinearProgram, place: number): void {
  const { basis } = program;
  const places = basis.placesOfSet.get(setOf(program, basis.columnAt[place]!))!;
  places.splice(places.indexOf(place), 1);
}
