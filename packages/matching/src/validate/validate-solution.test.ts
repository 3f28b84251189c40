import { describe, expect, it } from 'vitest';
import { aProblem } from '../../test/a-problem.ts';
import { changeAt } from '../../test/change-at.ts';
import { solve } from '../solve.ts';
import { parseSolution } from './validate-solution.ts';

const VALID = solve(aProblem({ pairs: { h1: ['d1'], h2: ['d1'] } }));

function faultsWith(path: string, value: unknown): readonly { path: string; code: string }[] {
  const parsed = parseSolution(changeAt(VALID, path, value));
  return parsed.ok ? [] : parsed.faults.map(({ path: at, code }) => ({ path: at, code }));
}

describe('parseSolution', () => {
  it('accepts what the solver writes', () => {
    expect(parseSolution(VALID)).toEqual({ ok: true, solution: VALID });
  });

  it.each([
    ['/format', 'x', '/format', 'wrong-value'],
    ['/problemHash', 'ABC', '/problemHash', 'wrong-value'],
    ['/optimal', 'yes', '/optimal', 'wrong-type'],
    ['/extra', 1, '/extra', 'unknown-field'],
    ['/assignments/0/dwelling', 7, '/assignments/0/dwelling', 'wrong-type'],
    ['/assignments/0/score', 7, '/assignments/0/score', 'unknown-field'],
    ['/served/0', null, '/served/0', 'wrong-type'],
    ['/objective/excess', undefined, '/objective/excess', 'missing-field'],
    ['/objective/score', 2 ** 53, '/objective/score', 'out-of-range'],
    ['/certificate/servedSet/proven', 1, '/certificate/servedSet/proven', 'wrong-type'],
    [
      '/certificate/servedSet/unserved/0/proof/kind',
      'trust',
      '/certificate/servedSet/unserved/0/proof/kind',
      'wrong-value',
    ],
    [
      '/certificate/servedSet/unserved/0/proof/sets/0',
      -1,
      '/certificate/servedSet/unserved/0/proof/sets/0',
      'out-of-range',
    ],
    ['/certificate/servedSet/hallSets/0/needs', 3, '/certificate/servedSet/hallSets/0/needs', 'not-an-array'],
    ['/certificate/placement/0/step', 'luck', '/certificate/placement/0/step', 'wrong-value'],
    ['/certificate/placement/0/bound', undefined, '/certificate/placement/0/bound', 'missing-field'],
    ['/trace/0/by', 'luck', '/trace/0/by', 'wrong-value'],
    ['/stats/served', 0.5, '/stats/served', 'not-an-integer'],
    ['/certificate', null, '/certificate', 'not-an-object'],
  ])('%s = %j is refused at %s as %s', (path, value, faultPath, code) => {
    expect(faultsWith(path, value)).toContainEqual({ path: faultPath, code });
  });
});
