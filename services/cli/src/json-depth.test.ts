import { describe, expect, it } from 'vitest';
import { isDeeperThan } from './json-depth.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the depth of a document', () => {
  it.each([
    ['1', 0],
    ['[]', 1],
    ['[[],[],{}]', 2],
    ['{"a":[{"b":[]}]}', 4],
    ['["[[[["]', 1],
    [String.raw`["\"[[[","\\",[]]`, 2],
    ['{"æ[":"{ø"}', 1],
  ])('of %s is %i', (text, depth) => {
    expect(isDeeperThan(bytesOf(text), depth)).toBe(false);
    expect(isDeeperThan(bytesOf(text), depth - 1)).toBe(true);
  });
});
