import { expect, it } from 'vitest';
import { AmbiguousValueError, createValueMap } from './value-map.ts';

const PAIR = { field: 'disposisjonsform', ours: 'owned', kobos: 'A' };

it('knows pairs in both directions, and asks what it does not know', () => {
  const map = createValueMap([PAIR]);
  expect(map.toKobo('disposisjonsform', 'owned')).toEqual({ kind: 'known', value: 'A' });
  expect(map.toOurs('disposisjonsform', 'A')).toEqual({ kind: 'known', value: 'owned' });
  expect(map.toOurs('eieform', 'A')).toEqual({
    kind: 'open',
    question: { field: 'eieform', side: 'kobo', value: 'A' },
  });
});

it.each([
  { ...PAIR, kobos: 'B' },
  { ...PAIR, ours: 'leased-in' },
])('refuses a value with two partners', (second) => {
  expect(() => createValueMap([PAIR, second])).toThrow(AmbiguousValueError);
});
