import type { Objective } from '../solution.ts';
import { type Explorer, goHome, type StepCosts, setStep, useSoftLevels } from './explorer.ts';
import { minimize } from './lp/simplex.ts';
import { findOption, findPair, pairEnd } from './model.ts';
import { measure } from './placement-steps.ts';
import { ban, unban } from './proof-tree.ts';
import { isConflict, place, vacate } from './state.ts';
import { figureCost, householdOf, readShares, type Shares, takeVertex } from './vertex.ts';

/** Operations of one linear program of a part. */
const PROGRAM_WORK = 1_000_000_000;
/** Linear programs of one part. */
const PROGRAMS_OF_PART = 30;
/** So many of those who are divided are put at once where they are most. */
const SHARE_AT_ONCE = 0.3;
const RULED_OUT = 1e-3;
/** Less is not a whole unit of anything. */
const LEAST_GAIN = 0.999;
/** A unit of excess is worth a share of the range of scores, a unit of misfit many of them. */
const EXCESS_WORTH = 0.3;
const MISFIT_WORTH = 20;
/** Of two who are as likely in one place, the one with more load is put there first. */
const LOAD_WORTH = 0.05;

/** A search in which only a part of the households may move. */
export interface PartSearch {
  readonly explorer: Explorer;
  /** By rank, and by number. */
  readonly served: readonly number[];
  readonly isServed: Uint8Array;
  readonly costs: StepCosts;
  /** All who are somewhere and take part, and the sets of the soft levels. */
  readonly everyone: readonly number[];
  readonly softSets: readonly number[];
  /** Linear programs that were solved. */
  programs: number;
}

/** Everybody stays where they are, until a part is freed. Expects an explorer of the placement. */
export function startPartSearch(explorer: Explorer, served: readonly number[]): PartSearch {
  const { model, program, tree } = explorer;
  const isServed = new Uint8Array(model.householdIds.length);
  for (const household of served) isServed[household] = 1;
  useSoftLevels(explorer);
  const costs = blendCosts(explorer, served);
  setStep(explorer, costs);
  return {
    explorer,
    served,
    isServed,
    costs,
    everyone: [...tree.players],
    softSets: program.inPlay.filter((set) => set >= program.firstSoftSet),
    programs: 0,
  };
}

/** Misfit, excess and score in one cost, of which the greatest is 1. It only leads the way: what is better is decided exactly. */
function blendCosts({ program, model }: Explorer, served: readonly number[]): StepCosts {
  const cost = new Float64Array(program.columns);
  let [leastScore, greatestScore] = [0, 0];
  for (const score of model.optionScore) {
    leastScore = Math.min(leastScore, score);
    greatestScore = Math.max(greatestScore, score);
  }
  const range = Math.max(1, greatestScore - leastScore);
  let unit = 1;
  for (const household of served) {
    for (let option = model.optionStart[household]!; option < pairEnd(model, household); option += 1) {
      cost[option] =
        model.optionMisfit[option]! * range * MISFIT_WORTH + greatestScore - model.optionScore[option]!;
      unit = Math.max(unit, cost[option]!);
    }
  }
  for (let resource = 0; resource < program.resources; resource += 1) {
    const length = program.softLength[resource]!;
    if (!Number.isFinite(length)) continue;
    cost[program.firstSoft + 2 * resource + 1] = length * range * EXCESS_WORTH;
  }
  return { figure: 'misfit', cost: cost.map((blended) => blended / unit), unit };
}

/** What a household costs where it is. */
export function costWhere({ explorer: { model, state }, costs }: PartSearch, household: number): number {
  return costs.cost[findPair(model, household, state.at[household]!)]!;
}

/** By how much that is more than the least. */
export function regretOf(search: PartSearch, household: number): number {
  const { model } = search.explorer;
  const { cost } = search.costs;
  let least = Number.POSITIVE_INFINITY;
  for (let option = model.optionStart[household]!; option < pairEnd(model, household); option += 1)
    if (cost[option]! < least) least = cost[option]!;
  return costWhere(search, household) - least;
}

/** Only a part takes part, and what the others use is used; a part may use what is free and what it has itself. */
function free({ explorer, everyone, softSets }: PartSearch, part: ReadonlySet<number>): number[] {
  const { model, state, tree, program } = explorer;
  tree.players.length = 0;
  tree.players.push(...part);
  program.inPlay = [...softSets, ...part];
  program.held = everyone
    .filter((household) => !part.has(household))
    .map((household) => findOption(model, household, state.at[household]!));
  const banned: number[] = [];
  for (const household of part) {
    for (let option = model.optionStart[household]!; option < pairEnd(model, household); option += 1) {
      const dwelling = model.optionDwelling[option]!;
      const holder = state.holder[dwelling]!;
      const isOpen = holder < 0 || part.has(holder);
      if (!isOpen || !isApartFromHeld(explorer, part, household, dwelling)) banned.push(option);
    }
  }
  for (const option of banned) ban(tree, option);
  return banned;
}

