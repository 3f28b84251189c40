import { expect, test } from 'vitest';
import { expectedOf, shortageOf, vacanciesToCome } from './shortage.ts';

const step = { track: 'welfare', level: 2, vacant: 3, queue: 10 } as const;
const expected = { track: 'welfare', level: 2, programme: 'ladder' } as const;

test('is those who wait beyond what is vacant and what is expected', () => {
  expect(shortageOf(step, [])).toBe(7);
  expect(shortageOf(step, [expected, expected])).toBe(5);
});

test('counts neither other steps nor programmes with dwellings of their own', () => {
  const others = [
    { ...expected, level: 3 },
    { ...expected, track: 'care' as const },
    { ...expected, programme: 'youth' as const },
  ];
  expect(shortageOf(step, others)).toBe(7);
});

test('is never negative', () => {
  expect(shortageOf({ ...step, queue: 2 }, [expected])).toBe(0);
});

test('counts a dwelling once that is vacant today and in the forecast', () => {
  const vacancies = ['vacant', 'let'].map((dwellingId) => ({ ...expected, dwellingId }));
  const toCome = vacanciesToCome(vacancies, new Set(['vacant']));
  expect(toCome.map(({ dwellingId }) => dwellingId)).toEqual(['let']);
  expect(expectedOf(step, toCome)).toBe(1);
  expect(shortageOf(step, toCome)).toBe(6);
});
