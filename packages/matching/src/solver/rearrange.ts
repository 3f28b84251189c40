import { findOption, isInResource, type Model } from './model.ts';
import { type MoveSet, makeMoves } from './move-set.ts';
import { openWay } from './open-way.ts';
import type { Serving } from './repair-search.ts';
import { isConflict, place, type State, vacate } from './state.ts';

/** Options looked at for one move, and for one move of two after each other. */
const LOOKS_OF_STEP = 4000;
const LOOKS_OF_CHAIN = 400;
/** Whoever moved stays for so many moves at least. */
const LEAST_REST = 5;

/** A search among assignments that may be above limits. */
interface Rearrangement {
  readonly serving: Serving;
  /** What a unit above the limit of a resource costs: it rises where no move helps, which drives the search on. */
  readonly urgency: Float64Array;
  readonly restsUntil: Int32Array;
  /** Where those who were moved were before. */
  readonly before: Map<number, number>;
  step: number;
  looks: number;
}

interface Move extends MoveSet {
  /** What it does to the cost of everything above its limit. */
  readonly change: number;
}

/**
 * Looks for a feasible assignment that serves a household that is nowhere and everyone who is somewhere, where limits
 * are nearly used up: lets the household in, above limits, and then moves one, two or three households at a time out
 * of what is overfull, to where that costs least. A unit above a limit costs more the longer it stays. It finds what
 * needs many moves, and proves nothing. Effort is counted in options looked at. When something is found the state is
 * that assignment, else it is as before.
 */
export function rearrange(serving: Serving, household: number, maxLooks: number): Rearranged {
  const way = openWay(serving, household);
  if (way === undefined) return { isFound: false, looks: 0 };
  const search = startSearch(serving);
  apply(search, way);
  return emptyOverfull(search, maxLooks);
}

/** The same for those who are somewhere, where something is above its limit: nobody is let in. */
export function relieve(serving: Serving, maxLooks: number): Rearranged {
  return emptyOverfull(startSearch(serving), maxLooks);
}

/** How a search ended, and how many options it looked at. */
export interface Rearranged {
  readonly isFound: boolean;
  readonly looks: number;
}

function startSearch(serving: Serving): Rearrangement {
  const { model } = serving;
  return {
    serving,
    urgency: new Float64Array(model.resourceIds.length).fill(1),
    restsUntil: new Int32Array(model.householdIds.length),
    before: new Map(),
    step: 0,
    looks: 0,
  };
}

function emptyOverfull(search: Rearrangement, maxLooks: number): Rearranged {
  const { model, state } = search.serving;
  let over = listOverfull(model, state);
  while (over.length > 0 && search.looks < maxLooks) {
    search.step += 1;
    search.looks += 1;
    moveOutOf(search, over);
    over = listOverfull(model, state);
  }
  const isFound = over.length === 0;
  if (!isFound) putBack(search);
  return { isFound, looks: search.looks };
}

function putBack({ serving: { model, state }, before }: Rearrangement): void {
  for (const moved of before.keys()) if (state.at[moved]! >= 0) vacate(model, state, moved);
  for (const [moved, dwelling] of before) if (dwelling >= 0) place(model, state, moved, dwelling);
}

function listOverfull(model: Model, state: State): number[] {
  const over: number[] = [];
  for (let resource = 0; resource < state.use.length; resource += 1) {
    if (state.use[resource]! > model.limit[resource]!) over.push(resource);
  }
  return over;
}

function apply({ serving: { model, state }, before }: Rearrangement, moves: MoveSet): void {
  for (const household of moves.households) {
    if (!before.has(household)) before.set(household, state.at[household]!);
  }
  makeMoves(model, state, moves);
}

