import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toCanonicalJson } from './canonical-json.ts';
import { check } from './check.ts';
import type { Problem } from './problem.ts';
import type { PlacementStep, ProofNode, Solution, UnservedProof } from './solution.ts';
import { solve } from './solve.ts';
import { parseProblem } from './validate/validate-problem.ts';
import { parseSolution } from './validate/validate-solution.ts';

const DOCS = new URL('../../../docs/', import.meta.url);

function readDoc(path: string): string {
  return readFileSync(new URL(path, DOCS), 'utf8');
}

function parseJson(text: string): unknown {
  return JSON.parse(text);
}

function readJson(path: string): unknown {
  return parseJson(readDoc(path));
}

function readProblem(name: string): Problem {
  const parsed = parseProblem(readJson(`engine/examples/${name}.problem.json`));
  if (!parsed.ok) throw new Error(`${name} is no problem.`);
  return parsed.problem;
}

function readSolution(name: string): Solution {
  const parsed = parseSolution(readJson(`engine/examples/${name}.solution.json`));
  if (!parsed.ok) throw new Error(`${name} is no solution.`);
  return parsed.solution;
}

function proofOf(solution: Solution, household: string): UnservedProof | undefined {
  return solution.certificate.servedSet.unserved.find((one) => one.household === household)?.proof;
}

function stepOf(solution: Solution, name: PlacementStep['step']): PlacementStep | undefined {
  return solution.certificate.placement.find(({ step }) => step === name);
}

function hasBranch(tree: readonly ProofNode[] | undefined): boolean {
  return tree?.some(({ branch }) => branch !== null) ?? false;
}

/** What each example of `docs/engine.md` is there to show. */
const SHOWS: Readonly<Record<string, (solution: Solution) => void>> = {
  'hall-set': (solution) => {
    expect(proofOf(solution, 'h3')).toEqual({ kind: 'hall-set', prices: [0] });
    expect(proofOf(solution, 'h5')).toEqual({ kind: 'hall-set', prices: [] });
  },
  resource: (solution) => {
    expect(proofOf(solution, 'h3')?.kind).toBe('resource');
  },
  'exhausted-search': (solution) => {
    expect(proofOf(solution, 'h4')?.kind).toBe('exhausted-search');
    expect(hasBranch(solution.certificate.servedSet.tree)).toBe(true);
  },
  'class-count': (solution) => {
    const [first] = solution.certificate.servedSet.classes;
    expect(first).toMatchObject({ class: 1, served: 2, bound: 2 });
    expect(first?.tree.length).toBeGreaterThan(0);
    expect(solution.served).not.toContain('h1');
  },
  'placement-misfit': (solution) => {
    expect(stepOf(solution, 'misfit')).toMatchObject({ value: 2, bound: 2, proven: true });
    expect(stepOf(solution, 'misfit')?.tree.length).toBeGreaterThan(0);
  },
  'placement-excess': (solution) => {
    expect(stepOf(solution, 'excess')).toMatchObject({ value: 1, bound: 1, proven: true });
    expect(hasBranch(stepOf(solution, 'excess')?.tree)).toBe(true);
  },
  'joint-limit': (solution) => {
    expect(proofOf(solution, 'h3')).toEqual({ kind: 'exhausted-search', nodes: 1 });
    expect(solution.certificate.jointLimits?.length).toBe(2);
    expect(solution.served).toEqual(['h1', 'h2', 'h4']);
  },
};

/** A block of JSON in the page, with the file it quotes. */
interface Quote {
  readonly file: string;
  readonly json: unknown;
}

/** Blocks that name a file behind the word json: a whole problem, or parts of a solution by JSON Pointer. */
function listQuotes(): readonly Quote[] {
  return Array.from(readDoc('engine.md').matchAll(/^```json (\S+)\n([^]*?)^```$/gm), (block) => ({
    file: block[1] ?? '',
    json: parseJson(block[2] ?? ''),
  }));
}

function resolvePointer(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, key) => new Map(Object.entries(value ?? {})).get(key), document);
}

describe('the examples of docs/engine.md', () => {
  it.each(Object.keys(SHOWS))('%s: solved as committed, accepted, and of the kind it shows', (name) => {
    const problem = readProblem(name);
    const committed = readSolution(name);
    expect(toCanonicalJson(solve(problem))).toBe(toCanonicalJson(committed));
    expect(check(problem, committed)).toEqual([]);
    expect(committed.optimal).toBe(true);
    SHOWS[name]?.(committed);
  });

  it('are quoted as they are', () => {
    const quotes = listQuotes();
    const problems = quotes.filter(({ file }) => file.endsWith('.problem.json'));
    expect(problems.map(({ file }) => file).toSorted()).toEqual(
      Object.keys(SHOWS)
        .map((name) => `engine/examples/${name}.problem.json`)
        .toSorted(),
    );
    for (const { file, json } of quotes) {
      if (file.endsWith('.problem.json')) {
        expect(json, file).toEqual(readJson(file));
        continue;
      }
      for (const [pointer, part] of Object.entries(json ?? {})) {
        expect(part, `${file} ${pointer}`).toEqual(resolvePointer(readJson(file), pointer));
      }
    }
  });

  it('without linear programs, the proof by cases is not found and nobody is told no', () => {
    const problem = readProblem('exhausted-search');
    const solution = solve(problem, { maxNodes: 0 });
    expect(check(problem, solution)).toEqual([]);
    expect(solution.optimal).toBe(false);
    expect(solution.served).toEqual(['h1', 'h2', 'h4']);
    expect(proofOf(solution, 'h3')).toEqual({ kind: 'unproven', nodes: 0 });
  });
});
