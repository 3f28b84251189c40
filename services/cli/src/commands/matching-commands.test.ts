import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseProblem } from '@boligtrapp/matching';
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

const SMALL = {
  format: 'boligtrapp-problem/1',
  servedRule: 'strict-rank',
  households: ['h1', 'h2', 'h3', 'h4'].map((id, place) => ({
    id,
    rank: place + 1,
    class: 1,
    load: 2,
    current: null,
  })),
  dwellings: ['d1', 'd2', 'd3'].map((id) => ({ id })),
  pairs: [
    { household: 'h1', dwelling: 'd1', misfit: 0, score: 9 },
    { household: 'h1', dwelling: 'd2', misfit: 0, score: 4 },
    { household: 'h2', dwelling: 'd1', misfit: 0, score: 1 },
    { household: 'h2', dwelling: 'd3', misfit: 0, score: 5 },
    { household: 'h3', dwelling: 'd2', misfit: 0, score: 1 },
    { household: 'h3', dwelling: 'd1', misfit: 0, score: 1 },
  ],
  resources: [{ id: 'street', capacity: 3, weight: 'load', dwellings: ['d2', 'd3'] }],
  apart: [],
};

/** What is printed about a household of the small problem. */
async function explain(household: string, ...flags: string[]): Promise<string> {
  const problem = join(folder, 'small.json');
  await writeFile(problem, JSON.stringify(SMALL));
  return await run('solve', problem, '--explain', household, ...flags);
}

describe('solve --explain', () => {
  it('says where a household goes, and why not elsewhere', async () => {
    expect(await explain('h1')).toBe(
      [
        'h1, rank 1: gets d1',
        '',
        'Dwellings that fit it:',
        '  d1  it gets this one',
        '  d2  too much for street: 4 with this household, and the limit is 3',
        '',
      ].join('\n'),
    );
  });

  it('says why a household is not served, and what would serve it', async () => {
    expect(await explain('h3')).toMatch(
      /^h3, rank 3: gets no dwelling\n\nThere is not enough room left for it.*\n.*\n\nDwellings that fit it:\n {2}d1 {2}h1 gets or keeps it\n {2}d2 {2}too much for street: 4 with this household, and the limit is 3\n\nIt would be served with a limit of street that is 1 higher\. Others may then be placed elsewhere\.\n$/,
    );
  });

  it('does not look for a change where nothing fits', async () => {
    expect(await explain('h4')).toBe('h4, rank 4: gets no dwelling\n\nNo dwelling fits it.\n');
  });

  it('gives the same as one JSON document', async () => {
    expect(JSON.parse(await explain('h3', '--json'))).toMatchObject({
      household: 'h3',
      isServed: false,
      proof: { kind: 'resource' },
      pairs: [
        { dwelling: 'd1', reason: { kind: 'taken', holder: 'h1' } },
        { dwelling: 'd2', reason: { kind: 'would-overfill', resource: 'street', use: 4, limit: 3 } },
      ],
      nearestChange: { kind: 'found', changes: [{ kind: 'headroom', resource: 'street', by: 1 }] },
    });
  });

  it('refuses a household that the problem does not have, with nothing in its name that steers a terminal', async () => {
    const failure = await explain('h9\u001B[31m').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CliError);
    expect(failure).toMatchObject({ message: 'the problem has no household h9\uFFFD[31m', exitCode: 1 });
    expect(printed).toBe('');
  });
});

describe('generate', () => {
  it.each([
    ['small', 'tight', 800, 60],
    ['small', 'loose', 800, 60],
    ['city', 'tight', 2000, 1200],
    ['region', 'loose', 15_000, 3000],
  ] as const)(
    'writes a %s, %s problem and says how large it is',
    { timeout: 60_000 },
    async (size, headroom, households, dwellings) => {
      const file = join(folder, 'generated.json');
      const argv = ['generate', '--size', size, '--seed', '7', '--headroom', headroom, '-o', file];
      const sizes: unknown = JSON.parse(await run(...argv, '--json'));
      expect(sizes).toMatchObject({ households, dwellings });
      const text = await readFile(file, 'utf8');
      const problem: unknown = JSON.parse(text);
      expect(parseProblem(problem)).toMatchObject({ ok: true });
      const again = await run(...argv);
      expect(again).toMatch(
        new RegExp(`^${households} households, ${dwellings} dwellings, \\d+ pairs\nproblem [0-9a-f]{64}\n$`),
      );
      expect(await readFile(file, 'utf8')).toBe(text);
    },
  );

  it('prints the problem itself without a file', async () => {
    const printedProblem: unknown = JSON.parse(await run('generate', '--size', 'small', '--seed', '1'));
    expect(parseProblem(printedProblem)).toMatchObject({ ok: true });
  });

  it.each([
    [['--size', 'small', '--seed', '-1']],
    [['--size', 'small', '--seed', '4294967296']],
    [['--size', 'small', '--seed', '1.5']],
    [['--size', 'huge', '--seed', '1']],
    [['--size', 'small', '--seed', '1', '--headroom', 'none']],
    [['--seed', '1']],
    [['--size', 'small']],
  ])('refuses %j', async (argv) => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    await expect(run('generate', ...argv)).rejects.toThrow();
    expect(printed).toBe('');
  });
});
