import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from './default-policy.ts';

const { format: _, sources, ...groups } = DEFAULT_POLICY;

/** Every number in a value, however deep. */
function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}

describe('the default policy', () => {
  it('says for every group of figures in which unit they are and where they come from, and for nothing else', () => {
    expect(Object.keys(sources).toSorted()).toEqual(Object.keys(groups).toSorted());
  });

  it.each(Object.entries(sources))('%s has a unit and a source in words', (_, { unit, source }) => {
    for (const text of [unit, source]) {
      expect(text).toBe(text.trim());
      expect(text).toMatch(/[a-z]{2}/);
    }
    // A source that only names the group again says nothing.
    expect(source.split(' ').length).toBeGreaterThanOrEqual(5);
  });

  it('claims of no figure of its own that it is the law', () => {
    const local = [sources.loadWeights, sources.caps, sources.rotation, sources.meetings, sources.offers];
    for (const { source } of local) expect(source).toContain('The law gives no figure.');
  });

  it('has whole figures of 0 or more, and shares of at most the whole', () => {
    const all = numbersIn(groups);
    expect(all.length).toBeGreaterThan(30);
    expect(all.filter((figure) => !Number.isSafeInteger(figure) || figure < 0)).toEqual([]);
    expect(groups.caps.cautionShareBasisPoints).toBeLessThanOrEqual(10_000);
    expect(groups.caps.softShareBasisPoints).toBeLessThanOrEqual(10_000);
  });

  it('weighs a higher level more, and asks for notices within the review window', () => {
    for (const weights of Object.values(groups.loadWeights)) {
      expect(weights).toEqual(weights.toSorted((a, b) => a - b));
      expect(new Set(weights).size).toBe(5);
    }
    const { noticeMonths, reviewWindowMonths } = groups.rotation;
    expect(noticeMonths).toEqual(noticeMonths.toSorted((a, b) => b - a));
    expect(noticeMonths.filter((months) => months > reviewWindowMonths)).toEqual([]);
  });

  it('survives being written and read', () => {
    expect(JSON.parse(JSON.stringify(DEFAULT_POLICY))).toEqual(DEFAULT_POLICY);
  });
});
