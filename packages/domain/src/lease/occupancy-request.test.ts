import { expect, test } from 'vitest';
import { plainDate } from '../time/plain-date.ts';
import { occupancyAnswerDueOn, occupancyStateOn } from './occupancy-request.ts';

const RECEIVED = plainDate('2026-10-15');

function stateOn(on: string, answered?: readonly [string, 'approved' | 'refused']): string {
  const [answeredOn, answer] = answered ?? [null, null];
  return occupancyStateOn(
    { receivedOn: RECEIVED, answeredOn: answeredOn === null ? null : plainDate(answeredOn), answer },
    plainDate(on),
  );
}

test('LOV-1999-03-26-17 § 7-6: silence is consent from the day after the month on', () => {
  // 15 November 2026 is a Sunday: LOV-1999-03-26-17 § 1-6 moves the end to the Monday.
  expect(occupancyAnswerDueOn(RECEIVED)).toBe('2026-11-16');
  expect(stateOn('2026-11-16')).toBe('pending');
  expect(stateOn('2026-11-17')).toBe('approved-by-silence');
});

test('LOV-1999-03-26-17 § 7-1: an answer on the last day is in time, a refusal after it is not', () => {
  expect(stateOn('2026-11-16', ['2026-11-16', 'refused'])).toBe('refused');
  expect(stateOn('2027-05-01', ['2026-11-16', 'refused'])).toBe('refused');
  expect(stateOn('2026-11-17', ['2026-11-17', 'refused'])).toBe('approved-by-silence');
  expect(stateOn('2026-11-17', ['2026-11-17', 'approved'])).toBe('approved');
});

test('an answer is not known before the day it was given', () => {
  expect(stateOn('2026-11-01', ['2026-11-02', 'approved'])).toBe('pending');
});