function moveOutOf(search: Rearrangement, over: readonly number[]): void {
  const resource = over[search.step % over.length]!;
  const move = findMove(search, resource);
  const chain =
    move !== undefined && move.change < 0
      ? undefined
      : findChain(search, resource, move?.change ?? Number.POSITIVE_INFINITY);
  const chosen = chain ?? move;
  if (chain === undefined && (move === undefined || move.change >= 0)) {
    for (const full of over) search.urgency[full]! += 1;
  }
  if (chosen === undefined) {
    search.restsUntil.fill(0);
    return;
  }
  apply(search, chosen);
  const rest = LEAST_REST + ((search.step * 7 + chosen.households[0]!) % 11);
  for (const [i, household] of chosen.households.entries())
    search.restsUntil[household] = search.step + (i === 0 ? rest : rest >> 1);
}

/** Visits those who use a resource and may move, beginning with another one at each step, as long as looks are left. */
function forMembers(
  search: Rearrangement,
  resource: number,
  maxLooks: number,
  visit: (household: number) => void,
): void {
  const { model, state } = search.serving;
  const start = model.memberStart[resource]!;
  const count = model.memberStart[resource + 1]! - start;
  const weights = model.weights[resource]!;
  const end = search.looks + maxLooks;
  for (let i = 0; i < count && search.looks < end; i += 1) {
    const household = state.holder[model.memberList[start + ((i + search.step * 13) % count)]!]!;
    if (household < 0 || weights[household] === 0 || isResting(search, household)) continue;
    visit(household);
  }
}

function isResting({ restsUntil, step }: Rearrangement, household: number): boolean {
  return restsUntil[household]! > step;
}

/** The cheapest move of one household out of a resource, to a free dwelling or in exchange with its holder. */
function findMove(search: Rearrangement, resource: number): Move | undefined {
  const { model, state, bans } = search.serving;
  const weights = model.weights[resource]!;
  let best: Move | undefined;
  forMembers(search, resource, LOOKS_OF_STEP, (household) => {
    const from = state.at[household]!;
    const end = model.optionStart[household + 1]!;
    for (let option = model.optionStart[household]!; option < end; option += 1) {
      search.looks += 1;
      const to = model.optionDwelling[option]!;
      if (bans[option] !== 0 || isInResource(model, to, resource)) continue;
      const holder = state.holder[to]!;
      if (holder >= 0 && (isResting(search, holder) || weights[holder]! >= weights[household]!)) continue;
      const change = exchangeCost(search, household, to);
      if (change >= (best?.change ?? Number.POSITIVE_INFINITY)) continue;
      const move =
        holder < 0
          ? { households: [household], dwellings: [to], change }
          : { households: [household, holder], dwellings: [to, from], change };
      if ((holder < 0 || isOpen(search, holder, from)) && isApart(search, move)) best = move;
    }
  });
  return best;
}

function isOpen({ serving: { model, bans } }: Rearrangement, household: number, dwelling: number): boolean {
  const option = findOption(model, household, dwelling);
  return option >= 0 && bans[option] === 0;
}

/** What it costs when a household goes to a dwelling and its holder, if any, to where the first one was. */
function exchangeCost({ serving, urgency }: Rearrangement, household: number, to: number): number {
  const { model, state } = serving;
  const { resourceStart, resourceList, weights, limit } = model;
  const from = state.at[household]!;
  const holder = state.holder[to]!;
  const endFrom = resourceStart[from + 1]!;
  const endTo = resourceStart[to + 1]!;
  let i = resourceStart[from]!;
  let j = resourceStart[to]!;
  let cost = 0;
  while (i < endFrom || j < endTo) {
    const left = i < endFrom ? resourceList[i]! : Number.POSITIVE_INFINITY;
    const right = j < endTo ? resourceList[j]! : Number.POSITIVE_INFINITY;
    const resource = Math.min(left, right);
    if (left === resource) i += 1;
    if (right === resource) j += 1;
    if (left === right) continue;
    const more = weights[resource]![household]! - (holder >= 0 ? weights[resource]![holder]! : 0);
    const over = state.use[resource]! - limit[resource]!;
    const overAfter = over + (left < right ? -more : more);
    cost += urgency[resource]! * (Math.max(0, overAfter) - Math.max(0, over));
  }
  return cost;
}

