import { type Explorer } from './explorer.ts';
import { minimize } from './lp/simplex.ts';
import { LARGE_DWELLINGS } from './model.ts';
import { ban, PART, unban } from './proof-tree.ts';
import { figureCost, householdOf, readShares, type Shares, takeVertex } from './vertex.ts';

/** Vertices of one dive; fewer where each takes long. */
const MAX_STEPS = 40;
const MAX_STEPS_OF_LARGE = 4;
const RULED_OUT = 1e-3;
/** Whoever is so much in one place is put there at once. */
const NEARLY = 0.85;

/**
 * From a divided vertex: puts the household that is most in one place there for good, solves again, and so on, until
 * nobody is divided. A guess, which leaves no trace but a state.
 *
 * @returns whether that gave an assignment that costs at most `most`, which then is the state.
 */
export function dive(explorer: Explorer, most: number): boolean {
  const { tree, program } = explorer;
  const maxSteps = program.dwellings > LARGE_DWELLINGS ? MAX_STEPS_OF_LARGE : MAX_STEPS;
  const banned: number[] = [];
  let isTaken = false;
  for (let step = 0; step < maxSteps; step += 1) {
    const shares = readShares(explorer);
    if (shares.ruledOut > RULED_OUT || figureCost(explorer) > most + RULED_OUT) break;
    if (shares.split.size === 0) {
      isTaken = takeVertex(explorer, shares.shares).kind === 'taken';
      break;
    }
    for (const column of chooseColumns(explorer, shares)) keepOnly(explorer, column, banned);
    explorer.programs += 1;
    if (!minimize(program)) break;
  }
  unban(tree, banned);
  return isTaken;
}

function chooseColumns(explorer: Explorer, { shares, split }: Shares): readonly number[] {
  const { model, program } = explorer;
  const chosen: number[] = [];
  let best = -1;
  let bestScore = -1;
  for (const columns of split.values()) {
    const column = columns.reduce((a, b) => (shares.get(b)! > shares.get(a)! ? b : a));
    const share = shares.get(column)!;
    if (share > NEARLY) chosen.push(column);
    const score = share * (1 + 0.05 * model.loads[householdOf(program, column)]!);
    if (score > bestScore) [best, bestScore] = [column, score];
  }
  if (best >= 0 && !chosen.includes(best)) chosen.push(best);
  return chosen;
}

function keepOnly({ model, program, tree }: Explorer, column: number, banned: number[]): void {
  const household = householdOf(program, column);
  for (let option = model.optionStart[household]!; option < model.optionStart[household + 1]!; option += 1) {
    if (option === column) continue;
    ban(tree, option);
    banned.push(option);
  }
  const nowhere = program.firstNowhere + household;
  if (nowhere === column || tree.part[household] !== PART.may) return;
  ban(tree, nowhere);
  banned.push(nowhere);
}
