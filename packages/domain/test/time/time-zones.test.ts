import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';

const ZONES = ['UTC', 'Europe/Oslo', 'America/New_York'] as const;
type Zone = (typeof ZONES)[number];

interface Answers {
  readonly zone: string;
  readonly named: Readonly<Record<string, string | number>>;
  readonly everyDay: string;
  readonly leases: string;
  readonly byLocalClock: readonly string[];
}

const script = fileURLToPath(new URL('answers-in-this-zone.ts', import.meta.url));
const answers = new Map<Zone, Answers>();

/** The zone of a process is settled when it starts: each zone has one of its own. */
async function ask(zone: Zone): Promise<Answers> {
  const env = { ...process.env, TZ: zone };
  const { stdout } = await promisify(execFile)(process.execPath, [script], { env });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the script beside this file writes
  return JSON.parse(stdout) as Answers;
}

beforeAll(async () => {
  for (const zone of ZONES) answers.set(zone, await ask(zone));
}, 180_000);

describe.each(ZONES)('with the clock of %s', (zone) => {
  it('the properties hold, and every day from 1970 through 2100 has the answers that it has elsewhere', () => {
    const here = answers.get(zone);
    const elsewhere = answers.get('UTC');
    expect(here?.zone).toBe(zone);
    expect(here?.everyDay).toMatch(/^[0-9a-f]{64}$/);
    expect(here?.everyDay).toBe(elsewhere?.everyDay);
    expect(here?.leases).toMatch(/^[0-9a-f]{64}$/);
    expect(here?.leases).toBe(elsewhere?.leases);
  });

  it('the days on which clocks and calendars turn are what they are', () => {
    expect(answers.get(zone)?.named).toEqual({
      'the day after the night of summer time': '2027-03-29',
      'days over the night of summer time': 2,
      'the day after the night of winter time': '2027-11-01',
      'days over the night of winter time': 2,
      'days over the night of summer time in New York': 2,
      'days over the night of winter time in New York': 2,
      'three months after 30 November': '2027-02-28',
      'three months after 30 November before a leap year': '2028-02-29',
      'a year after 29 February': '2029-02-28',
      'four years after 29 February': '2032-02-29',
      'nine months before 30 November': '2027-02-28',
      'the last of February 2100': '2100-02-28',
      'the last of February 2000': '2000-02-29',
      'the shortest term from 29 February': '2031-02-28',
      'a week after the Monday of week 53': '2027-01-04',
      'days in week 53': 7,
      'the working day at the end of week 53': '2027-01-04',
      'age of a leap child on 28 February': 18,
      'months from 31 January to 28 February': 0,
    });
  });
});

it('a day of 24 hours by the local clock gives other answers elsewhere, so the zones are in force', () => {
  expect(answers.get('UTC')?.byLocalClock).toEqual(['2027-11-01', '2027-11-08']);
  expect(answers.get('Europe/Oslo')?.byLocalClock).toEqual(['2027-10-31', '2027-11-08']);
  expect(answers.get('America/New_York')?.byLocalClock).toEqual(['2027-11-01', '2027-11-07']);
});
