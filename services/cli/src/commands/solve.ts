import type { Problem, Solution } from '@boligtrapp/matching';
import { type Command, InvalidArgumentError } from 'commander';
import { explanationLines } from '../explanation-lines.ts';
import { alignColumns, CliError, printable, printJson, printLines } from '../output.ts';
import { readProblem } from '../read-matching-file.ts';
import { writeText } from '../write-text.ts';

interface SolveFlags {
  readonly maxNodes?: number;
  readonly explain?: string;
  readonly output?: string;
  readonly json?: true;
}

/** What a solution says, in short; the counts of households that were not served are by kind of proof. */
export function summarizeSolution(solution: Solution): {
  readonly problemHash: string;
  readonly households: number;
  readonly served: number;
  readonly unserved: Readonly<Record<string, number>>;
  readonly objective: Solution['objective'];
  readonly servedSetProven: boolean;
  readonly optimal: boolean;
} {
  const unserved: Record<string, number> = {};
  for (const { proof } of solution.certificate.servedSet.unserved) {
    unserved[proof.kind] = (unserved[proof.kind] ?? 0) + 1;
  }
  return {
    problemHash: solution.problemHash,
    households: solution.stats.households,
    served: solution.served.length,
    unserved,
    objective: solution.objective,
    servedSetProven: solution.certificate.servedSet.proven,
    optimal: solution.optimal,
  };
}

/** The summary as lines for people. */
export function solutionLines(solution: Solution): readonly string[] {
  const summary = summarizeSolution(solution);
  const kinds = Object.entries(summary.unserved).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const steps = solution.certificate.placement.map(({ step, value, bound, proven }) => {
    const isGap = !proven && bound !== null;
    return [
      step,
      value === null ? '-' : String(value),
      proven ? 'proven' : 'not proven',
      isGap ? `bound ${bound}` : '',
    ];
  });
  return [
    ...alignColumns([
      [
        'served',
        `${summary.served} of ${summary.households}`,
        summary.servedSetProven ? 'proven' : 'not proven',
      ],
      ...kinds.map(([kind, count]) => ['not served', String(count), kind]),
      ...steps,
    ]),
    summary.optimal ? 'optimal: yes' : 'optimal: not proven',
    `problem ${summary.problemHash}`,
  ];
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(count)) {
    throw new InvalidArgumentError('It must be an integer from 0.');
  }
  return count;
}

async function runSolve(file: string, flags: SolveFlags): Promise<void> {
  const { sha256Hex, solve, toCanonicalJson } = await import('@boligtrapp/matching');
  const problem = await readProblem(file);
  const solution = solve(problem, flags.maxNodes === undefined ? {} : { maxNodes: flags.maxNodes });
  if (flags.output !== undefined) await writeText([toCanonicalJson(solution)], flags.output);
  if (flags.explain !== undefined) {
    await printExplanation(problem, solution, flags.explain, flags.json === true);
    return;
  }
  if (flags.json !== true) {
    printLines([...solutionLines(solution), `solution ${sha256Hex(solution)}`]);
  } else if (flags.output === undefined) {
    await writeText([toCanonicalJson(solution)], undefined);
  } else {
    printJson({ ...summarizeSolution(solution), solutionHash: sha256Hex(solution) });
  }
}

async function printExplanation(
  problem: Problem,
  solution: Solution,
  household: string,
  asJson: boolean,
): Promise<void> {
  const { explainHousehold } = await import('@boligtrapp/matching');
  if (!problem.households.some(({ id }) => id === household))
    throw new CliError(`the problem has no household ${printable(household)}`);
  const explanation = explainHousehold(problem, solution, household);
  if (asJson) printJson(explanation);
  else printLines(explanationLines(explanation));
}

/** Adds `solve FILE`: an assignment for a problem, with what is proved about it. */
export function addSolveCommand(program: Command): void {
  program
    .command('solve')
    .description('solve a problem: who is served, where, and what is proved about it')
    .argument('<file>', 'a problem in the format boligtrapp-problem/1; - for standard input')
    .option('--max-nodes <count>', 'linear programs that one question may solve', parseCount)
    .option(
      '--explain <household>',
      'say of one household why it ends where it does, and what would serve it',
    )
    .option('-o, --output <file>', 'write the solution to a file')
    .option('--json', 'print the solution as canonical JSON (with --output: its summary)')
    .action(runSolve);
}
