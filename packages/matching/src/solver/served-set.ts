import type { TraceReason } from '../solution.ts';
import { augment, findNeededDwellings, placeInFreeDwelling } from './augment.ts';
import {
  askAgain,
  askOnly,
  type Effort,
  type Explorer,
  goHome,
  setCost,
  sowSeed,
  startQuestion,
} from './explorer.ts';
import { bringIntoPlay } from './lp/program.ts';
import { LARGE_DWELLINGS, type Model, pairEnd } from './model.ts';
import { createPriceVector, type PriceVector, priceOption } from './price-vector.ts';
import {
  ban,
  cheapestPlace,
  findClosing,
  narrow,
  PART,
  roomOf,
  stillOpen,
  unban,
  weigh,
} from './proof-tree.ts';
import { ask } from './questions.ts';
import { rearrange } from './rearrange.ts';
import { type Serving, searchRepair } from './repair-search.ts';
import { placeAsBefore } from './seed.ts';
import { place, vacate } from './state.ts';

/** A proof in numbers; see `UnservedProof`. */
export type NumberedProof =
  | { readonly kind: 'hall-set'; readonly vectors: readonly PriceVector[] }
  | { readonly kind: 'resource'; readonly vector: PriceVector; readonly room: number; readonly bound: number }
  | { readonly kind: 'exhausted-search' | 'unproven'; readonly nodes: number };

/** How one household was decided; `proof` is there exactly when it was not served. */
export interface Decision {
  readonly household: number;
  readonly by: TraceReason;
  readonly nodes: number;
  readonly proof: NumberedProof | undefined;
}

/** Decisions of the search for a small repair, which comes before any linear program: all households share so many. */
const SHARED_REPAIRS = 600_000;
const LEAST_REPAIRS = 15;
const MOST_REPAIRS = 300;
/** Options that one search above limits looks at, and what a look counts for in operations. */
const REARRANGE_LOOKS = 300_000;
const WORK_OF_LOOK = 100;
/** On a large problem a question gets what is left, divided by this, and no less than the least. */
const QUESTIONS_AHEAD = 8;
const LEAST_QUESTION_WORK = 20_000_000;

/**
 * Decides the households by rank, each for good: it is served if an assignment is found that serves it and everyone
 * served before. Movers whose turn has not come may move in between, and then are served when it comes. Those passed
 * over stay where that is proven; a mover whose search was given up may still move for another, since a proof that it
 * stays would be none, and then is served too. Leaves in the state an assignment that serves exactly the served.
 */
export function buildServedSet(
  explorer: Explorer,
  effort: Effort,
  onHousehold: (done: number) => void,
): Decision[] {
  const decisions: Decision[] = [];
  sowSeed(explorer, undefined);
  for (let household = 0; household < explorer.model.householdIds.length; household += 1) {
    onHousehold(household);
    decisions.push(decide(explorer, household, effort));
  }
  return settleLaterMoves(explorer, decisions);
}

/**
 * Movers whose search was given up and who have moved for another are served after all. Whoever was refused later in the
 * order was told a room in which such a mover could still stay: it is less by what the mover pays more.
 */
function settleLaterMoves(explorer: Explorer, decisions: readonly Decision[]): Decision[] {
  const { state, model } = explorer;
  let settled = [...decisions];
  for (const { household: mover, nodes, proof } of decisions) {
    if (proof === undefined || state.at[mover] === model.current[mover]) continue;
    const paid = settled.map((decision) => paidInProof(explorer, decision, mover));
    serve(explorer, mover);
    settled = settled.map((decision, place) => {
      if (decision.household === mover)
        return { household: mover, by: 'moved-for-another', nodes, proof: undefined };
      const more = paidInProof(explorer, decision, mover) - paid[place]!;
      if (more === 0 || decision.proof?.kind !== 'resource') return decision;
      return { ...decision, proof: { ...decision.proof, room: decision.proof.room - more } };
    });
  }
  return settled;
}

/** What a mover pays at least by the prices that refuse a household after it. */
function paidInProof({ tree }: Explorer, { household, proof }: Decision, mover: number): number {
  return proof?.kind === 'resource' && household > mover ? cheapestPlace(tree, proof.vector, mover) : 0;
}

function decide(explorer: Explorer, household: number, effort: Effort): Decision {
  const { model, state } = explorer;
  const isElsewhere = state.at[household] !== model.current[household];
  const before = explorer.programs;
  const found = isElsewhere ? 'moved-for-another' : findPlace(explorer, household, effort);
  const nodes = explorer.programs - before;
  if (typeof found === 'string') {
    serve(explorer, household);
    return { household, by: found, nodes, proof: undefined };
  }
  passOver(explorer, household, found.kind !== 'unproven');
  return { household, by: found.kind, nodes, proof: found };
}

