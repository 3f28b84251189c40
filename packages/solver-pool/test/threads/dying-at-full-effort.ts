import { type SolveOutcome, type SolveTask, solveInThread as solve } from '../../src/solve-thread.ts';

/** Solves with the smaller effort only. */
export function solveInThread(task: SolveTask): SolveOutcome {
  if (task.maxNodes === undefined) process.exit(1);
  return solve(task);
}
