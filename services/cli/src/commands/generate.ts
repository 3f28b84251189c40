import type { Problem } from '@boligtrapp/matching';
import type { ProblemGeneratorOptions } from '@boligtrapp/testing';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { CliError, printJson, printLines } from '../output.ts';
import { writeText } from '../write-text.ts';

interface GenerateFlags {
  readonly size: 'small' | 'city' | 'region' | 'national';
  readonly seed: number;
  readonly headroom: 'tight' | 'loose';
  readonly output?: string;
  readonly json?: true;
}

function parseSeed(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || seed >= 2 ** 32) {
    throw new InvalidArgumentError('It must be an integer from 0 to 4294967295.');
  }
  return seed;
}

/** The generator is a development dependency, so that an installed program may be without it. */
async function loadGenerator(): Promise<(options: ProblemGeneratorOptions) => Problem> {
  try {
    const { generateProblem } = await import('@boligtrapp/testing');
    return generateProblem;
  } catch (error) {
    const message = 'generate needs the package @boligtrapp/testing, which is not installed here';
    throw new CliError(message, { cause: error });
  }
}

async function runGenerate(flags: GenerateFlags): Promise<void> {
  const generateProblem = await loadGenerator();
  const { canonicalPieces, hashProblem } = await import('@boligtrapp/matching');
  const problem = generateProblem({ size: flags.size, seed: flags.seed, headroom: flags.headroom });
  await writeText(canonicalPieces(problem), flags.output);
  if (flags.output === undefined) return;
  const households = problem.households.length;
  const dwellings = problem.dwellings.length;
  const pairs = problem.pairs.length;
  const problemHash = hashProblem(problem);
  if (flags.json === true) printJson({ households, dwellings, pairs, problemHash });
  else
    printLines([
      `${households} households, ${dwellings} dwellings, ${pairs} pairs`,
      `problem ${problemHash}`,
    ]);
}

/** Adds `generate`: a problem of one of the four sizes, the same for the same seed. */
export function addGenerateCommand(program: Command): void {
  program
    .command('generate')
    .description('generate a problem to measure the engine on')
    .addOption(
      new Option('--size <size>', 'how large it is')
        .choices(['small', 'city', 'region', 'national'])
        .makeOptionMandatory(),
    )
    .requiredOption('--seed <number>', 'the same seed gives the same problem', parseSeed)
    .addOption(
      new Option('--headroom <headroom>', 'how much room there is in places')
        .choices(['tight', 'loose'])
        .default('tight'),
    )
    .option('-o, --output <file>', 'write it to a file and print its sizes')
    .option('--json', 'print one JSON document (without --output: the problem, as always)')
    .action(runGenerate);
}
