import { plainDate } from '@boligtrapp/domain';
import { describe, expect, it } from 'vitest';
import { writeOutDate, writeOutTime } from './written-date.ts';

describe('a written date', () => {
  it.each([
    ['2026-11-30', 'nb', '30. november 2026'],
    ['2027-03-01', 'nn', '1. mars 2027'],
    ['2027-10-09', 'en', '9 October 2027'],
  ] as const)('%s in %s is %s', (date, language, text) => {
    expect(writeOutDate(plainDate(date), language)).toBe(text);
  });
});

describe('a written time', () => {
  it.each([
    ['nb', '10:00', 'tirsdag 12. mai 2026 klokka 10'],
    ['nn', '08:05', 'tysdag 12. mai 2026 klokka 8.05'],
  ] as const)('in %s at %s is %s', (language, at, text) => {
    expect(writeOutTime({ on: plainDate('2026-05-12'), at }, language)).toBe(text);
  });
});
