import { expect, test } from 'vitest';
import { createIdSource } from './ids.ts';
import { createLotSource } from './lots.ts';
import { createTokenSource } from './tokens.ts';

test('ids are UUIDs of version 7, all different and in ascending order', () => {
  const ids = createIdSource();
  const drawn = Array.from({ length: 2_000 }, () => ids.next());
  for (const id of drawn)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(drawn.toSorted()).toEqual(drawn);
  expect(new Set(drawn).size).toBe(drawn.length);
});

test('seeds are 64 hexadecimal digits, all different', () => {
  const lots = createLotSource();
  const drawn = Array.from({ length: 100 }, () => lots.seed());
  for (const seed of drawn) expect(seed).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(drawn).size).toBe(drawn.length);
});

test('secrets are 64 hexadecimal digits, all different', () => {
  const tokens = createTokenSource();
  const drawn = Array.from({ length: 100 }, () => tokens.secret());
  for (const secret of drawn) expect(secret).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(drawn).size).toBe(drawn.length);
});
