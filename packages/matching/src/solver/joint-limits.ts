import { LARGE_DWELLINGS, type Model, WEIGHT_KIND } from './model.ts';
import { type Dwelling, greatestPacking, type Part } from './packing.ts';

/**
 * A place with a limit on load and, in it, smaller ones with limits of their own that do not overlap: what whole
 * households can have of it together is often less than the limits say one by one.
 */
export interface Block {
  /** The resource that holds all, and those in it. */
  readonly outer: number;
  readonly inner: Int32Array;
  /** Its dwellings, first those in no inner resource; the loads (by step, see `Model.loadSteps`) that may be there. */
  readonly parts: readonly BlockPart[];
}

/** The dwellings of one inner resource, or of none. */
export interface BlockPart {
  readonly limit: number;
  readonly dwellings: readonly BlockDwelling[];
}

interface BlockDwelling {
  readonly dwelling: number;
  readonly steps: readonly number[];
}

/** Counting `units` for a load (by step) in a dwelling, no placement has more than `most`; see `JointLimit` of the solution. */
export interface JointLimit {
  readonly block: Block;
  /** Ascending; `units` has one figure for each step of load for each of them. */
  readonly dwellings: Int32Array;
  readonly units: Float64Array;
  readonly most: number;
}

/** The joint limits that were found for a problem so far, and the blocks where more may be found. */
export interface JointLimits {
  readonly blocks: readonly Block[];
  readonly list: JointLimit[];
  readonly known: Map<string, JointLimit>;
}

/** Larger blocks are left alone: a packing takes so many steps at most. */
const MAX_STEPS = 300_000;
const MAX_LIMIT = 20_000;
/** With more resources than this they are not compared with each other. */
const MAX_RESOURCES = 1000;
/** With more different loads than this, and on large problems, nothing is looked for: it takes longer than it saves. */
const MAX_LOAD_STEPS = 64;

/** Without any limit yet. */
export function createJointLimits(model: Model): JointLimits {
  const isTooLarge = model.dwellingIds.length > LARGE_DWELLINGS || model.loadSteps.length > MAX_LOAD_STEPS;
  const blocks = isTooLarge ? [] : findBlocks(model);
  return { blocks, list: [], known: new Map() };
}

function findBlocks(model: Model): Block[] {
  const ofLoad = Array.from(model.resourceIds.keys())
    .filter((resource) => model.weightKind[resource] === WEIGHT_KIND.load)
    .toSorted((a, b) => sizeOf(model, b) - sizeOf(model, a) || a - b);
  if (ofLoad.length > MAX_RESOURCES) return [];
  const isInner = new Set<number>();
  const holders = ofLoad.map((resource) => findHolders(model, ofLoad, resource));
  for (const [place, list] of holders.entries()) if (list.length > 0) isInner.add(ofLoad[place]!);
  const steps = listSteps(model);
  return ofLoad
    .filter((resource) => !isInner.has(resource))
    .flatMap((outer) => {
      const within = ofLoad.filter((_, place) => holders[place]!.includes(outer));
      const block = createBlock(model, outer, within, steps);
      return block === undefined ? [] : [block];
    });
}

function sizeOf({ memberStart }: Model, resource: number): number {
  return memberStart[resource + 1]! - memberStart[resource]!;
}

/** The resources of load that hold all dwellings of another one; of two with the same dwellings the first. */
function findHolders(model: Model, ofLoad: readonly number[], resource: number): readonly number[] {
  const counts = new Map<number, number>();
  for (let i = model.memberStart[resource]!; i < model.memberStart[resource + 1]!; i += 1) {
    const dwelling = model.memberList[i]!;
    for (let j = model.resourceStart[dwelling]!; j < model.resourceStart[dwelling + 1]!; j += 1)
      counts.set(model.resourceList[j]!, (counts.get(model.resourceList[j]!) ?? 0) + 1);
  }
  const size = sizeOf(model, resource);
  return ofLoad.filter(
    (other) =>
      other !== resource &&
      counts.get(other) === size &&
      size > 0 &&
      (sizeOf(model, other) > size || other < resource),
  );
}

