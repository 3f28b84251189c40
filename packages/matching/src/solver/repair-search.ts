import type { Model } from './model.ts';
import { isConflict, place, type State, vacate } from './state.ts';

/** How the search ended, and how many decisions it tried. */
export interface SearchResult {
  readonly kind: 'placed' | 'exhausted' | 'out-of-budget';
  readonly nodes: number;
}

/** So many households may change dwelling in each round of the search; the last round has no limit. */
const CHANGE_LIMITS = [1, 2, 3, 4, 6, 9, 14, Number.POSITIVE_INFINITY];

/** Deeper than this the search gives up a branch (and claims nothing), so that the call stack holds. */
const MAX_DEPTH = 400;

/** Where all are, and which options are ruled out (not 0). */
export interface Serving {
  readonly model: Model;
  readonly state: State;
  readonly bans: Uint16Array;
}

interface Search {
  readonly serving: Serving;
  /** Decided in this branch: 1 for each household. The others are where they were, unless they are homeless. */
  readonly isDecided: Uint8Array;
  /** Use by decided households only: a decision that would break a limit together with the others is no choice. */
  readonly decidedUse: Float64Array;
  readonly decided: number[];
  /** Undecided households that must find another dwelling, because a decision took theirs or is kept apart from them. */
  readonly homeless: number[];
  readonly maxNodes: number;
  nodes: number;
  changesLeft: number;
  /** A branch was cut by the limit of changes or of depth: finding nothing is then no proof. */
  wasCut: boolean;
}

/**
 * Looks for a feasible assignment that serves a household that is nowhere and everyone who is somewhere.
 *
 * Starts from where all are. Whatever rule is broken names households of which one must change: one is chosen
 * and all that it can do is tried in turn, staying included, so that the search is complete. It runs with a
 * growing limit on the number of changes, so that small repairs are found first; a round that was never cut
 * is a proof. Effort is counted in decisions. When something is found the state is that assignment, else it is
 * as before.
 */
export function searchRepair(serving: Serving, household: number, maxNodes: number): SearchResult {
  const search: Search = {
    serving,
    isDecided: new Uint8Array(serving.model.householdIds.length),
    decidedUse: new Float64Array(serving.model.resourceIds.length),
    decided: [],
    homeless: [household],
    maxNodes,
    nodes: 0,
    changesLeft: 0,
    wasCut: false,
  };
  for (const limit of CHANGE_LIMITS) {
    search.changesLeft = limit;
    search.wasCut = false;
    if (repair(search)) return { kind: 'placed', nodes: search.nodes };
    if (search.nodes >= maxNodes) return { kind: 'out-of-budget', nodes: search.nodes };
    if (!search.wasCut) return { kind: 'exhausted', nodes: search.nodes };
  }
  return { kind: 'out-of-budget', nodes: search.nodes };
}

/** Mends the first thing that is broken, in every way; true as soon as nothing is. On false all is as before. */
function repair(search: Search): boolean {
  const homeless = search.homeless.pop();
  if (homeless !== undefined) {
    const isHoused = !isCut(search, search.homeless.length + 1) && rehouse(search, homeless, -1);
    if (!isHoused) search.homeless.push(homeless);
    return isHoused;
  }
  const resource = findOverfull(search);
  if (resource < 0) return true;
  if (isCut(search, 1)) return false;
  const household = chooseMember(search, resource);
  return household >= 0 && moveOrKeep(search, household);
}

function isCut(search: Search, changesNeeded: number): boolean {
  if (changesNeeded <= search.changesLeft && search.decided.length < MAX_DEPTH) return false;
  search.wasCut = true;
  return true;
}

/** Tries every dwelling but one for a household that is nowhere. */
function rehouse(search: Search, household: number, except: number): boolean {
  const { model, bans } = search.serving;
  const targets: number[] = [];
  for (let option = model.optionStart[household]!; option < model.optionStart[household + 1]!; option += 1) {
    const dwelling = model.optionDwelling[option]!;
    if (bans[option] !== 0 || dwelling === except) continue;
    if (isChoice(search, household, dwelling)) targets.push(dwelling);
  }
  for (const dwelling of targets) {
    if (search.nodes >= search.maxNodes) return false;
    if (decide(search, household, dwelling)) return true;
  }
  return false;
}

