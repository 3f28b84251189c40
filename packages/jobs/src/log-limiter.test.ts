import { describe, expect, it } from 'vitest';
import type { LogFields } from './job-log.ts';
import { createLogLimiter } from './log-limiter.ts';

function aLimiter(): {
  limiter: ReturnType<typeof createLogLimiter>;
  lines: LogFields[];
  at: (ms: number) => void;
} {
  let now = 0;
  const lines: LogFields[] = [];
  const limiter = createLogLimiter({
    maxPerSecond: 10,
    nowMs: () => now,
    write: (fields) => lines.push(fields),
  });
  return { limiter, lines, at: (ms) => (now = ms) };
}

describe('createLogLimiter', () => {
  it('lets ten lines through in a second and tells how many it held back', () => {
    const { limiter, lines, at } = aLimiter();
    for (let n = 0; n < 1_000; n += 1) limiter.write({ n }, 'error');
    expect(lines).toHaveLength(10);
    at(1_000);
    limiter.write({ n: 1_000 }, 'error');
    expect(lines.at(-1)).toEqual({ n: 1_000, suppressed: 990 });
    limiter.write({ n: 1_001 }, 'error');
    expect(lines.at(-1)).toEqual({ n: 1_001 });
  });

  it('never lets more than ten through in one window however long the storm', () => {
    const { limiter, lines, at } = aLimiter();
    for (let ms = 0; ms < 10_000; ms += 1) {
      at(ms);
      limiter.write({ ms }, 'error');
    }
    expect(lines).toHaveLength(100);
  });

  it('tells what is left when the storm is over, once', () => {
    const { limiter, lines } = aLimiter();
    for (let n = 0; n < 12; n += 1) limiter.write({ n }, 'error');
    limiter.flush();
    limiter.flush();
    expect(lines.slice(10)).toEqual([{ suppressed: 2 }]);
  });

  it('is not silenced by a clock that is set back', () => {
    const { limiter, lines, at } = aLimiter();
    at(1_000_000);
    for (let n = 0; n < 20; n += 1) limiter.write({ n }, 'error');
    at(500_000);
    limiter.write({ n: 20 }, 'error');
    expect(lines).toHaveLength(11);
  });
});
