import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePolicies, findPolicyConflicts, groupsWithoutReason } from './compare-policies.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import type { PolicyContent } from './policy-content.ts';

const figure = fc.integer({ min: 0, max: 3 });

/** Policies that differ from the default in few figures, so that two often change the same. */
const policy: fc.Arbitrary<PolicyContent> = fc
  .record({
    spareBedrooms: figure,
    quorum: figure,
    top: figure,
    waiting: figure,
    waivable: fc.subarray(['staffing', 'level'] as const),
    buildingPointsPerUnit: fc.option(figure),
    reason: fc.option(fc.constantFrom('one', 'two')),
  })
  .map(({ spareBedrooms, quorum, top, waiting, waivable, buildingPointsPerUnit, reason }) => ({
    ...DEFAULT_POLICY,
    spareBedrooms,
    meetings: { quorum },
    loadWeights: { ...DEFAULT_POLICY.loadWeights, welfare: [1, 2, 4, 6, top] },
    queue: { ...DEFAULT_POLICY.queue, pointsPerMonthWaiting: waiting },
    waivableRules: waivable,
    caps: { ...DEFAULT_POLICY.caps, buildingPointsPerUnit },
    sources: {
      ...DEFAULT_POLICY.sources,
      caps: { unit: 'points', source: 'somewhere', ...(reason === null ? {} : { reason }) },
    },
  }));

/** The value at a path of {@link comparePolicies}; levels count from 1. */
function at(content: PolicyContent, path: string): unknown {
  return path.split('/').reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return value[Number(key) - 1];
    return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  }, content);
}

describe('the difference of two policies', () => {
  it('is nothing exactly where they say the same', () => {
    fc.assert(
      fc.property(policy, policy, (a, b) => {
        expect(comparePolicies(a, a)).toEqual([]);
        expect(comparePolicies(a, b).length === 0).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  it('names each figure once, with what stands there in both', () => {
    fc.assert(
      fc.property(policy, policy, (a, b) => {
        const changes = comparePolicies(a, b);
        expect(new Set(changes.map((change) => change.figure)).size).toBe(changes.length);
        for (const change of changes) {
          expect(change.before).toEqual(at(a, change.figure) ?? null);
          expect(change.after).toEqual(at(b, change.figure) ?? null);
          expect(change.unit === null).toBe(change.figure.startsWith('sources/'));
        }
      }),
    );
  });

  it('is the same the other way round', () => {
    fc.assert(
      fc.property(policy, policy, (a, b) => {
        const there = comparePolicies(a, b).map(({ figure, before, after }) => [figure, before, after]);
        const back = comparePolicies(b, a).map(({ figure, before, after }) => [figure, after, before]);
        expect(there).toEqual(back);
      }),
    );
  });

  it('counts what an older set lacks with its default', () => {
    const { refusals: _r, mostExtraLoad: _m, ...old } = DEFAULT_POLICY;
    expect(comparePolicies(old, DEFAULT_POLICY)).toEqual([]);
    expect(comparePolicies(old, { ...DEFAULT_POLICY, mostExtraLoad: 9 })).toEqual([
      { figure: 'mostExtraLoad', unit: DEFAULT_POLICY.sources.mostExtraLoad.unit, before: 4, after: 9 },
    ]);
  });
});

describe('a conflict of two drafts', () => {
  it('is a figure that both change, whichever is asked first', () => {
    fc.assert(
      fc.property(policy, policy, policy, (inForce, a, b) => {
        const changed = (content: PolicyContent): readonly string[] =>
          comparePolicies(inForce, content).flatMap((change) =>
            change.unit === null ? [] : [change.figure],
          );
        const conflicts = findPolicyConflicts(inForce, a, b);
        const both = changed(a).filter((name) => changed(b).includes(name));
        expect(conflicts.map((conflict) => conflict.figure)).toEqual(both);
        const other = findPolicyConflicts(inForce, b, a);
        expect(other.map(({ figure, mine, other }) => ({ figure, mine: other, other: mine }))).toEqual(
          conflicts,
        );
      }),
    );
  });
});

it('a group without a reason is named', () => {
  expect(groupsWithoutReason(DEFAULT_POLICY)).toEqual([]);
  const caps = { unit: 'points', source: 'somewhere' };
  const spareBedrooms = { unit: 'bedrooms', source: 'somewhere', reason: ' ' };
  const sources = { ...DEFAULT_POLICY.sources, caps, spareBedrooms };
  expect(groupsWithoutReason({ ...DEFAULT_POLICY, sources })).toEqual(['caps', 'spareBedrooms']);
});
