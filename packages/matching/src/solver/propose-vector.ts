import type { Explorer } from './explorer.ts';
import { classRow, FIGURE_ROWS, figureRow, NO_LIMIT } from './lp/program.ts';
import { createPriceVector, type Prices, type PriceVector } from './price-vector.ts';

/** Factors that prices are multiplied by before they are rounded: simple prices where they will do. */
export const SCALES: readonly number[] = [1, 12, 240, 2 ** 16, 2 ** 22];

/**
 * Integer prices near those of the vertex. With a step in force, `scale` is the price of one unit of its figure;
 * else of the dearest row.
 *
 * @returns `undefined` where a price is too large to be exact.
 */
export function proposeVector(
  explorer: Explorer,
  scale: number,
  ruledOutCost: number,
): PriceVector | undefined {
  const { program, step, model } = explorer;
  const { basis } = program;
  const factor = step === undefined ? scale / ruledOutCost : scale * step.unit;
  const rounded = Array.from(basis.rowAt.subarray(0, basis.size).toSorted(), (row) => ({
    row,
    price: Math.round(basis.price[row]! * factor),
  })).filter(({ price }) => price > 0);
  // The smallest prices that say the same are the easiest to read.
  const divisor = rounded.reduce(
    (sofar, { price }) => greatestDivisor(sofar, price),
    step === undefined ? 0 : scale,
  );
  const priced = rounded.map(({ row, price }) => ({ row, price: price / divisor }));
  const ownPrice = scale / Math.max(1, divisor);
  const dearest = priced.reduce(
    (most, { price }) => Math.max(most, price),
    step === undefined ? 0 : ownPrice,
  );
  if (dearest * model.greatest > Number.MAX_SAFE_INTEGER) return undefined;
  const inDwellings = priced.filter(({ row }) => row < program.dwellings);
  const firstFigure = figureRow(program, 0);
  const inResources = priced.filter(({ row }) => row >= program.dwellings && row < firstFigure);
  const inJoint = priced.filter(({ row }) => row >= program.firstJoint);
  const priceOf = (row: number): number => priced.find((entry) => entry.row === row)?.price ?? 0;
  const figure = (name: 'misfit' | 'excess' | 'score'): number =>
    step?.figure === name ? ownPrice : priceOf(figureRow(program, FIGURE_ROWS[name]));
  const prices: Prices = {
    dwellings: Int32Array.from(inDwellings, ({ row }) => row),
    dwellingPrices: Float64Array.from(inDwellings, ({ price }) => price),
    resources: Int32Array.from(inResources, ({ row }) => row - program.dwellings),
    resourcePrices: Float64Array.from(inResources, ({ price }) => price),
    joint: inJoint.map(({ row }) => program.joint[row - program.firstJoint]!),
    jointPrices: inJoint.map(({ price }) => price),
    classPrices: classPrices(explorer, ownPrice, priceOf),
    misfit: figure('misfit'),
    excess: figure('excess'),
    score: figure('score'),
  };
  return createPriceVector(model, prices);
}

function classPrices(
  { program, step, tree }: Explorer,
  ownPrice: number,
  priceOf: (row: number) => number,
): Float64Array | undefined {
  const { unserved } = tree.allowance;
  const prices = new Float64Array(unserved.length);
  for (let number = 0; number < unserved.length; number += 1) {
    if (step?.figure === number) prices[number] = ownPrice;
    else if (program.limit[classRow(program, number)]! !== NO_LIMIT)
      prices[number] = priceOf(classRow(program, number));
  }
  return prices.some((price) => price > 0) ? prices : undefined;
}

function greatestDivisor(a: number, b: number): number {
  let [greater, smaller] = [a, b];
  while (smaller !== 0) [greater, smaller] = [smaller, greater % smaller];
  return greater;
}
