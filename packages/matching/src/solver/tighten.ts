import { type Explorer, goHome } from './explorer.ts';
import { findJointLimits } from './find-joint-limits.ts';
import { addJointRows, MAX_JOINT_LIMITS } from './lp/program.ts';
import type { Shares } from './vertex.ts';

/**
 * Adds joint limits that a vertex does not keep, and goes back to where all are.
 *
 * @returns whether there were any, so that the program has to be solved again.
 */
export function tighten(explorer: Explorer, { shares }: Shares): boolean {
  const { model, program, limits, asked } = explorer;
  if (limits.list.length >= MAX_JOINT_LIMITS) return false;
  const steps = model.loadSteps.length;
  const taken = new Map<number, Float64Array>();
  for (const [column, share] of shares) {
    if (column >= program.firstNowhere) continue;
    const dwelling = model.optionDwelling[column]!;
    const figures = taken.get(dwelling) ?? new Float64Array(steps);
    figures[model.loadStep[model.optionHousehold[column]!]!]! += share;
    taken.set(dwelling, figures);
  }
  if (!findJointLimits(model, limits, taken, MAX_JOINT_LIMITS)) return false;
  addJointRows(program, limits);
  if (asked >= 0 && explorer.state.at[asked]! < 0) program.home[asked] = -1;
  goHome(explorer);
  return true;
}
