import { UnsecuredJWT } from 'jose';
import { expect, test } from 'vitest';
import { rememberCallers } from './remember-callers.ts';
import type { VerifiedCaller } from './token-verifier.ts';

const CALLER: VerifiedCaller = { id: 'a', role: 'integration', municipalityId: 'm' };

function tokenUntil(seconds: number, subject = 'a'): string {
  return new UnsecuredJWT({ sub: subject }).setExpirationTime(seconds).encode();
}

function scene(verdict: () => VerifiedCaller | undefined = () => CALLER) {
  let [now, asked] = [1_000_000, 0];
  const verify = rememberCallers(
    async () => {
      asked += 1;
      return await Promise.resolve(verdict());
    },
    () => now,
  );
  return { verify, asked: () => asked, wait: (ms: number) => (now += ms) };
}

test('a token is verified once in half a minute', async () => {
  const { verify, asked, wait } = scene();
  const token = tokenUntil(2_000);
  for (let n = 0; n < 3; n += 1) expect(await verify(token)).toEqual(CALLER);
  expect(asked()).toBe(1);
  wait(30_000);
  await verify(token);
  expect(asked()).toBe(2);
});

test('one that ends before is asked for again at its end', async () => {
  const { verify, asked, wait } = scene();
  const token = tokenUntil(1_010);
  await verify(token);
  wait(10_000);
  await verify(token);
  expect(asked()).toBe(2);
});

test('what is refused is asked for each time, also after it was taken', async () => {
  let verdict: VerifiedCaller | undefined;
  const { verify, asked, wait } = scene(() => verdict);
  const token = tokenUntil(2_000);
  expect(await verify(token)).toBeUndefined();
  expect(await verify(token)).toBeUndefined();
  verdict = CALLER;
  expect(await verify(token)).toEqual(CALLER);
  verdict = undefined;
  wait(30_000);
  expect(await verify(token)).toBeUndefined();
  expect(await verify(token)).toBeUndefined();
  expect(asked()).toBe(5);
});

test('the oldest of very many are verified again', async () => {
  const { verify, asked } = scene();
  for (let n = 0; n <= 1_000; n += 1) await verify(tokenUntil(2_000, `user-${n}`));
  await verify(tokenUntil(2_000, 'user-1000'));
  expect(asked()).toBe(1_001);
  await verify(tokenUntil(2_000, 'user-0'));
  expect(asked()).toBe(1_002);
});