/** From now on the household ends in one of its pairs. */
function serve(explorer: Explorer, household: number): void {
  const { tree, model } = explorer;
  narrow(tree, household, () => {
    if (tree.part[household] === PART.none) tree.players.push(household);
    tree.part[household] = PART.must;
    if (model.stayOption[household]! >= 0) ban(tree, model.stayOption[household]!);
  });
  setCost(explorer, explorer.program.firstNowhere + household);
  const { inPlay } = explorer.program;
  if (!inPlay.includes(household)) inPlay.push(household);
}

/** From now on the household is where it is: nowhere, or for a mover, unless nothing is proven, in its dwelling. */
function passOver(explorer: Explorer, household: number, isProven: boolean): void {
  const { tree, model } = explorer;
  const isMover = model.current[household]! >= 0;
  if (isMover && !isProven) return;
  if (!isMover && tree.part[household] === PART.none) return;
  narrow(tree, household, () => {
    if (!isMover) tree.part[household] = PART.nowhere;
    for (let option = model.optionStart[household]!; option < pairEnd(model, household); option += 1)
      ban(tree, option);
  });
  setCost(explorer, explorer.program.firstNowhere + household);
}

/** The way a place was found (the state is the assignment then), or why there is none. */
function findPlace(explorer: Explorer, household: number, effort: Effort): TraceReason | NumberedProof {
  const { model, tree } = explorer;
  const options: number[] = [];
  for (let option = model.optionStart[household]!; option < pairEnd(model, household); option += 1)
    if (tree.bans[option] === 0) options.push(option);
  if (!stillOpen(tree, household, options).isOpen) return describe(explorer, household, options);
  // Where the numbers from each class are held, one more cannot be had: others have to make way.
  if (!explorer.hasCounts) {
    const guess = tryWays(explorer, household, listCheapWays(explorer, effort));
    if (guess !== undefined) return guess;
    if (addHallSet(explorer, household, options)) return describe(explorer, household, options);
    if (isSpent(explorer, household, effort)) return { kind: 'unproven', nodes: 0 };
    const found = tryWays(explorer, household, listLongWays(explorer));
    if (found !== undefined) return found;
  }
  return askForPlace(explorer, household, options, effort);
}

/** Whether the effort for all is used up, or the share of it that those so far may use. */
export function isSpent(explorer: Explorer, household: number, effort: Effort): boolean {
  return effort.programs === 0 || explorer.program.work >= shareOf(explorer, household, effort);
}

/**
 * Operations that those up to a household may use together. On a large problem that is not all there are: the last
 * ones, for whom there is no room at all, are to have their proofs too.
 */
function shareOf({ model }: Explorer, household: number, { allWork }: Effort): number {
  if (!isLarge(model)) return allWork;
  return Math.floor(allWork * (0.5 + household / (2 * model.householdIds.length)));
}

/** The effort of one question; on a large problem a small part of what is left, so that no question takes it all. */
function effortOfQuestion(explorer: Explorer, household: number, effort: Effort): Effort {
  if (!isLarge(explorer.model)) return effort;
  const left = shareOf(explorer, household, effort) - explorer.program.work;
  const work = Math.max(LEAST_QUESTION_WORK, Math.floor(left / QUESTIONS_AHEAD));
  return { ...effort, work: Math.min(effort.work, work) };
}

function isLarge({ dwellingIds }: Model): boolean {
  return dwellingIds.length > LARGE_DWELLINGS;
}

/** A way to serve a household that is nowhere; where it leads to no place, all is as before. */
interface PlaceWay {
  readonly by: TraceReason;
  readonly leads: (serving: Serving, household: number) => boolean;
}

function listCheapWays({ model, seed }: Explorer, { programs }: Effort): readonly PlaceWay[] {
  const repairs = Math.min(repairsOf(model), programs);
  return [
    {
      by: 'free-dwelling',
      leads: ({ state }, household) => seed !== undefined && placeAsBefore(model, state, seed, household),
    },
    { by: 'free-dwelling', leads: placeInFreeDwelling },
    { by: 'augmenting-path', leads: augment },
    {
      by: 'search',
      leads: (serving, household) => searchRepair(serving, household, repairs).kind === 'placed',
    },
  ];
}

/** What large problems need, where a linear program takes longer than to move hundreds of households. */
function listLongWays({ model, program }: Explorer): readonly PlaceWay[] {
  if (!isLarge(model)) return [];
  const leads = (serving: Serving, household: number): boolean => {
    const { isFound, looks } = rearrange(serving, household, REARRANGE_LOOKS);
    program.work += WORK_OF_LOOK * looks;
    return isFound;
  };
  return [{ by: 'search', leads }];
}

