import { describe, expect, it, test } from 'vitest';
import { plainDate } from '../time/plain-date.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import { findAgainstLaw, LAW_FIGURES } from './law-figures.ts';
import type { PolicyContent, RefusalConsequence } from './policy-content.ts';
import { LATER_POLICY_KEYS, readPolicy, refusalConsequence } from './read-policy.ts';

/** A set as it was written before the later groups and reasons. */
function anOldSet(): PolicyContent {
  const { refusals: _r, waivableRules: _w, leaseTermMonths: _l, mostExtraLoad: _m, ...rest } = DEFAULT_POLICY;
  const { sources, ...groups } = rest;
  const { refusals: _rs, waivableRules: _ws, leaseTermMonths: _ls, mostExtraLoad: _ms, ...old } = sources;
  const { unit, source } = old.caps;
  return { ...groups, sources: { ...old, caps: { unit, source } } };
}

describe('reading a policy', () => {
  it('fills in what an older set lacks, with the source of the default, and touches nothing else', () => {
    const old = anOldSet();
    const before = JSON.stringify(old);
    const complete = readPolicy(old);
    for (const key of LATER_POLICY_KEYS) {
      expect(complete[key]).toEqual(DEFAULT_POLICY[key]);
      expect(complete.sources[key]).toEqual(DEFAULT_POLICY.sources[key]);
    }
    expect(complete.sources.caps).toEqual(old.sources.caps);
    expect(JSON.stringify(old)).toBe(before);
  });

  it('leaves a complete set as it is, zero and nothing among its figures', () => {
    const content = { ...DEFAULT_POLICY, mostExtraLoad: 0, refusals: [] };
    expect(readPolicy(content)).toEqual(content);
  });
});

function row(fields: Partial<RefusalConsequence>): RefusalConsequence {
  const always = {
    validFrom: null,
    validTo: null,
    fromRefusal: 1,
    consequence: 'none',
    legalBasis: null,
  } as const;
  return { ...always, ...fields };
}

describe('the consequence of a refusal', () => {
  const refusals = [
    row({ validTo: plainDate('2027-01-01') }),
    row({ validFrom: plainDate('2027-01-01'), consequence: 'flag' }),
    row({
      validFrom: plainDate('2027-01-01'),
      fromRefusal: 3,
      consequence: 'review-need',
      legalBasis: 'local',
    }),
  ];

  test.for([
    ['2026-12-31', 9, 'none'],
    ['2027-01-01', 1, 'flag'],
    ['2027-01-01', 2, 'flag'],
    ['2027-01-01', 3, 'review-need'],
    ['2030-01-01', 7, 'review-need'],
  ] as const)('on %s the refusal number %i leads to %s', ([on, count, consequence]) => {
    const found = refusalConsequence({ ...DEFAULT_POLICY, refusals }, { count, on: plainDate(on) });
    expect(found.consequence).toBe(consequence);
  });

  it('is a flag where the table says nothing', () => {
    const on = plainDate('2026-11-28');
    expect(refusalConsequence({ ...DEFAULT_POLICY, refusals: [] }, { count: 1, on }).consequence).toBe(
      'flag',
    );
    expect(refusalConsequence(anOldSet(), { count: 5, on }).consequence).toBe('flag');
  });
});

describe('@law LOV-1999-03-26-17 § 9-2 (3) and § 9-3 (1): what law gives', () => {
  it('is no figure of a policy', () => {
    expect(findAgainstLaw(DEFAULT_POLICY)).toBeUndefined();
    for (const { name, value, lawRef } of LAW_FIGURES) {
      const top = { ...DEFAULT_POLICY, [name]: value };
      expect(findAgainstLaw(top)).toEqual({ field: name, lawRef });
      const deep = { ...DEFAULT_POLICY, rotation: { ...DEFAULT_POLICY.rotation, [name]: value } };
      expect(findAgainstLaw(deep)).toEqual({ field: `rotation/${name}`, lawRef });
    }
  });

  test.for([
    [35, true],
    [36, false],
    [60, false],
  ] as const)('a usual term of %i months is against it: %s', ([leaseTermMonths, isAgainst]) => {
    expect(findAgainstLaw({ ...DEFAULT_POLICY, leaseTermMonths }) !== undefined).toBe(isAgainst);
  });
});
