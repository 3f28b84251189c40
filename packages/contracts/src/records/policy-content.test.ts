import { DEFAULT_POLICY, LATER_POLICY_KEYS, LAW_FIGURES } from '@boligtrapp/domain';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { PolicyContent } from './policy-content.ts';

test('the default policy is accepted', () => {
  expect([...Value.Errors(PolicyContent, DEFAULT_POLICY)]).toEqual([]);
});

const LATER: readonly string[] = LATER_POLICY_KEYS;

test('a set from before the later groups and the reasons is accepted', () => {
  const old = Object.fromEntries(Object.entries(DEFAULT_POLICY).filter(([name]) => !LATER.includes(name)));
  const sources = Object.entries(DEFAULT_POLICY.sources)
    .filter(([name]) => !LATER.includes(name))
    .map(([name, { unit, source }]) => [name, { unit, source }] as const);
  expect([...Value.Errors(PolicyContent, { ...old, sources: Object.fromEntries(sources) })]).toEqual([]);
});

test('no figure that law gives has a place in it', () => {
  for (const { name, value } of LAW_FIGURES) {
    expect(Value.Check(PolicyContent, { ...DEFAULT_POLICY, [name]: value }), name).toBe(false);
  }
});

test('no other part of it may be missing', () => {
  for (const key of Object.keys(DEFAULT_POLICY).filter((name) => !LATER.includes(name))) {
    const rest = Object.fromEntries(Object.entries(DEFAULT_POLICY).filter(([name]) => name !== key));
    expect(Value.Check(PolicyContent, rest), key).toBe(false);
  }
});

test.for([
  ['a property that is not known', { extra: 1 }],
  ['weights of four levels', { loadWeights: { welfare: [1, 2, 4, 6], care: [1, 2, 3, 4, 6] } }],
  ['a weight below nothing', { loadWeights: { welfare: [-1, 2, 4, 6, 8], care: [1, 2, 3, 4, 6] } }],
  ['a broken figure', { spareBedrooms: 1.5 }],
  ['more than the whole', { caps: { ...DEFAULT_POLICY.caps, softShareBasisPoints: 10_001 } }],
  ['a group without a source', { sources: { ...DEFAULT_POLICY.sources, caps: undefined } }],
  ['another format', { format: 'boligtrapp-policy/2' }],
] as const)('%s is refused', ([, changes]) => {
  expect(Value.Check(PolicyContent, { ...DEFAULT_POLICY, ...changes })).toBe(false);
});
