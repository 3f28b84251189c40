import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CliError } from '../output.ts';
import { addCheckCommand } from './check.ts';
import { addGenerateCommand } from './generate.ts';
import { addSolveCommand } from './solve.ts';

let folder = '';
let printed = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'boligtrapp-cli-'));
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed += String(chunk);
    return true;
  });
});

afterEach(async () => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
  await rm(folder, { recursive: true });
});

async function run(...argv: string[]): Promise<string> {
  const program = new Command().exitOverride();
  for (const addCommand of [addCheckCommand, addGenerateCommand, addSolveCommand]) addCommand(program);
  printed = '';
  await program.parseAsync(argv, { from: 'user' });
  return printed;
}

async function makeFiles(): Promise<{ problem: string; solution: string }> {
  const problem = join(folder, 'problem.json');
  const solution = join(folder, 'solution.json');
  await run('generate', '--size', 'small', '--seed', '1', '-o', problem);
  await run('solve', problem, '--max-nodes', '0', '-o', solution);
  return { problem, solution };
}

describe('generate, solve and check', () => {
  it('agree with each other', async () => {
    const { problem, solution } = await makeFiles();
    expect(await run('check', problem, solution)).toBe('No deviations.\n');
    expect(process.exitCode).toBe(0);
  });

  it('say in short what was found and what is proved', async () => {
    const { problem } = await makeFiles();
    const lines = await run('solve', problem, '--max-nodes', '0');
    expect(lines).toMatch(/^served +\d+ of 800 +not proven$/m);
    expect(lines).toMatch(/^not served +\d+ +hall-set$/m);
    expect(lines).toMatch(/^optimal: not proven$/m);
    expect(lines).toMatch(/^solution [0-9a-f]{64}$/m);
  });

  it('end with 3 on a deviation, and list it', async () => {
    const { problem, solution } = await makeFiles();
    const text = await readFile(solution, 'utf8');
    await writeFile(solution, text.replace(/"served":\["h\d+",/, '"served":['));
    expect(JSON.parse(await run('check', problem, solution, '--json'))).toMatchObject({
      deviations: [{ path: '/served/0', code: 'served-differs' }],
    });
    expect(process.exitCode).toBe(3);
  });

  it('refuse a file that is no problem, with the places', async () => {
    const { solution } = await makeFiles();
    const failure = await run('solve', solution).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CliError);
    expect(failure).toMatchObject({ exitCode: 1 });
    expect(failure instanceof CliError ? failure.faults : []).toContainEqual({
      pointer: '/households',
      code: 'missing-field',
      detail: 'This field is missing.',
    });
  });
});
