import { describe, expect, test } from 'vitest';
import { overdueOf } from './check-age.ts';

const now = new Date('2026-11-28T12:00:00Z');
const ask = (pinned: string, times: Readonly<Record<string, string>>) =>
  overdueOf('a-package', pinned, { times, now });

describe('an update that nobody has taken up', () => {
  const times = {
    created: '2020-01-01T00:00:00Z',
    modified: '2026-11-01T00:00:00Z',
    '1.2.9': '2026-01-01T00:00:00Z',
    '1.2.10': '2026-08-01T00:00:00Z',
    '1.3.0': '2026-11-01T00:00:00Z',
  };

  test('is overdue when the first release after the pinned one has been there for over 90 days', () => {
    expect(ask('1.2.9', times)).toEqual({ name: 'a-package', pinned: '1.2.9', next: '1.2.10', days: 119 });
    expect(ask('1.2.10', times)).toBeUndefined();
    expect(ask('1.3.0', times)).toBeUndefined();
  });

  test('is not what came before a release, or begins another major version', () => {
    const others = { '1.4.0-beta.1': '2026-01-01T00:00:00Z', '2.0.0': '2026-01-01T00:00:00Z' };
    expect(ask('1.3.0', others)).toBeUndefined();
  });
});
