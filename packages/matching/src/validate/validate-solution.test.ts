import { describe, expect, it } from 'vitest';
import { aProblem } from '../../test/a-problem.ts';
import { withParts } from '../../test/certificate-parts.ts';
import { changeAt } from '../../test/change-at.ts';
import { claimBest } from '../../test/claim-solution.ts';
import { parseSolution } from './validate-solution.ts';

const PROBLEM = aProblem({
  pairs: { h1: ['d1'], h2: ['d1'], h3: ['d1'] },
  servedRule: 'most-per-class',
});
const CLAIMED = claimBest(PROBLEM, new Map([['h1', 'd1']]));
const VALID = withParts(CLAIMED, {
  proofs: {
    h2: { kind: 'hall-set', prices: [0] },
    h3: { kind: 'resource', prices: 0, room: -1, bound: 1 },
  },
});

function faultsWith(path: string, value: unknown): readonly { path: string; code: string }[] {
  const parsed = parseSolution(changeAt(VALID, path, value));
  return parsed.ok ? [] : parsed.faults.map(({ path: at, code }) => ({ path: at, code }));
}

const HALL = '/certificate/servedSet/unserved/0/proof';
const RESOURCE = '/certificate/servedSet/unserved/1/proof';
const BRANCH = '/certificate/servedSet/tree/0/branch';

describe('parseSolution', () => {
  it('accepts every kind of proof, room below nothing among them', () => {
    expect(parseSolution(VALID)).toEqual({ ok: true, solution: VALID });
    expect(parseSolution(CLAIMED)).toEqual({ ok: true, solution: CLAIMED });
  });

  it.each([
    ['/format', 'x', 'wrong-value'],
    ['/problemHash', 'ABC', 'wrong-value'],
    ['/optimal', 'yes', 'wrong-type'],
    ['/extra', 1, 'unknown-field'],
    ['/assignments/0/dwelling', 7, 'wrong-type'],
    ['/assignments/0/score', 7, 'unknown-field'],
    ['/served/0', null, 'wrong-type'],
    ['/objective/excess', undefined, 'missing-field'],
    ['/objective/score', 2 ** 53, 'out-of-range'],
    ['/certificate', null, 'not-an-object'],
    ['/certificate/prices', undefined, 'missing-field'],
    ['/certificate/prices/0', null, 'not-an-object'],
    ['/certificate/prices/0/score', -1, 'out-of-range'],
    ['/certificate/prices/0/misfit', 0.5, 'not-an-integer'],
    ['/certificate/prices/0/excess', undefined, 'missing-field'],
    ['/certificate/prices/0/dwellings', [], 'not-an-object'],
    ['/certificate/prices/0/dwellings/d1', 0, 'out-of-range'],
    ['/certificate/prices/0/dwellings/d1', 2 ** 53, 'out-of-range'],
    ['/certificate/prices/0/resources/r~1', '1', 'wrong-type'],
    ['/certificate/prices/0/classes/1', null, 'wrong-type'],
    ['/certificate/prices/0/households', {}, 'unknown-field'],
    ['/certificate/servedSet/proven', 1, 'wrong-type'],
    ['/certificate/servedSet/hallSets', [], 'unknown-field'],
    ['/certificate/servedSet/classes/0/bound', -1, 'out-of-range'],
    ['/certificate/servedSet/classes/0/tree', undefined, 'missing-field'],
    ['/certificate/servedSet/tree', {}, 'not-an-array'],
    ['/certificate/servedSet/tree/0/prices/0', -1, 'out-of-range'],
    [BRANCH, undefined, 'missing-field'],
    [BRANCH, 3, 'not-an-object'],
    [`${BRANCH}/inside`, 0.5, 'not-an-integer'],
    [`${BRANCH}/dwellings/0`, null, 'wrong-type'],
    [`${BRANCH}/household`, '', 'malformed-id'],
    [`${HALL}/kind`, 'trust', 'wrong-value'],
    [`${HALL}/prices/0`, -1, 'out-of-range'],
    [`${HALL}/bound`, 1, 'unknown-field'],
    [`${RESOURCE}/room`, undefined, 'missing-field'],
    [`${RESOURCE}/prices`, [0], 'wrong-type'],
    [`${RESOURCE}/bound`, 2 ** 53, 'out-of-range'],
    ['/certificate/placement/0/step', 'luck', 'wrong-value'],
    ['/certificate/placement/0/bound', undefined, 'missing-field'],
    ['/certificate/placement/0/tree', undefined, 'missing-field'],
    ['/trace/0/by', 'luck', 'wrong-value'],
    ['/stats/served', 0.5, 'not-an-integer'],
    ['/stats/placementNodes', undefined, 'missing-field'],
  ])('%s = %j is refused there as %s', (path, value, code) => {
    expect(faultsWith(path, value)).toContainEqual({ path: path.replace('r~1', 'r~01'), code });
  });
});