/** By dwelling, the steps of load of those who have a place there. */
function listSteps(model: Model): readonly (readonly number[])[] {
  const found = model.dwellingIds.map(() => new Set<number>());
  const isNoPlace = new Uint8Array(model.optionDwelling.length);
  for (const option of model.tooMuch) isNoPlace[option] = 1;
  for (let option = 0; option < model.optionDwelling.length; option += 1) {
    if (isNoPlace[option] === 0)
      found[model.optionDwelling[option]!]!.add(model.loadStep[model.optionHousehold[option]!]!);
  }
  return found.map((set) => [...set].toSorted((a, b) => a - b));
}

function createBlock(
  model: Model,
  outer: number,
  within: readonly number[],
  steps: readonly (readonly number[])[],
): Block | undefined {
  const partOf = new Map<number, number>();
  const inner: number[] = [];
  for (const resource of within) {
    const members = membersOf(model, resource);
    if (members.some((dwelling) => partOf.has(dwelling))) continue;
    for (const dwelling of members) partOf.set(dwelling, inner.length);
    inner.push(resource);
  }
  const toDwelling = (dwelling: number): BlockDwelling => ({ dwelling, steps: steps[dwelling]! });
  const all = membersOf(model, outer);
  const loose = all.filter((dwelling) => !partOf.has(dwelling));
  const limit = model.limit[outer]!;
  const parts = [
    { limit, dwellings: loose.map(toDwelling) },
    ...inner.map((resource) => ({
      limit: Math.min(limit, model.limit[resource]!),
      dwellings: membersOf(model, resource).map(toDwelling),
    })),
  ];
  const choices = all.reduce((sum, dwelling) => sum + steps[dwelling]!.length, 0);
  if (limit > MAX_LIMIT || limit < 1 || choices * limit > MAX_STEPS || choices === 0) return undefined;
  return { outer, inner: Int32Array.from(inner), parts };
}

function membersOf(model: Model, resource: number): number[] {
  return Array.from(model.memberList.subarray(model.memberStart[resource], model.memberStart[resource + 1]));
}

/** Units for a load (by step) in a dwelling. */
export type Units = ReadonlyMap<number, Float64Array>;

/** The limit with these units, as small as whole households make it; added unless it is known. */
export function addJointLimit(model: Model, limits: JointLimits, block: Block, units: Units): JointLimit {
  const dwellings = Int32Array.from(units.keys()).toSorted();
  const figures = new Float64Array(dwellings.length * model.loadSteps.length);
  for (const [place, dwelling] of dwellings.entries())
    figures.set(units.get(dwelling)!, place * model.loadSteps.length);
  const key = `${block.outer} ${dwellings.join(',')} ${figures.join(',')}`;
  const known = limits.known.get(key);
  if (known !== undefined) return known;
  const limit: JointLimit = { block, dwellings, units: figures, most: mostUnits(model, block, units) };
  limits.known.set(key, limit);
  limits.list.push(limit);
  return limit;
}

/** The most units that a placement can have. */
export function mostUnits(model: Model, block: Block, units: Units): number {
  return greatestPacking(toParts(model, block, (dwelling, step) => units.get(dwelling)?.[step] ?? 0)).value;
}

/** A block for `greatestPacking`, with the values that count above 0. */
export function toParts(
  model: Model,
  { parts }: Block,
  valueOf: (dwelling: number, step: number) => number,
): Part[] {
  return parts.map(({ limit, dwellings }) => ({
    limit,
    dwellings: dwellings.flatMap(({ dwelling, steps }): Dwelling[] => {
      const choices = steps.flatMap((step) => {
        const value = valueOf(dwelling, step);
        return value > 0 ? [{ dwelling, step, load: model.loadSteps[step]!, value }] : [];
      });
      return choices.length === 0 ? [] : [choices];
    }),
  }));
}
