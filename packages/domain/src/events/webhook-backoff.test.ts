import { expect, it } from 'vitest';
import { WEBHOOK_ATTEMPTS, waitAfterFailure } from './webhook-backoff.ts';

it('waits longer after each failure, more than a day altogether, and then no more', () => {
  const waits = Array.from({ length: WEBHOOK_ATTEMPTS - 1 }, (_, index) => waitAfterFailure(index + 1) ?? 0);
  expect(waits.every((wait, index) => wait > (waits[index - 1] ?? 0))).toBe(true);
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(86_400);
  expect(waitAfterFailure(WEBHOOK_ATTEMPTS)).toBeUndefined();
});
