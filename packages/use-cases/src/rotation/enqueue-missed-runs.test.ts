import { addDays, plainDate } from '@boligtrapp/domain';
import { expect, it } from 'vitest';
import { missedDates, NIGHTLY_SCHEDULER } from './enqueue-missed-runs.ts';

type Run = Parameters<typeof missedDates>[0][number];

/** A run of the scheduler. */
function night(runOn: string, state: Run['state'] = 'done'): Run {
  return { runOn: plainDate(runOn), state, requestedBy: NIGHTLY_SCHEDULER };
}

/** A run that someone asked for. */
function asked(runOn: string, state: Run['state'] = 'done'): Run {
  return { ...night(runOn, state), requestedBy: 'leader-1' };
}

it.each<[string, readonly Run[], string, readonly string[]]>([
  ['nothing was ever run', [], '2026-11-23', ['2026-11-23']],
  ['only a run that did not finish', [asked('2026-11-20', 'failed')], '2026-11-23', ['2026-11-23']],
  ['the night is done', [night('2026-11-23')], '2026-11-23', []],
  ['a later one is done', [asked('2026-11-24')], '2026-11-23', []],
  ['one night', [night('2026-11-22')], '2026-11-23', ['2026-11-23']],
  ['nobody was there', [night('2028-02-27')], '2028-03-01', ['2028-02-28', '2028-02-29', '2028-03-01']],
  [
    'the first run was asked for',
    [asked('2026-11-20')],
    '2026-11-23',
    ['2026-11-21', '2026-11-22', '2026-11-23'],
  ],
  [
    'a night failed',
    [night('2026-11-23'), night('2026-11-22', 'failed'), night('2026-11-21')],
    '2026-11-23',
    ['2026-11-22'],
  ],
  [
    'a later one was asked for while nobody was there',
    [asked('2026-11-23'), night('2026-11-20')],
    '2026-11-24',
    ['2026-11-21', '2026-11-22', '2026-11-24'],
  ],
  [
    'a night still waits',
    [night('2026-11-22', 'queued'), night('2026-11-21', 'running')],
    '2026-11-23',
    ['2026-11-21', '2026-11-22', '2026-11-23'],
  ],
  [
    'a look at the past was asked for',
    [night('2026-11-22'), asked('2020-01-01')],
    '2026-11-23',
    ['2026-11-23'],
  ],
])('owes, when %s', (_, runs, lastNight, expected) => {
  expect(missedDates(runs, plainDate(lastNight))).toEqual(expected);
});

it('catches up the last 400 nights and no more', () => {
  const lastNight = plainDate('2026-11-23');
  const dates = missedDates([night('2020-01-01')], lastNight);
  expect(dates).toHaveLength(400);
  expect([dates[0], dates.at(-1)]).toEqual([addDays(lastNight, -399), lastNight]);
});

it('owes nothing for nights that lie too far back to be read', () => {
  const lastNight = plainDate('2026-11-23');
  const read = Array.from({ length: 800 }, (_, index) => night(addDays(lastNight, -index)));
  expect(missedDates(read, lastNight)).toEqual([]);
});
