import { describe, expect, it } from 'vitest';
import { aProblem } from '../test/a-problem.ts';
import { ODD_PROBLEMS } from '../test/hostile-problems.ts';
import { toCanonicalJson } from './canonical-json.ts';
import { check } from './check.ts';
import { explainHousehold } from './explain/explain-household.ts';
import type { Problem } from './problem.ts';
import { solve } from './solve.ts';
import { parseProblem } from './validate/validate-problem.ts';
import { parseSolution } from './validate/validate-solution.ts';

const RULES = ['strict-rank', 'most-per-class'] as const;
const BOTH = Object.entries(ODD_PROBLEMS).flatMap(([name, make]) =>
  RULES.map((rule) => [name, rule, make] as const),
);

/** A few seconds even on a busy machine, whatever is asked. */
const TIMEOUT_MS = 20_000;

/** The problem as it comes out of a file. */
function readText(text: string): Problem {
  const parsed = parseProblem(JSON.parse(text));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.problem;
}

describe('an odd problem', () => {
  it.each(BOTH)(
    'is solved, checked and explained: %s, %s',
    { timeout: TIMEOUT_MS },
    (_, servedRule, make) => {
      const problem = readText(JSON.stringify({ ...make(), servedRule }));
      const solution = solve(problem);
      expect(check(problem, solution)).toEqual([]);
      expect(parseSolution(JSON.parse(toCanonicalJson(solution)))).toEqual({ ok: true, solution });
      for (const { id } of [...problem.households.slice(0, 1), ...problem.households.slice(-1)]) {
        const explanation = explainHousehold(problem, solution, id);
        expect(explanation.isServed).toBe(solution.served.includes(id));
      }
    },
  );

  it('tells ids apart that only look the same', () => {
    const problem = ODD_PROBLEMS['ids that are equal after normalisation']?.();
    expect(new Set(problem?.households.map(({ id }) => id.normalize('NFC'))).size).toBe(2);
    expect(problem?.households.length).toBe(4);
    expect(parseProblem(problem)).toMatchObject({ ok: true });
  });
});

const VALID = aProblem({
  pairs: { h1: ['d1:1:5', 'd2'], h2: ['d1'] },
  classes: { h2: 2 },
  resources: [{ id: 'n1', capacity: 3, soft: 2, weight: { h1: 2 }, dwellings: ['d1', 'd2'] }],
});

/** Text of the valid problem with one piece of it replaced; the piece must be there. */
function withText(piece: string, by: string): string {
  const text = JSON.stringify(VALID);
  if (!text.includes(piece)) throw new Error(`The text has no ${piece}.`);
  return text.replace(piece, by);
}

function faultsOf(text: string): readonly { path: string; code: string }[] {
  const parsed = parseProblem(JSON.parse(text));
  return parsed.ok ? [] : parsed.faults.map(({ path, code }) => ({ path, code }));
}

describe('a hostile file', () => {
  it.each([
    ['"load":1', '"load":1e400', '/households/0/load', 'not-an-integer'],
    ['"load":1', '"load":-1e400', '/households/0/load', 'not-an-integer'],
    ['"load":1', '"load":9007199254740993', '/households/0/load', 'out-of-range'],
    ['"load":1', '"load":2147483648', '/households/0/load', 'out-of-range'],
    ['"load":1', '"load":"NaN"', '/households/0/load', 'wrong-type'],
    ['"load":1', '"load":1,"__proto__":{"load":7}', '/households/0/__proto__', 'unknown-field'],
    ['"load":1', '"__proto__":{"load":7}', '/households/0/load', 'missing-field'],
    ['"score":5', '"__proto__":5', '/pairs/0/score', 'missing-field'],
    ['"score":5', '"score":5,"__proto__":5', '/pairs/0/__proto__', 'unknown-field'],
    ['{"h1":2}', '{"__proto__":2}', '/resources/0/weight/__proto__', 'unknown-id'],
    ['{"h1":2}', '{"constructor":2}', '/resources/0/weight/constructor', 'unknown-id'],
    ['{"h1":2}', '{"h1":{}}', '/resources/0/weight/h1', 'wrong-type'],
    ['"soft":2', '"soft":1e400', '/resources/0/soft', 'not-an-integer'],
    ['"capacity":3', '"capacity":4294967296', '/resources/0/capacity', 'out-of-range'],
    ['"rank":2', '"rank":1', '/households/1/rank', 'repeated-rank'],
    ['"class":2', '"class":0', '/households/1/class', 'out-of-range'],
    ['"current":null', '"current":"toString"', '/households/0/current', 'unknown-id'],
    ['"servedRule":"strict-rank"', '"servedRule":"__proto__"', '/servedRule', 'wrong-value'],
    ['"apart":[]', '"apart":{"length":3}', '/apart', 'not-an-array'],
    ['"apart":[]', '"apart":[null]', '/apart/0', 'not-an-object'],
  ])('with %s as %s is refused at %s as %s', (piece, by, path, code) => {
    expect(faultsOf(withText(piece, by))).toContainEqual({ path, code });
  });

  it('has the last of two fields of one name, as every reader of JSON in this language does', () => {
    expect(readText(withText('"load":1', '"load":-7,"load":1'))).toEqual(VALID);
  });

  it('takes nothing from the prototype of an object', () => {
    expect(faultsOf(withText('"households":[{', '"__proto__":[],"households":[{'))).toEqual([
      { path: '/__proto__', code: 'unknown-field' },
    ]);
  });

  it.each([
    ['"pairs":[', `"pairs":[${'['.repeat(200_000)}${']'.repeat(200_000)},`, '/pairs/0'],
    [
      '"weight":{"h1":2}',
      `"weight":${'{"h1":'.repeat(200_000)}2${'}'.repeat(200_000)}`,
      '/resources/0/weight/h1',
    ],
  ])('that is very deep is refused at the top of what is deep: %s', (piece, by, path) => {
    expect(faultsOf(withText(piece, by)).map((fault) => fault.path)).toContain(path);
  });

  it('with as many faults as it has fields lists a hundred', () => {
    const fields = Object.fromEntries(Array.from({ length: 100_000 }, (_, place) => [`f${place}`, place]));
    expect(faultsOf(JSON.stringify({ ...VALID, ...fields })).length).toBe(100);
    expect(faultsOf(JSON.stringify({ ...VALID, servedRule: Array.from({ length: 100_000 }) })).length).toBe(
      1,
    );
  });
});
