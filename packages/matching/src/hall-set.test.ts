import { describe, expect, it } from 'vitest';
import { expandHallSet } from './hall-set.ts';

describe('expandHallSet', () => {
  it('joins the named sets with all that they need, once each and by id', () => {
    const hallSets = [
      { dwellings: ['d2'], households: ['h2'], needs: [] },
      { dwellings: ['d9'], households: ['h9'], needs: [] },
      { dwellings: ['d1', 'd2'], households: ['h1'], needs: [0] },
    ];
    const certificate = { servedSet: { proven: true, hallSets, unserved: [] }, placement: [] };
    expect(expandHallSet(certificate, { kind: 'hall-set', sets: [2] })).toEqual({
      dwellings: ['d1', 'd2'],
      households: ['h1', 'h2'],
    });
    expect(expandHallSet(certificate, { kind: 'hall-set', sets: [] })).toEqual({
      dwellings: [],
      households: [],
    });
  });
});
