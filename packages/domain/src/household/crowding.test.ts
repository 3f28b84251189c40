import { describe, expect, test } from 'vitest';
import { isCrowded } from './crowding.ts';

describe('a crowded dwelling', () => {
  test.each([
    [{ persons: 1, rooms: 1, areaM2: 19 }, true],
    [{ persons: 1, rooms: 1, areaM2: 20 }, false],
    [{ persons: 1, rooms: 2, areaM2: 15 }, false],
    [{ persons: 2, rooms: 2, areaM2: 30 }, false],
    [{ persons: 3, rooms: 2, areaM2: 59 }, true],
    [{ persons: 3, rooms: 2, areaM2: 60 }, false],
    [{ persons: 4, rooms: 4, areaM2: 50 }, false],
  ])('%j: %s', (figures, crowded) => {
    expect(isCrowded(figures)).toBe(crowded);
  });
});
