import type { PolicyInForce } from '@boligtrapp/database';
import { DEFAULT_POLICY, plainDate } from '@boligtrapp/domain';
import { describe, expect, it } from 'vitest';
import { refusalConsequence } from './refusal-consequence.ts';

const ON = plainDate('2026-11-23');

function policyWith(refusals: unknown): PolicyInForce {
  return { id: 'p', name: 'p', contentHash: 'h', content: { ...DEFAULT_POLICY, ...Object({ refusals }) } };
}

describe('the consequence of a refusal', () => {
  it('is a flag where the policy says nothing, or nothing that can be read', () => {
    expect(refusalConsequence(undefined, { count: 1, on: ON })).toBe('flag');
    for (const refusals of [undefined, null, 7, 'drop', [], [{ consequence: 3 }]]) {
      expect(refusalConsequence(policyWith(refusals), { count: 3, on: ON })).toBe('flag');
    }
  });

  it('is that of the last row that is reached, of those that hold on the day', () => {
    const always = { validFrom: null, validTo: null, legalBasis: null };
    const policy = policyWith([
      { ...always, fromRefusal: 3, consequence: 'review-need' },
      { ...always, fromRefusal: 1, consequence: 'none' },
      { ...always, fromRefusal: 2, consequence: 'not-yet', validFrom: '2026-11-24' },
      { ...always, fromRefusal: 2, consequence: 'no-more', validTo: '2026-11-23' },
    ]);
    expect([1, 2, 3, 4].map((count) => refusalConsequence(policy, { count, on: ON }))).toEqual([
      'none',
      'none',
      'review-need',
      'review-need',
    ]);
  });
});
