import { expect, test } from 'vitest';
import { every, sleep } from './timers.ts';

test('a sleep that is cut short ends at once, also when it was cut before it began', async () => {
  const cut = new AbortController();
  const asleep = sleep(60_000, cut.signal);
  cut.abort();
  expect(await asleep).toBe(false);
  expect(await sleep(60_000, cut.signal)).toBe(false);
  expect(await sleep(1)).toBe(true);
});

test('a run that fails is told and does not end the repetition', async () => {
  const errors: unknown[] = [];
  let runs = 0;
  const third = Promise.withResolvers<void>();
  const repetition = every(
    1,
    () => {
      runs += 1;
      if (runs === 3) third.resolve();
      throw new Error(`run ${runs}`);
    },
    { onError: (error) => errors.push(error) },
  );
  await third.promise;
  await repetition.stop();
  expect(errors).toHaveLength(runs);
});

test('runs do not overlap, and stop waits for the one under way and lets no other begin', async () => {
  let atOnce = 0;
  let most = 0;
  let runs = 0;
  const begun = Promise.withResolvers<void>();
  const repetition = every(
    1,
    async (signal) => {
      runs += 1;
      atOnce += 1;
      most = Math.max(most, atOnce);
      begun.resolve();
      await sleep(30);
      expect(signal.aborted).toBe(true);
      atOnce -= 1;
    },
    { onError: () => undefined },
  );
  await begun.promise;
  await repetition.stop();
  expect({ most, atOnce, runs }).toEqual({ most: 1, atOnce: 0, runs: 1 });
});
