import { describe, expect, it } from 'vitest';
import { aProblem } from '../../test/a-problem.ts';
import { createModel } from './model.ts';
import { type Serving, searchRepair } from './repair-search.ts';
import { createState, place } from './state.ts';

function dwellingId(place: number): string {
  return `d${String(place).padStart(5, '0')}`;
}

/** Household i sits in dwelling i and may go to i + 1; the last dwelling is free. A further one wants dwelling 0. */
function aChain(length: number, end: 'free' | 'closed'): { serving: Serving; last: number } {
  const targets = (i: number): string[] =>
    end === 'closed' && i === length - 1 ? [dwellingId(i)] : [dwellingId(i), dwellingId(i + 1)];
  const sitting = Array.from({ length }, (_, i) => [`h${i}`, targets(i)] as const);
  const problem = aProblem({ pairs: Object.fromEntries([...sitting, ['last', [dwellingId(0)]]]) });
  const model = createModel(problem);
  const bans = new Uint16Array(model.optionDwelling.length);
  const serving = { model, state: createState(model), bans };
  for (let i = 0; i < length; i += 1) place(serving.model, serving.state, i, i);
  return { serving, last: length };
}

describe('searchRepair', () => {
  it('finds a repair that is longer than every limit of changes but the last', () => {
    const { serving, last } = aChain(100, 'free');
    expect(searchRepair(serving, last, 10_000).kind).toBe('placed');
    expect(serving.state.at[last]).toBe(0);
    expect(serving.state.at[0]).toBe(1);
  });

  it('proves by a round without a cut that there is none, and leaves all as it was', () => {
    const { serving, last } = aChain(30, 'closed');
    const before = structuredClone(serving.state);
    const result = searchRepair(serving, last, 10_000);
    expect(result.kind).toBe('exhausted');
    expect(serving.state).toEqual(before);
  });

  it('claims no proof when its effort ends first', () => {
    const { serving, last } = aChain(30, 'closed');
    const before = structuredClone(serving.state);
    expect(searchRepair(serving, last, 20)).toEqual({ kind: 'out-of-budget', nodes: 20 });
    expect(serving.state).toEqual(before);
  });

  it('gives a branch up, and claims no proof, where the call stack would not hold', () => {
    const { serving, last } = aChain(5000, 'free');
    const before = structuredClone(serving.state);
    expect(searchRepair(serving, last, 1_000_000).kind).toBe('out-of-budget');
    expect(serving.state).toEqual(before);
  });
});
