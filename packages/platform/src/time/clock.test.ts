import { expect, test } from 'vitest';
import { createSystemClock } from './clock.ts';

function clockAt(instant: string): ReturnType<typeof createSystemClock> {
  return createSystemClock(() => Temporal.Instant.from(instant));
}

test.for([
  ['2026-12-31T22:59:59.999Z', '2026-12-31'],
  ['2026-12-31T23:00:00Z', '2027-01-01'],
  ['2027-06-30T21:59:59Z', '2027-06-30'],
  ['2027-06-30T22:00:00Z', '2027-07-01'],
  // The hour that comes twice, and the one that is left out.
  ['2026-10-25T00:30:00Z', '2026-10-25'],
  ['2027-03-28T01:00:00Z', '2027-03-28'],
])('at %s it is %s in Norway', ([instant = '', date]) => {
  expect(clockAt(instant).today()).toBe(date);
});

test('instants have one form, so that they sort as text', () => {
  expect(clockAt('2027-01-01T00:00:00Z').now()).toBe('2027-01-01T00:00:00.000Z');
  expect(clockAt('2027-01-01T00:00:00.123999999Z').now()).toBe('2027-01-01T00:00:00.123Z');
});

test('the system clock tells the present', () => {
  const before = Date.now();
  const now = Date.parse(createSystemClock().now());
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now());
});
