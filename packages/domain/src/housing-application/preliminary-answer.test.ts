import { expect, test } from 'vitest';
import { plainDate } from '../time/plain-date.ts';
import { preliminaryAnswerDueOn } from './preliminary-answer.ts';

test('LOV-1967-02-10 § 11 a: a preliminary answer is due within a month of receipt', () => {
  expect(preliminaryAnswerDueOn(plainDate('2026-11-10'))).toBe('2026-12-10');
  expect(preliminaryAnswerDueOn(plainDate('2026-10-31'))).toBe('2026-11-30');
});
