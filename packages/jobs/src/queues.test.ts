import { jobPayloadSchemas } from '@boligtrapp/contracts';
import { describe, expect, it } from 'vitest';
import { InvalidJobPayloadError } from './job-errors.ts';
import { backoffMs } from './pause.ts';
import { assertJob, JOB_OPTIONS, QUEUE_NAMES } from './queues.ts';

const ids = {
  municipalityId: '0190a5f2-7c11-7b42-9d3e-0a1b2c3d4e5f',
  roundId: '0190a5f2-7c11-7b42-9d3e-0a1b2c3d4e60',
};

describe('assertJob', () => {
  it('gives the queue of a job of the contract', () => {
    expect(assertJob('rounds', 'solve-round', ids)).toBe('rounds');
  });

  it.each([
    ['job.queue-unknown', 'mail', 'solve-round', ids],
    ['job.kind-unknown', 'rounds', 'solve', ids],
    ['job.payload-invalid', 'rounds', 'solve-round', { ...ids, name: 'Kari' }],
  ])('refuses with %s and repeats no value', (code, queue, kind, payload) => {
    expect(() => assertJob(queue, kind, payload)).toThrow(
      new InvalidJobPayloadError('payload-invalid').constructor,
    );
    try {
      assertJob(queue, kind, payload);
    } catch (error) {
      expect(error).toMatchObject({ code, message: code });
    }
  });
});

describe('the queues', () => {
  it('are those of the contract', () => {
    expect([...QUEUE_NAMES].toSorted()).toEqual(Object.keys(jobPayloadSchemas).toSorted());
  });

  it('keep trying for longer than ten minutes, and never wait longer than one', () => {
    const delays = Array.from({ length: JOB_OPTIONS.attempts - 1 }, (_, index) =>
      backoffMs(index + 1, 1_000, 60_000),
    );
    expect(delays.slice(0, 7)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000]);
    expect(Math.max(...delays)).toBe(60_000);
    expect(delays.reduce((sum, delay) => sum + delay, 0)).toBeGreaterThan(600_000);
  });
});
