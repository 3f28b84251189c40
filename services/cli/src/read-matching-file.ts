import type { Fault, Problem, Solution } from '@boligtrapp/matching';
import { CliError, type InputFault } from './output.ts';
import { readJsonFile } from './read-json-file.ts';

/**
 * A problem from a file, or from standard input when the name is `-`.
 *
 * @throws {CliError} when it cannot be read or breaks the format, with the first hundred faults.
 */
export async function readProblem(file: string): Promise<Problem> {
  const { parseProblem } = await import('@boligtrapp/matching');
  const parsed = parseProblem(await readJsonFile(file));
  if (parsed.ok) return parsed.problem;
  throw refuse(file, 'boligtrapp-problem/1', parsed.faults);
}

/**
 * A solution from a file, or from standard input when the name is `-`.
 *
 * @throws {CliError} when it cannot be read or has not the form, with the first hundred faults.
 */
export async function readSolution(file: string): Promise<Solution> {
  const { parseSolution } = await import('@boligtrapp/matching');
  const parsed = parseSolution(await readJsonFile(file));
  if (parsed.ok) return parsed.solution;
  throw refuse(file, 'boligtrapp-solution/2', parsed.faults);
}

function refuse(file: string, format: string, faults: readonly Fault[]): CliError {
  const shown = faults.map(({ path, code, detail }): InputFault => ({ pointer: path, code, detail }));
  return new CliError(`${nameOf(file)} is not a valid ${format}`, { faults: shown });
}

function nameOf(file: string): string {
  return file === '-' ? 'standard input' : file;
}
