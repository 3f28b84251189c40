import { describe, expect, it } from 'vitest';
import { isLevel, isStaffedEnough, LEVELS, PROGRAMMES, STAFFINGS, STEPS, TRACKS } from './ladder.ts';

describe('the ladders', () => {
  it('are two of five steps each, welfare first and the lowest first', () => {
    expect(STEPS.map(({ track, level }) => `${track} ${level}`)).toEqual([
      ...[1, 2, 3, 4, 5].map((level) => `welfare ${level}`),
      ...[1, 2, 3, 4, 5].map((level) => `care ${level}`),
    ]);
    expect([TRACKS, LEVELS, PROGRAMMES[0]]).toEqual([['welfare', 'care'], [1, 2, 3, 4, 5], 'ladder']);
  });

  it.each([
    [1, true],
    [5, true],
    [0, false],
    [6, false],
    [2.5, false],
    [-1, false],
    [Number.NaN, false],
    [Number.POSITIVE_INFINITY, false],
  ])('%d is a level: %j', (value, expected) => {
    expect(isLevel(value)).toBe(expected);
  });

  it('have as much staffing as needed from the same kind on', () => {
    const enough = STAFFINGS.map((offered) => STAFFINGS.map((needed) => isStaffedEnough(offered, needed)));
    expect(enough).toEqual([
      [true, false, false, false],
      [true, true, false, false],
      [true, true, true, false],
      [true, true, true, true],
    ]);
  });
});