/**
 * The cheapest move of a household of a resource into a dwelling whose holder goes on to a free one, if it costs less
 * than `most`.
 */
function findChain(search: Rearrangement, resource: number, most: number): Move | undefined {
  const { model, state, bans } = search.serving;
  const weights = model.weights[resource]!;
  const looksEnd = search.looks + LOOKS_OF_CHAIN;
  let best: Move | undefined;
  forMembers(search, resource, LOOKS_OF_CHAIN, (household) => {
    const start = model.optionStart[household]!;
    const count = model.optionStart[household + 1]! - start;
    for (let i = 0; i < count && search.looks < looksEnd; i += 1) {
      const option = start + ((i + search.step * 7) % count);
      const to = model.optionDwelling[option]!;
      const holder = state.holder[to]!;
      if (bans[option] !== 0 || holder < 0 || holder === household || isResting(search, holder)) continue;
      if (weights[holder] === 0 && isInResource(model, to, resource)) continue;
      best = sendOn(search, { household, to, most: best?.change ?? most }) ?? best;
      search.looks += 2;
    }
  });
  return best !== undefined && isApart(search, best) ? best : undefined;
}

interface Way {
  readonly household: number;
  readonly to: number;
  readonly most: number;
}

/** The household goes to a dwelling, its holder to the free one where that costs least. */
function sendOn(search: Rearrangement, { household, to, most }: Way): Move | undefined {
  const { model, state, bans } = search.serving;
  const from = state.at[household]!;
  const holder = state.holder[to]!;
  const gain = -stayCost(search, holder, -1);
  vacate(model, state, holder);
  const base = gain + exchangeCost(search, household, to);
  let best: Move | undefined;
  if (base < most) {
    vacate(model, state, household);
    place(model, state, household, to);
    for (let option = model.optionStart[holder]!; option < model.optionStart[holder + 1]!; option += 1) {
      const onward = model.optionDwelling[option]!;
      if (bans[option] !== 0 || state.holder[onward]! >= 0) continue;
      search.looks += 1;
      const change = base + stayCost(search, holder, onward);
      if (change >= (best?.change ?? most)) continue;
      best = { households: [household, holder], dwellings: [to, onward], change };
    }
    vacate(model, state, household);
    place(model, state, household, from);
  }
  place(model, state, holder, to);
  return best;
}

/** What a household costs by being where it is (-1), or would by coming to a dwelling. */
function stayCost({ serving, urgency }: Rearrangement, household: number, dwelling: number): number {
  const { model, state } = serving;
  const isThere = dwelling < 0;
  const at = isThere ? state.at[household]! : dwelling;
  let cost = 0;
  for (let i = model.resourceStart[at]!; i < model.resourceStart[at + 1]!; i += 1) {
    const resource = model.resourceList[i]!;
    const weight = model.weights[resource]![household]!;
    const over = state.use[resource]! - model.limit[resource]! + (isThere ? 0 : weight);
    cost += urgency[resource]! * (Math.max(0, over) - Math.max(0, over - weight));
  }
  return cost;
}

/** Whether nobody who moves comes to where somebody is kept apart from it. */
function isApart({ serving: { model, state } }: Rearrangement, { households, dwellings }: MoveSet): boolean {
  for (const [i, household] of households.entries()) {
    const here = { household, dwelling: dwellings[i]! };
    for (const { other, resources } of model.apart[household] ?? []) {
      const place = households.indexOf(other);
      const dwelling = place < 0 ? state.at[other]! : dwellings[place]!;
      if (dwelling >= 0 && isConflict(model, resources, here, { household: other, dwelling })) return false;
    }
  }
  return true;
}
