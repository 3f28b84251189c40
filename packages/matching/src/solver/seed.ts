import type { PriceList, Solution, JointLimit as WrittenLimit } from '../solution.ts';
import { addJointLimit, type JointLimit, type JointLimits } from './joint-limits.ts';
import { MAX_JOINT_LIMITS } from './lp/program.ts';
import { findOption, type Model } from './model.ts';
import { createPriceVector, type PriceVector } from './price-vector.ts';
import { hasRoom, isApartFromOthers, place, type State } from './state.ts';

/** What a solution of nearly the same problem is good for: where all were, and the prices that closed its cases. */
export interface Seed {
  /** Dwelling of a household, or -1 where it was nowhere or the place does not exist any more. */
  readonly at: Int32Array;
  /** By place among the price lists; `undefined` for one that does not fit the model, or prices classes. */
  readonly vectors: readonly (PriceVector | undefined)[];
}

/** Reads what of a solution still exists in the model. Whatever it says is only a hint: it is proved or tried anew. */
export function createSeed(model: Model, solution: Solution, limits: JointLimits): Seed {
  const households = new Map(model.householdIds.map((id, number) => [id, number]));
  const dwellings = new Map(model.dwellingIds.map((id, number) => [id, number]));
  const resources = new Map(model.resourceIds.map((id, number) => [id, number]));
  const at = new Int32Array(model.householdIds.length).fill(-1);
  for (const { household, dwelling } of solution.assignments) {
    const number = households.get(household);
    const where = dwellings.get(dwelling);
    if (number !== undefined && where !== undefined && findOption(model, number, where) >= 0)
      at[number] = where;
  }
  const joint = (solution.certificate.jointLimits ?? []).map((limit) =>
    readLimit(model, limits, limit, { dwellings, resources }),
  );
  const vectors = solution.certificate.prices.map((list) =>
    readList(model, list, { dwellings, resources, joint }),
  );
  return { at, vectors };
}

type Numbers = ReadonlyMap<string, number>;

/** A joint limit with what is left of its units, and with the most that they come to now. */
function readLimit(
  model: Model,
  limits: JointLimits,
  written: WrittenLimit,
  { dwellings, resources }: { readonly dwellings: Numbers; readonly resources: Numbers },
): JointLimit | undefined {
  const outer = resources.get(written.resource);
  const block = limits.blocks.find((one) => one.outer === outer);
  if (block === undefined || limits.list.length >= MAX_JOINT_LIMITS) return undefined;
  const members = new Set(block.parts.flatMap((part) => part.dwellings.map(({ dwelling }) => dwelling)));
  const units = new Map<number, Float64Array>();
  for (const [id, figures] of Object.entries(written.units)) {
    const dwelling = dwellings.get(id);
    if (dwelling === undefined || !members.has(dwelling)) continue;
    units.set(
      dwelling,
      Float64Array.from(model.loadSteps, (load) => figures[String(load)] ?? 0),
    );
  }
  return addJointLimit(model, limits, block, units);
}

function readList(
  model: Model,
  list: PriceList,
  numbers: {
    readonly dwellings: Numbers;
    readonly resources: Numbers;
    readonly joint: readonly (JointLimit | undefined)[];
  },
): PriceVector | undefined {
  const { dwellings, resources } = numbers;
  const joint = Object.keys(list.joint ?? {}).map((place) => numbers.joint[Number(place)]);
  const known = joint.filter((limit) => limit !== undefined);
  if (known.length < joint.length) return undefined;
  if (Object.keys(list.classes).length > 0) return undefined;
  const ofDwellings = pick(list.dwellings, dwellings);
  const ofResources = pick(list.resources, resources);
  return createPriceVector(model, {
    dwellings: Int32Array.from(ofDwellings, ([number]) => number),
    dwellingPrices: Float64Array.from(ofDwellings, ([, price]) => price),
    resources: Int32Array.from(ofResources, ([number]) => number),
    resourcePrices: Float64Array.from(ofResources, ([, price]) => price),
    joint: known,
    jointPrices: Object.values(list.joint ?? {}),
    classPrices: undefined,
    misfit: list.misfit,
    excess: list.excess,
    score: list.score,
  });
}

/** Prices by number, ascending, of what still exists. */
function pick(prices: PriceList['dwellings'], numbers: ReadonlyMap<string, number>): [number, number][] {
  return Object.entries(prices)
    .flatMap(([id, price]): [number, number][] => {
      const number = numbers.get(id);
      return number === undefined ? [] : [[number, price]];
    })
    .toSorted(([a], [b]) => a - b);
}

/** Gives a household that is nowhere the dwelling that it had, if that is free and fits as it is. */
export function placeAsBefore(model: Model, state: State, seed: Seed, household: number): boolean {
  const dwelling = seed.at[household]!;
  if (dwelling < 0 || dwelling === model.current[household] || state.holder[dwelling]! >= 0) return false;
  if (!hasRoom(model, state, household, dwelling)) return false;
  if (!isApartFromOthers(model, state, household, dwelling)) return false;
  place(model, state, household, dwelling);
  return true;
}
