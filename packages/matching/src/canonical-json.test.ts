import { describe, expect, it } from 'vitest';
import { sha256Hex, toCanonicalJson } from './canonical-json.ts';

describe('toCanonicalJson', () => {
  it('sorts fields by UTF-16 code units, at every depth, and writes numbers in one way', () => {
    expect(toCanonicalJson({ b: [{ z: 1, a: 2 }], a: 1e2, B: -0, '\u{10000}': 1, '\uFFFF': 2 })).toBe(
      '{"B":0,"a":100,"b":[{"a":2,"z":1}],"\u{10000}":1,"\uFFFF":2}',
    );
  });

  it('refuses what has no JSON form', () => {
    expect(() => toCanonicalJson(undefined)).toThrow(TypeError);
    expect(() => toCanonicalJson({ a: Number.NaN })).toThrow(/NaN/);
    expect(() => toCanonicalJson('\uD800')).toThrow(/surrogate/i);
  });
});

describe('sha256Hex', () => {
  it('is the SHA-256 of the canonical text', () => {
    // printf '{"a":1,"b":2}' | sha256sum
    expect(sha256Hex({ b: 2, a: 1 })).toBe(
      '43258cff783fe7036d8a43033f830adfc60ec037382473548ac742b888292777',
    );
  });
});
