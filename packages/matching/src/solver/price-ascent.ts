import type { Explorer } from './explorer.ts';
import { WEIGHT_KIND } from './model.ts';
import { createPriceVector, type PriceVector } from './price-vector.ts';
import { PART } from './proof-tree.ts';

/** The figures that the placement makes best, in turn. */
export type Figure = 'misfit' | 'excess' | 'score';

const MAX_ROUNDS = 400;
const LEAST_ROUNDS = 60;
/** Options that all rounds together look at, if that makes no fewer rounds than the least. */
const MAX_LOOKS = 400_000_000;
/** Rounds without a better bound after which steps are halved. */
const PATIENCE = 15;
/** Price of one unit of the figure in the integer prices. */
const SCALE = 4096;

/** Prices per unit of the figure; those of resources with a weight of their own stay 0. */
interface Ascent {
  readonly figure: Figure | number;
  /** Of not being served, by class; of the class whose number is bounded it is 1. */
  readonly unserved: Float64Array;
  readonly dwelling: Float64Array;
  readonly resource: Float64Array;
  misfit: number;
  excess: number;
}

/**
 * Looks for prices that bound a figure, where the problem is too large for the linear program: raises the price of
 * what the cheapest places of all together overuse and lowers that of what they leave, by steps that aim at `value`.
 * Every prices are a bound; these are good ones after some hundred looks at all options.
 */
export function ascendPrices(
  explorer: Explorer,
  figure: Figure | number,
  value: number,
): PriceVector | undefined {
  const { program, tree, model } = explorer;
  const ascent: Ascent = {
    figure,
    unserved: tree.allowance.unserved.map((_, number) => (number === figure ? 1 : 0)),
    dwelling: new Float64Array(program.dwellings),
    resource: new Float64Array(program.resources),
    misfit: 0,
    excess: figure === 'excess' ? 1 : 0,
  };
  const aim = figure === 'score' ? -value : value;
  let best = Number.NEGATIVE_INFINITY;
  let vector: PriceVector | undefined;
  let factor = 1;
  let stale = 0;
  const options = tree.players.reduce(
    (sum, household) => sum + model.optionStart[household + 1]! - model.optionStart[household]!,
    0,
  );
  const rounds = Math.max(LEAST_ROUNDS, Math.min(MAX_ROUNDS, Math.floor(MAX_LOOKS / (options + 1))));
  for (let round = 0; round < rounds; round += 1) {
    const look = lookAtCheapest(explorer, ascent);
    if (look.bound > best + 1e-6) {
      best = look.bound;
      vector = toVector(explorer, ascent) ?? vector;
      stale = 0;
    } else {
      stale += 1;
      if (stale % PATIENCE === 0) factor /= 2;
    }
    if (best >= aim - 0.5) break;
    const step = (factor * (aim - look.bound)) / Math.max(1, look.length);
    move(explorer, ascent, look, step);
  }
  return vector;
}

/** What the cheapest places use beyond what there is, and the bound that the prices give. */
interface Look {
  readonly bound: number;
  readonly dwelling: Float64Array;
  readonly resource: Float64Array;
  readonly misfit: number;
  readonly excess: number;
  /** How many of each class are not served there beyond what is allowed. */
  readonly unserved: Float64Array;
  /** Sum of the squares of what can be moved. */
  readonly length: number;
}

function lookAtCheapest(explorer: Explorer, ascent: Ascent): Look {
  const { figure } = ascent;
  const { model, tree, program } = explorer;
  const dwelling = new Float64Array(program.dwellings).fill(-1);
  const resource = new Float64Array(program.resources);
  const [flat, perLoad] = priceDwellings(explorer, ascent);
  let bound = 0;
  let misfit = 0;
  const unserved = new Float64Array(ascent.unserved.length);
  for (const household of tree.players) {
    const number = tree.classOf[household]!;
    const nowhere = ascent.unserved[number]!;
    const stay = model.stayOption[household]!;
    let least = mayBeNowhere(explorer, household) ? nowhere : Number.POSITIVE_INFINITY;
    let chosen = -1;
    if (least === 0) continue;
    const load = model.loads[household]!;
    for (
      let option = model.optionStart[household]!;
      option < model.optionStart[household + 1]!;
      option += 1
    ) {
      if (tree.bans[option] !== 0) continue;
      const place = model.optionDwelling[option]!;
      let price = flat[place]! + load * perLoad[place]! + ascent.misfit * model.optionMisfit[option]!;
      if (figure === 'misfit') price += model.optionMisfit[option]!;
      else if (figure === 'score') price -= model.optionScore[option]!;
      if (option === stay) price += nowhere;
      if (price >= least) continue;
      least = price;
      chosen = option;
    }
    if (least === Number.POSITIVE_INFINITY) continue;
    if (chosen < 0 || chosen === stay) unserved[number]! += 1;
    bound += least;
    if (chosen < 0) continue;
    misfit += model.optionMisfit[chosen]!;
    const place = model.optionDwelling[chosen]!;
    dwelling[place]! += 1;
    for (let i = model.resourceStart[place]!; i < model.resourceStart[place + 1]!; i += 1) {
      resource[model.resourceList[i]!]! += model.weights[model.resourceList[i]!]![household]!;
    }
  }
  return settle(explorer, ascent, { bound, dwelling, resource, misfit, unserved });
}

