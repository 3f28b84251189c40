import { describe, expect, it } from 'vitest';
import { aProblem } from '../../test/a-problem.ts';
import { changeAt } from '../../test/change-at.ts';
import type { Fault } from './fault.ts';
import { parseProblem } from './validate-problem.ts';

const VALID = aProblem({
  pairs: { h1: ['d1:1:5', 'd2'], h2: ['d1'] },
  classes: { h2: 2 },
  current: { h2: 'd2' },
  resources: [{ id: 'n1', capacity: 3, soft: 2, weight: { h1: 2 }, dwellings: ['d1', 'd2'] }],
  apart: [{ a: 'h1', b: 'h2', resources: ['n1'] }],
});

/** The faults of the valid problem with one place changed; `undefined` takes the field away. */
function faultsWith(path: string, value: unknown): readonly Pick<Fault, 'path' | 'code'>[] {
  const parsed = parseProblem(changeAt(VALID, path, value));
  return parsed.ok ? [] : parsed.faults.map(({ path: at, code }) => ({ path: at, code }));
}

describe('parseProblem', () => {
  it('accepts a valid problem and gives it back', () => {
    expect(parseProblem(VALID)).toEqual({ ok: true, problem: VALID });
  });

  it.each([
    ['/extra', 1, '/extra', 'unknown-field'],
    ['/households/0/extra', 1, '/households/0/extra', 'unknown-field'],
    ['/dwellings/1/extra', 1, '/dwellings/1/extra', 'unknown-field'],
    ['/pairs/1/a~b', 1, '/pairs/1/a~0b', 'unknown-field'],
    ['/resources/0/extra', null, '/resources/0/extra', 'unknown-field'],
    ['/apart/0/extra', 1, '/apart/0/extra', 'unknown-field'],
    ['/apart', undefined, '/apart', 'missing-field'],
    ['/households/1/current', undefined, '/households/1/current', 'missing-field'],
    ['/pairs/0/score', undefined, '/pairs/0/score', 'missing-field'],
    ['/format', 'boligtrapp-problem/2', '/format', 'wrong-value'],
    ['/servedRule', 'best', '/servedRule', 'wrong-value'],
    ['/households', {}, '/households', 'not-an-array'],
    ['/pairs/2', null, '/pairs/2', 'not-an-object'],
    ['/dwellings/0', ['d1'], '/dwellings/0', 'not-an-object'],
    ['/households/0/load', -1, '/households/0/load', 'out-of-range'],
    ['/households/0/load', 1.5, '/households/0/load', 'not-an-integer'],
    ['/households/0/load', Number.NaN, '/households/0/load', 'not-an-integer'],
    ['/households/0/load', Number.POSITIVE_INFINITY, '/households/0/load', 'not-an-integer'],
    ['/households/0/load', '4', '/households/0/load', 'wrong-type'],
    ['/households/0/rank', 0, '/households/0/rank', 'out-of-range'],
    ['/households/0/class', null, '/households/0/class', 'wrong-type'],
    ['/households/1/rank', 1, '/households/1/rank', 'repeated-rank'],
    ['/households/0/class', 3, '/households/1/class', 'rank-contradicts-class'],
    ['/households/1/id', 'h1', '/households/1/id', 'duplicate-id'],
    ['/households/0/current', 'd2', '/households/1/current', 'dwelling-held-twice'],
    ['/households/1/current', 'd9', '/households/1/current', 'unknown-id'],
    ['/households/1/current', '', '/households/1/current', 'malformed-id'],
    ['/dwellings/1/id', 'd1', '/dwellings/1/id', 'duplicate-id'],
    ['/dwellings/0/id', '\uD800', '/dwellings/0/id', 'malformed-id'],
    ['/pairs/0/household', 'h9', '/pairs/0/household', 'unknown-id'],
    ['/pairs/0/dwelling', 'd9', '/pairs/0/dwelling', 'unknown-id'],
    ['/pairs/0/misfit', -1, '/pairs/0/misfit', 'out-of-range'],
    ['/pairs/0/misfit', 2 ** 31, '/pairs/0/misfit', 'out-of-range'],
    ['/pairs/0/score', 0.1, '/pairs/0/score', 'not-an-integer'],
    ['/pairs/1/dwelling', 'd1', '/pairs/1', 'duplicate-pair'],
    ['/resources/0/capacity', 2 ** 31 + 1, '/resources/0/capacity', 'out-of-range'],
    ['/resources/0/soft', null, '/resources/0/soft', 'wrong-type'],
    ['/resources/0/weight', 'loads', '/resources/0/weight', 'wrong-value'],
    ['/resources/0/weight/h9', 1, '/resources/0/weight/h9', 'unknown-id'],
    ['/resources/0/weight/h2', -1, '/resources/0/weight/h2', 'out-of-range'],
    ['/resources/0/dwellings/1', 'd1', '/resources/0/dwellings/1', 'duplicate-id'],
    ['/resources/0/dwellings/1', 'd9', '/resources/0/dwellings/1', 'unknown-id'],
    ['/apart/0/b', 'h1', '/apart/0/b', 'kept-apart-from-itself'],
    ['/apart/0/a', 'h9', '/apart/0/a', 'unknown-id'],
    ['/apart/0/resources/0', 'n9', '/apart/0/resources/0', 'unknown-id'],
  ])('%s = %j is refused at %s as %s', (path, value, faultPath, code) => {
    expect(faultsWith(path, value)).toContainEqual({ path: faultPath, code });
  });

  it.each([null, 1, 'text', [], undefined])('refuses %j as a whole', (value) => {
    const parsed = parseProblem(value);
    expect(parsed.ok ? [] : parsed.faults.map(({ path, code }) => ({ path, code }))).toEqual([
      { path: '', code: 'not-an-object' },
    ]);
  });

  it('takes what the format allows: a capacity below nothing, a score below nothing, the same two apart again', () => {
    expect(faultsWith('/resources/0/capacity', -2)).toEqual([]);
    expect(faultsWith('/pairs/0/score', -2)).toEqual([]);
    expect(faultsWith('/resources/0/soft', undefined)).toEqual([]);
    expect(faultsWith('/apart/1', { a: 'h2', b: 'h1', resources: [] })).toEqual([]);
  });

  it('lists the first hundred faults and stops', () => {
    const pairs = Array.from({ length: 500 }, () => ({
      household: 'x',
      dwelling: 'd1',
      misfit: 0,
      score: 0,
    }));
    const parsed = parseProblem({ ...VALID, pairs });
    expect(parsed.ok ? 0 : parsed.faults.length).toBe(100);
    expect(parsed.ok ? '' : parsed.faults[99]?.path).toBe('/pairs/99/household');
  });

  it('does not show a long text in a fault', () => {
    const parsed = parseProblem({ ...VALID, format: 'x'.repeat(1_000_000) });
    expect(parsed.ok ? 0 : (parsed.faults[0]?.detail.length ?? 0)).toBeLessThan(200);
  });

  it('does not take a name of every object for a known id', () => {
    expect(faultsWith('/pairs/0/household', 'constructor')).toContainEqual({
      path: '/pairs/0/household',
      code: 'unknown-id',
    });
    expect(faultsWith('/toString', 1)).toContainEqual({ path: '/toString', code: 'unknown-field' });
  });

  it('reads three hundred thousand pairs in a moment', () => {
    const households = Array.from({ length: 600 }, (_, i) => ({
      id: `h${i}`,
      rank: i + 1,
      class: 1,
      load: 1,
      current: null,
    }));
    const dwellings = Array.from({ length: 500 }, (_, i) => ({ id: `d${i}` }));
    const pairs = households.flatMap(({ id }) =>
      dwellings.map((dwelling) => ({ household: id, dwelling: dwelling.id, misfit: 0, score: 1 })),
    );
    const large = { ...VALID, households, dwellings, pairs, resources: [], apart: [] };
    expect(parseProblem(large).ok).toBe(true);
    const twice = parseProblem({
      ...large,
      pairs: [...pairs, { household: 'h3', dwelling: 'd4', misfit: 0, score: 2 }],
    });
    expect(twice.ok ? [] : twice.faults).toMatchObject([{ path: '/pairs/300000', code: 'duplicate-pair' }]);
  });
});
