import type { Deviation } from '@boligtrapp/matching';
import type { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { printable, printJson, printLines } from '../output.ts';
import { readProblem, readSolution } from '../read-matching-file.ts';

/** One line for each deviation, or one that says that there are none. */
export function deviationLines(deviations: readonly Deviation[]): readonly string[] {
  if (deviations.length === 0) return ['No deviations.'];
  return deviations.map(({ path, code, detail }) => printable(`${path} ${code}: ${detail}`));
}

async function runCheck(
  problemFile: string,
  solutionFile: string,
  flags: { readonly json?: true },
): Promise<void> {
  const { check } = await import('@boligtrapp/matching');
  const problem = await readProblem(problemFile);
  const solution = await readSolution(solutionFile);
  const deviations = check(problem, solution);
  if (flags.json === true) printJson({ deviations });
  else printLines(deviationLines(deviations));
  process.exitCode = deviations.length === 0 ? EXIT.ok : EXIT.deviations;
}

/** Adds `check PROBLEM SOLUTION`: ends with 3 where the solution deviates from the problem or from its own claims. */
export function addCheckCommand(program: Command): void {
  program
    .command('check')
    .description('check a solution exactly against its problem')
    .argument('<problem>', 'a problem in the format boligtrapp-problem/1; - for standard input')
    .argument('<solution>', 'a solution in the format boligtrapp-solution/2, or /1')
    .option('--json', 'print one JSON document')
    .action(runCheck);
}
