import { expect, it } from 'vitest';
import { assertRoundFits, MOST_PAIRS } from './round-size.ts';

function ofSize(households: number, dwellings: number): Parameters<typeof assertRoundFits>[0] {
  return { households: { length: households }, dwellings: { length: dwellings } };
}

it('takes a city and all up to the limit, which is inclusive', () => {
  assertRoundFits(ofSize(2_000, 1_200));
  assertRoundFits(ofSize(MOST_PAIRS / 1_000, 1_000));
  assertRoundFits(ofSize(MOST_PAIRS + 1, 0));
});

it('refuses one pair more, and says how many there are', () => {
  expect(() => assertRoundFits(ofSize(MOST_PAIRS + 1, 1))).toThrow(
    expect.objectContaining({
      code: 'round.too-large',
      details: { facts: { households: MOST_PAIRS + 1, dwellings: 1, mostPairs: MOST_PAIRS } },
    }),
  );
});
