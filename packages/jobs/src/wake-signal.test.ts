import { describe, expect, it } from 'vitest';
import { createWakeSignal } from './wake-signal.ts';

const never = new AbortController().signal;

describe('createWakeSignal', () => {
  it('ends a sleep at once', async () => {
    const signal = createWakeSignal();
    const slept = signal.sleep(60_000, never);
    signal.wake();
    await slept;
  });

  it('loses no call that came while nobody slept', async () => {
    const signal = createWakeSignal();
    signal.wake();
    await signal.sleep(60_000, never);
  });

  it('is used up by one sleep', async () => {
    const signal = createWakeSignal();
    signal.wake();
    await signal.sleep(60_000, never);
    let slept = false;
    const second = signal.sleep(60_000, never).then(() => (slept = true));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(slept).toBe(false);
    signal.wake();
    await second;
  });

  it('ends when stopped', async () => {
    const stopping = new AbortController();
    const slept = createWakeSignal().sleep(60_000, stopping.signal);
    stopping.abort();
    await slept;
  });
});
