import { type Effort, type Explorer, goHome, type StepCosts, setStep, startQuestion } from './explorer.ts';
import { classRow } from './lp/program.ts';
import { LARGE_DWELLINGS } from './model.ts';
import { ascendPrices } from './price-ascent.ts';
import { createNode, PART, type TreeNode, weigh } from './proof-tree.ts';
import { ask } from './questions.ts';
import { boundOf } from './step-bound.ts';

const PROGRAMS_OF_LARGE = 3;
const MOST_DWELLINGS_OF_PROGRAM = 1500;
const PROGRAM_WORK = 1_500_000_000;

/** The number from one class (by number), how many there could be at most, and the cases that show it. */
export interface NumberedCount {
  readonly number: number;
  readonly served: number;
  readonly bound: number;
  readonly tree: TreeNode;
}

/**
 * Serves the greatest number from each class in turn, with the numbers before kept, starting from the state. The
 * tree then allows no fewer.
 */
export function maximizeCounts(
  explorer: Explorer,
  classSizes: readonly number[],
  effort: Effort,
): NumberedCount[] {
  const { tree, program } = explorer;
  explorer.hasCounts = true;
  const isLarge = explorer.model.dwellingIds.length > LARGE_DWELLINGS;
  return classSizes.map((size, number) => {
    tree.root = createNode();
    const step = classCosts(explorer, number);
    let unserved = countUnserved(explorer, number);
    let answer: 'found' | 'closed' | 'open' = unserved === 0 ? 'closed' : 'found';
    startQuestion(explorer, effortOfCount(explorer, effort));
    while (answer === 'found') {
      tree.allowance.unserved[number] = unserved - 1;
      goHome(explorer);
      setStep(explorer, step);
      answer = ask(explorer, [], unserved - 1);
      if (answer === 'found') unserved = countUnserved(explorer, number);
      if (unserved === 0) answer = 'closed';
    }
    if (answer === 'open' && isLarge && effort.programs > 0) {
      if (tree.root.vectors.length === 0) addAscent(explorer, number, unserved);
      if (boundOf(tree, number, 0) >= unserved) answer = 'closed';
    }
    const root = tree.root;
    const least = answer === 'closed' ? unserved : boundOf(tree, number, unserved);
    tree.allowance.unserved[number] = unserved;
    program.limit[classRow(program, number)] = unserved;
    setStep(explorer, undefined);
    tree.root = createNode();
    return { number, served: size - unserved, bound: size - least, tree: root };
  });
}

/** On large problems one program is to say how many there could be, up to a size where it takes too long. */
function effortOfCount({ model }: Explorer, effort: Effort): Effort {
  const { length: dwellings } = model.dwellingIds;
  if (dwellings <= LARGE_DWELLINGS) return effort;
  const work = dwellings <= MOST_DWELLINGS_OF_PROGRAM ? PROGRAM_WORK : effort.work;
  return { ...effort, programs: Math.min(effort.programs, PROGRAMS_OF_LARGE), work };
}

/** Prices that bound the number of a large class from above, as far as some hundred looks at all options go. */
function addAscent(explorer: Explorer, number: number, unserved: number): void {
  const vector = ascendPrices(explorer, number, unserved);
  if (vector !== undefined) explorer.tree.root.vectors.push(weigh(explorer.tree, vector));
}

/** How many of a class (by number) that take part are where they are today: nowhere, or staying. */
export function countUnserved({ tree, model, state }: Explorer, number: number): number {
  return tree.players.filter(
    (household) => tree.classOf[household] === number && state.at[household] === model.current[household],
  ).length;
}

function classCosts({ program, tree, model }: Explorer, number: number): StepCosts {
  const cost = new Float64Array(program.columns);
  const unit = Math.max(1, tree.players.length / 50);
  for (const household of tree.players) {
    if (tree.classOf[household] !== number) continue;
    cost[program.firstNowhere + household] = 1 / unit;
    if (model.stayOption[household]! >= 0) cost[model.stayOption[household]!] = 1 / unit;
  }
  return { figure: number, cost, unit };
}

/** Everybody takes part: movers are somewhere, the others may be nowhere. */
export function letAllTakePart({ tree, model, program }: Explorer): void {
  for (let household = 0; household < model.householdIds.length; household += 1) {
    tree.part[household] = model.current[household]! >= 0 ? PART.must : PART.may;
    tree.players.push(household);
    program.inPlay.push(household);
  }
}