/** Takes off what there is to sell. */
function settle(
  { program, model, tree }: Explorer,
  ascent: Ascent,
  chosen: Omit<Look, 'excess' | 'length'>,
): Look {
  const { figure } = ascent;
  const { dwelling, resource } = chosen;
  let { bound } = chosen;
  let length = 0;
  for (let place = 0; place < program.dwellings; place += 1) {
    const price = ascent.dwelling[place]!;
    bound -= price;
    if (price > 0 || dwelling[place]! > 0) length += dwelling[place]! ** 2;
  }
  let over = 0;
  for (let one = 0; one < program.resources; one += 1) {
    const price = ascent.resource[one]!;
    const limit = model.reach[one]!;
    const soft = ascent.excess > 0 ? Math.min(model.soft[one]!, limit) : limit;
    bound -= price * soft + Math.max(0, price - ascent.excess) * (limit - soft);
    const isOver = price > ascent.excess;
    if (isOver) over += limit - soft;
    resource[one]! -= isOver ? limit : soft;
    if (price > 0 || resource[one]! > 0) length += resource[one]! ** 2 / scaleOf(figure, limit);
  }
  const isPlaced = figure === 'excess' || figure === 'score';
  const misfit = !isPlaced ? 0 : chosen.misfit - tree.allowance.misfit;
  bound -= !isPlaced ? 0 : ascent.misfit * tree.allowance.misfit;
  const excess = figure === 'score' ? over - tree.allowance.excess : 0;
  bound -= figure === 'score' ? ascent.excess * tree.allowance.excess : 0;
  length +=
    misfit ** 2 / scaleOf(figure, tree.allowance.misfit) +
    excess ** 2 / scaleOf(figure, tree.allowance.excess);
  const unserved = chosen.unserved.map((count, number) => {
    const own = typeof figure === 'number' && number < figure ? count - tree.allowance.unserved[number]! : 0;
    bound -= number === figure ? 0 : ascent.unserved[number]! * tree.allowance.unserved[number]!;
    if (own > 0 || ascent.unserved[number]! > 0)
      length += own ** 2 / scaleOf(figure, tree.allowance.unserved[number]!);
    return own;
  });
  return { bound, dwelling, resource, misfit, excess, unserved, length };
}

/** Whether a household need not have a place. */
function mayBeNowhere({ tree, model }: Explorer, household: number): boolean {
  const part = tree.part[household]!;
  return part !== PART.must && tree.bans[model.optionDwelling.length + household] === 0;
}

function priceDwellings({ model, program }: Explorer, ascent: Ascent): readonly [Float64Array, Float64Array] {
  const flat = ascent.dwelling.slice();
  const perLoad = new Float64Array(program.dwellings);
  for (let resource = 0; resource < program.resources; resource += 1) {
    const price = ascent.resource[resource]!;
    if (price === 0) continue;
    const prices = model.weightKind[resource] === WEIGHT_KIND.load ? perLoad : flat;
    for (let i = model.memberStart[resource]!; i < model.memberStart[resource + 1]!; i += 1) {
      prices[model.memberList[i]!]! += price;
    }
  }
  return [flat, perLoad];
}

/** For score, the price of something that there is much of moves by less; for what is counted in few units that is no help. */
function scaleOf(figure: Figure | number, amount: number): number {
  return figure === 'score' ? 1 + Math.abs(amount) : 1;
}

function move({ program, model, tree }: Explorer, ascent: Ascent, look: Look, step: number): void {
  const { figure } = ascent;
  for (let place = 0; place < program.dwellings; place += 1) {
    ascent.dwelling[place] = Math.max(0, ascent.dwelling[place]! + step * look.dwelling[place]!);
  }
  for (let resource = 0; resource < program.resources; resource += 1) {
    if (model.weightKind[resource] === WEIGHT_KIND.own) continue;
    ascent.resource[resource] = Math.max(
      0,
      ascent.resource[resource]! +
        (step * look.resource[resource]!) / scaleOf(figure, model.reach[resource]!),
    );
  }
  for (const [number, own] of look.unserved.entries())
    ascent.unserved[number] = Math.max(
      0,
      ascent.unserved[number]! + (step * own) / scaleOf(figure, tree.allowance.unserved[number]!),
    );
  if (ascent.figure !== 'excess' && ascent.figure !== 'score') return;
  ascent.misfit = Math.max(0, ascent.misfit + (step * look.misfit) / scaleOf(figure, tree.allowance.misfit));
  if (ascent.figure === 'score')
    ascent.excess = Math.max(
      0,
      ascent.excess + (step * look.excess) / scaleOf(figure, tree.allowance.excess),
    );
}

function toVector({ model }: Explorer, ascent: Ascent): PriceVector | undefined {
  const { figure } = ascent;
  const whole = (prices: Float64Array): readonly [Int32Array, Float64Array] => {
    const rounded = prices.map((price) => Math.round(price * SCALE));
    const numbers = Int32Array.from(rounded.keys()).filter((number) => rounded[number]! > 0);
    return [numbers, Float64Array.from(numbers, (number) => rounded[number]!)];
  };
  const [dwellings, dwellingPrices] = whole(ascent.dwelling);
  const [resources, resourcePrices] = whole(ascent.resource);
  const dearest = [...dwellingPrices, ...resourcePrices, SCALE * Math.max(1, ascent.misfit, ascent.excess)];
  if (Math.max(...dearest) * model.greatest > Number.MAX_SAFE_INTEGER) return undefined;
  return createPriceVector(model, {
    dwellings,
    dwellingPrices,
    resources,
    resourcePrices,
    classPrices:
      typeof figure === 'number' ? ascent.unserved.map((price) => Math.round(price * SCALE)) : undefined,
    misfit: figure === 'misfit' ? SCALE : Math.round(ascent.misfit * SCALE),
    excess: figure === 'excess' ? SCALE : Math.round(ascent.excess * SCALE),
    score: figure === 'score' ? SCALE : 0,
  });
}