/** For an undecided household in an overfull resource: somewhere else, or here for good. */
function moveOrKeep(search: Search, household: number): boolean {
  const { model, state } = search.serving;
  const here = state.at[household]!;
  vacate(model, state, household);
  if (rehouse(search, household, here)) return true;
  place(model, state, household, here);
  if (search.nodes >= search.maxNodes || !isChoice(search, household, here)) return false;
  search.nodes += 1;
  lock(search, household, here, 1);
  if (repair(search)) return true;
  lock(search, household, here, -1);
  return false;
}

/** Puts a household into a dwelling for this branch; whoever that drives out is homeless. */
function decide(search: Search, household: number, dwelling: number): boolean {
  const { model, state } = search.serving;
  search.nodes += 1;
  search.changesLeft -= 1;
  const evicted = listEvicted(search, household, dwelling);
  const left = evicted.map((other) => state.at[other]!);
  for (const other of evicted) {
    vacate(model, state, other);
    search.homeless.push(other);
  }
  place(model, state, household, dwelling);
  lock(search, household, dwelling, 1);
  if (repair(search)) return true;
  lock(search, household, dwelling, -1);
  vacate(model, state, household);
  for (const [i, other] of evicted.entries()) place(model, state, other, left[i]!);
  search.homeless.length -= evicted.length;
  search.changesLeft += 1;
  return false;
}

function listEvicted(search: Search, household: number, dwelling: number): number[] {
  const { model, state } = search.serving;
  const holder = state.holder[dwelling]!;
  const evicted = holder >= 0 ? [holder] : [];
  for (const { other, resources } of model.apart[household] ?? []) {
    const otherDwelling = state.at[other]!;
    if (otherDwelling < 0 || search.isDecided[other] === 1 || evicted.includes(other)) continue;
    const isKeptApart = isConflict(
      model,
      resources,
      { household, dwelling },
      { household: other, dwelling: otherDwelling },
    );
    if (isKeptApart) evicted.push(other);
  }
  return evicted;
}

function lock(search: Search, household: number, dwelling: number, sign: 1 | -1): void {
  const { model } = search.serving;
  search.isDecided[household] = sign === 1 ? 1 : 0;
  if (sign === 1) search.decided.push(household);
  else search.decided.pop();
  for (let i = model.resourceStart[dwelling]!; i < model.resourceStart[dwelling + 1]!; i += 1) {
    const resource = model.resourceList[i]!;
    search.decidedUse[resource]! += sign * model.weights[resource]![household]!;
  }
}

/** Whether a dwelling agrees with everything that is decided in this branch. */
function isChoice(search: Search, household: number, dwelling: number): boolean {
  const { serving } = search;
  const { model, state } = serving;
  const holder = state.holder[dwelling]!;
  if (holder >= 0 && holder !== household && !mayLeave(search, holder)) return false;
  for (let i = model.resourceStart[dwelling]!; i < model.resourceStart[dwelling + 1]!; i += 1) {
    const resource = model.resourceList[i]!;
    const use = search.decidedUse[resource]! + model.weights[resource]![household]!;
    if (use > model.limit[resource]!) return false;
  }
  return isApartFromDecided(search, household, dwelling);
}

function mayLeave(search: Search, household: number): boolean {
  return search.isDecided[household] === 0;
}

function isApartFromDecided(search: Search, household: number, dwelling: number): boolean {
  const { model, state } = search.serving;
  for (const { other, resources } of model.apart[household] ?? []) {
    const otherDwelling = state.at[other]!;
    if (otherDwelling < 0 || mayLeave(search, other)) continue;
    const here = { household, dwelling };
    if (isConflict(model, resources, here, { household: other, dwelling: otherDwelling })) return false;
  }
  return true;
}

/** A resource over its limit, or -1. Only those that a decision adds to can be. */
function findOverfull(search: Search): number {
  const { model, state } = search.serving;
  for (const household of search.decided) {
    const dwelling = state.at[household]!;
    for (let i = model.resourceStart[dwelling]!; i < model.resourceStart[dwelling + 1]!; i += 1) {
      const resource = model.resourceList[i]!;
      if (state.use[resource]! > model.limit[resource]!) return resource;
    }
  }
  return -1;
}

/** The undecided household that uses most of a resource, or -1: then nobody is left who could make room. */
function chooseMember(search: Search, resource: number): number {
  const { model, state } = search.serving;
  const weights = model.weights[resource]!;
  let chosen = -1;
  for (let i = model.memberStart[resource]!; i < model.memberStart[resource + 1]!; i += 1) {
    const household = state.holder[model.memberList[i]!]!;
    if (household < 0 || weights[household] === 0 || !mayLeave(search, household)) continue;
    if (chosen < 0 || weights[household]! > weights[chosen]!) chosen = household;
  }
  return chosen;
}