function isApartFromHeld(
  { model, state }: Explorer,
  part: ReadonlySet<number>,
  household: number,
  dwelling: number,
): boolean {
  for (const { other, resources } of model.apart[household] ?? []) {
    const there = state.at[other]!;
    if (there < 0 || part.has(other)) continue;
    if (isConflict(model, resources, { household, dwelling }, { household: other, dwelling: there }))
      return false;
  }
  return true;
}

/**
 * Looks for less misfit, then less excess, then more score where only the households of a part move. Where it finds
 * that, they are there.
 */
export function improvePart(search: PartSearch, part: ReadonlySet<number>): boolean {
  const { explorer, served } = search;
  const { model, state, tree } = explorer;
  const households = [...part];
  const left = households.map((household) => state.at[household]!);
  const before = measure(model, state, served);
  const banned = free(search, part);
  goHome(explorer);
  const most = figureCost(explorer) - LEAST_GAIN;
  const end = search.programs + PROGRAMS_OF_PART;
  const isFound = solveProgram(search) && lookFor(search, most, end);
  unban(tree, banned);
  if (!isFound || isBetter(measure(model, state, served), before)) return isFound;
  for (const household of households) vacate(model, state, household);
  for (const [i, household] of households.entries()) place(model, state, household, left[i]!);
  return false;
}

function isBetter(one: Objective, other: Objective): boolean {
  if (one.misfit !== other.misfit) return one.misfit < other.misfit;
  return one.excess === other.excess ? one.score > other.score : one.excess < other.excess;
}

function solveProgram(search: PartSearch): boolean {
  const { program } = search.explorer;
  search.programs += 1;
  program.workLimit = program.work + PROGRAM_WORK;
  return minimize(program);
}

/** Solves with some options ruled out, and goes on from there. */
function lookWithout(search: PartSearch, options: readonly number[], most: number, end: number): boolean {
  const { tree } = search.explorer;
  if (search.programs >= end) return false;
  for (const option of options) ban(tree, option);
  const isFound = solveProgram(search) && lookFor(search, most, end);
  unban(tree, options);
  return isFound;
}

/** From a vertex: puts whoever is nearly in one place there, solves again, and so on; what fails is ruled out in turn. */
function lookFor(search: PartSearch, most: number, end: number): boolean {
  const { explorer } = search;
  if (figureCost(explorer) > most + RULED_OUT) return false;
  const shares = readShares(explorer);
  if (shares.ruledOut > RULED_OUT) return false;
  if (shares.split.size === 0) {
    const taking = takeVertex(explorer, shares.shares);
    if (taking.kind !== 'conflict') return taking.kind === 'taken';
    const kept = [...shares.shares.keys()].filter(
      (column) => householdOf(explorer.program, column) === taking.household,
    );
    return lookWithout(search, kept, most, end);
  }
  const likely = listLikely(explorer, shares);
  if (likely.length === 0) return false;
  for (const share of [SHARE_AT_ONCE, 0]) {
    const count = Math.max(1, Math.floor(likely.length * share));
    if (share > 0 && count === 1) continue;
    const others = likely.slice(0, count).flatMap(({ option }) => listOthers(explorer, option));
    if (lookWithout(search, others, most, end)) return true;
  }
  return lookWithout(search, [likely[0]!.option], most, end);
}

/** The likeliest place of each divided household, the ones to be decided first in front. */
function listLikely({ model }: Explorer, { shares, split }: Shares): { option: number; worth: number }[] {
  const likely: { option: number; worth: number }[] = [];
  for (const [household, columns] of split) {
    const option = columns.reduce((a, b) => (shares.get(b)! > shares.get(a)! ? b : a));
    if (option >= model.optionDwelling.length) continue;
    likely.push({ option, worth: shares.get(option)! * (1 + LOAD_WORTH * model.loads[household]!) });
  }
  return likely.toSorted((a, b) => b.worth - a.worth || a.option - b.option);
}

/** What else is open to the household of an option. */
function listOthers({ model, tree }: Explorer, option: number): number[] {
  const household = model.optionHousehold[option]!;
  const others: number[] = [];
  for (let other = model.optionStart[household]!; other < pairEnd(model, household); other += 1)
    if (other !== option && tree.bans[other] === 0) others.push(other);
  return others;
}
