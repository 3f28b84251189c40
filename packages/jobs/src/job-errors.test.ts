import { describe, expect, it } from 'vitest';
import { toErrorCode, toGivenUpCode, toStackFrames } from './job-errors.ts';

const canary = 'Kari 17872312345';

describe('toErrorCode', () => {
  it.each([
    ['an SQLSTATE', Object.assign(new Error(canary), { code: '23505' }), '23505'],
    ['a Node code', Object.assign(new Error(canary), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
    ['a domain code', Object.assign(new Error(canary), { code: 'round.not-found' }), 'round.not-found'],
    ['a code that is a sentence', Object.assign(new Error(canary), { code: canary }), 'Error'],
    ['a class name', new TypeError(canary), 'TypeError'],
    ['a name that is a sentence', Object.assign(new Error(canary), { name: canary }), 'Error'],
    ['no error at all', canary, 'not-an-error'],
  ])('gives a code for %s and never the message', (_what, error, code) => {
    expect(toErrorCode(error)).toBe(code);
  });
});

describe('toGivenUpCode', () => {
  it.each([
    ['our wrapper', new Error('round.not-found'), 'round.not-found'],
    [
      'a job that kills its workers',
      new Error('job stalled more than allowable limit'),
      'job.stalled-too-often',
    ],
    ['the store itself', Object.assign(new Error(`terminating ${canary}`), { code: '57P01' }), '57P01'],
  ])('gives the code of %s', (_what, error, code) => {
    expect(toGivenUpCode(error)).toBe(code);
  });
});

describe('toStackFrames', () => {
  it('tells where, without the message', () => {
    const frames = toStackFrames(new Error(canary));
    expect(frames.length).toBeGreaterThan(0);
    expect(frames.join('\n')).toContain('job-errors.test.ts');
    expect(frames.join('\n')).not.toContain('Kari');
  });

  it('drops a message that looks like frames', () => {
    const frames = toStackFrames(new Error(`row\n  at ${canary}`));
    expect(frames.length).toBeGreaterThan(0);
    expect(frames.join('\n')).not.toContain('Kari');
  });

  it('gives nothing when message and stack do not match', () => {
    const error = new Error('first');
    void error.stack;
    error.message = canary;
    expect(toStackFrames(error)).toEqual([]);
  });
});