/** The first way that leads to a place. The state is as before where none does. */
function tryWays(
  { model, state, tree }: Explorer,
  household: number,
  ways: readonly PlaceWay[],
): TraceReason | undefined {
  const serving: Serving = { model, state, bans: tree.bans };
  const stay = model.stayOption[household]!;
  if (stay >= 0) {
    vacate(model, state, household);
    ban(tree, stay);
  }
  const way = ways.find(({ leads }) => leads(serving, household));
  if (stay >= 0) unban(tree, [stay]);
  if (way === undefined && stay >= 0) place(model, state, household, model.current[household]!);
  return way?.by;
}

function repairsOf({ householdIds }: Model): number {
  return Math.max(LEAST_REPAIRS, Math.min(MOST_REPAIRS, Math.floor(SHARED_REPAIRS / householdIds.length)));
}

/** Where all that the household can reach is needed by others, adds the vector that shows it. */
function addHallSet(explorer: Explorer, household: number, options: readonly number[]): boolean {
  const { model, state, tree } = explorer;
  const dwellings = findNeededDwellings({ model, state, bans: tree.bans }, household);
  if (dwellings === undefined) return false;
  const vector = createPriceVector(model, {
    dwellings,
    dwellingPrices: new Float64Array(dwellings.length).fill(1),
    resources: new Int32Array(),
    resourcePrices: new Float64Array(),
    classPrices: undefined,
    misfit: 0,
    excess: 0,
    score: 0,
  });
  const entry = weigh(tree, vector);
  const room = roomOf(tree, entry, household);
  if (!options.every((option) => priceOption(model, vector, option) > room)) return false;
  tree.root.vectors.push(entry);
  return true;
}

function askForPlace(
  explorer: Explorer,
  household: number,
  options: readonly number[],
  effort: Effort,
): TraceReason | NumberedProof {
  const { program, tree } = explorer;
  if (isSpent(explorer, household, effort)) return { kind: 'unproven', nodes: 0 };
  const before = explorer.programs;
  explorer.asked = household;
  startQuestion(explorer, effortOfQuestion(explorer, household, effort));
  goHome(explorer);
  const isNew = tree.part[household] === PART.none;
  setCost(explorer, program.firstNowhere + household);
  if (isNew) bringIntoPlay(program, household, program.firstNowhere + household);
  const narrowed = [...askOnly(explorer, options), program.firstNowhere + household];
  explorer.isNotAsked[program.firstNowhere + household] = 1;
  setCost(explorer, program.firstNowhere + household);
  const answer = ask(explorer, options, Number.POSITIVE_INFINITY);
  askAgain(explorer, narrowed);
  explorer.asked = -1;
  setCost(explorer, program.firstNowhere + household);
  if (answer === 'found') return 'search';
  if (isNew) program.inPlay.splice(program.inPlay.indexOf(household), 1);
  if (answer === 'open') return { kind: 'unproven', nodes: explorer.programs - before };
  return describe(explorer, household, options);
}

/** Which kind of proof closes all options; they are known to be closed. */
function describe(explorer: Explorer, household: number, options: readonly number[]): NumberedProof {
  const { tree, model } = explorer;
  if (options.length === 0) return { kind: 'hall-set', vectors: [] };
  // A list with joint limits is no short answer: its proof is the case of the whole.
  const plain = {
    ...tree.root,
    vectors: tree.root.vectors.filter(({ vector }) => vector.joint.length === 0),
  };
  const entry = findClosing(tree, plain, household, options);
  if (entry !== undefined && !isOfDwellings(entry.vector)) {
    const { vector } = entry;
    const prices = options.map((option) => priceOption(model, vector, option));
    return { kind: 'resource', vector, room: roomOf(tree, entry, household), bound: Math.min(...prices) };
  }
  const vectors = entry === undefined ? findHallSets(explorer, household, options) : [entry.vector];
  if (vectors !== undefined) return { kind: 'hall-set', vectors };
  return { kind: 'exhausted-search', nodes: stillOpen(tree, household, options).nodes };
}

/** Vectors of dwellings alone that close all options together, if there are such. */
function findHallSets(
  { tree, model }: Explorer,
  household: number,
  options: readonly number[],
): readonly PriceVector[] | undefined {
  let open = options;
  const used: PriceVector[] = [];
  for (const entry of tree.root.vectors) {
    if (!isOfDwellings(entry.vector)) continue;
    const room = roomOf(tree, entry, household);
    const left = open.filter((option) => priceOption(model, entry.vector, option) <= room);
    if (left.length < open.length) used.push(entry.vector);
    open = left;
    if (open.length === 0) return used;
  }
  return undefined;
}

function isOfDwellings(vector: PriceVector): boolean {
  return vector.resources.length === 0 && vector.joint.length === 0 && vector.classPrices === undefined;
}
