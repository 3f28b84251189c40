import { describe, expect, it } from 'vitest';
import { aProblem } from '../../test/a-problem.ts';
import { solve } from '../solve.ts';
import { explainHousehold } from './explain-household.ts';
import { findNearestChange } from './nearest-change.ts';
import { explainPair } from './why-not.ts';

const PROBLEM = aProblem({
  pairs: { h1: ['d1:0:5', 'd2:1'], h2: ['d1'], h3: ['d3', 'd1'], h4: ['d2'] },
  resources: [{ id: 'street', capacity: 1, weight: 'one', dwellings: ['d2', 'd3'] }],
});
const SOLUTION = solve(PROBLEM);

describe('explainHousehold', () => {
  it('puts together what is said of one that is not served', () => {
    expect(SOLUTION.served).toEqual(['h1', 'h2'].slice(0, SOLUTION.served.length));
    const { household, isServed, proof, prices, pairs } = explainHousehold(PROBLEM, SOLUTION, 'h3');
    expect({ household, isServed, pairs }).toEqual({
      household: 'h3',
      isServed: false,
      pairs: [
        { dwelling: 'd1', reason: { kind: 'taken', holder: 'h2' } },
        { dwelling: 'd3', reason: { kind: 'would-overfill', resource: 'street', use: 2, limit: 1 } },
      ],
    });
    expect(proof).not.toBe(null);
    expect(prices.length).toBe(
      proof?.kind === 'hall-set' ? proof.prices.length : proof?.kind === 'resource' ? 1 : 0,
    );
  });

  it('finds what would serve it, which is not what one ranked before would take', () => {
    expect(explainHousehold(PROBLEM, SOLUTION, 'h3').nearestChange).toEqual({
      kind: 'found',
      changes: [{ kind: 'headroom', resource: 'street', by: 1 }],
    });
    // One more dwelling like d2 is of no use without room in the street, and that goes to h3, who comes before h4.
    expect(explainHousehold(PROBLEM, SOLUTION, 'h4').nearestChange).toMatchObject({ kind: 'none-found' });
  });

  it('names everything that is lacking where one thing is not enough', () => {
    const problem = { ...PROBLEM, households: PROBLEM.households.filter(({ id }) => id !== 'h3') };
    const rest = { ...problem, pairs: PROBLEM.pairs.filter(({ household }) => household !== 'h3') };
    expect(findNearestChange(rest, solve(rest), 'h4')).toEqual({
      kind: 'found',
      changes: [
        { kind: 'dwelling', like: 'd2', id: 'd2+' },
        { kind: 'headroom', resource: 'street', by: 1 },
      ],
    });
  });

  it('needs no change for one that is served', () => {
    const { nearestChange, proof, dwelling } = explainHousehold(PROBLEM, SOLUTION, 'h1');
    expect({ nearestChange, proof, dwelling }).toEqual({ nearestChange: null, proof: null, dwelling: 'd2' });
  });

  it('throws for ids that the problem does not have', () => {
    expect(() => explainHousehold(PROBLEM, SOLUTION, 'h9')).toThrow(RangeError);
    expect(() => findNearestChange(PROBLEM, SOLUTION, 'constructor')).toThrow(RangeError);
    expect(() => explainPair(PROBLEM, SOLUTION, 'h1', 'd9')).toThrow(RangeError);
  });
});
