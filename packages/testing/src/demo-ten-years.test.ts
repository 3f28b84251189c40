import {
  dayAfter,
  evaluateLease,
  LEASE_STATES,
  type LeaseChange,
  type LeaseFacts,
  type LeaseState,
  leaseChangeBetween,
  type PlainDateString,
  plainDate,
} from '@boligtrapp/domain';
import { describe, expect, it } from 'vitest';
import { demoLeaseFacts } from './demo/demo-facts.ts';
import { generateDemo } from './demo/generate-demo.ts';

const ON = plainDate('2026-11-22');
const FROM = plainDate('2021-11-22');
const THROUGH = plainDate('2031-11-22');
const DAYS = 3_653;

function shifted(date: string, duration: Temporal.DurationLike): string {
  return Temporal.PlainDate.from(date).add(duration).toString();
}

/** What the law makes of the term, told from the facts alone and once for the lease: all is given by its first day. */
function termOf(lease: LeaseFacts): 'fixed' | 'none' | 'without-basis' | 'repeated' {
  const { lastDay, start, shortTerm, signedAt } = lease;
  if (lastDay === null) return 'none';
  if (lastDay >= shifted(shifted(start, { years: 3 }), { days: -1 })) return 'fixed';
  const isPublic = lease.regime === 'public-11-1';
  const paper = isPublic ? lease.exceptionsInfoGivenAt : (shortTerm?.reasonGivenAt ?? null);
  const isGround = (shortTerm?.basis === 'special-reasons') === isPublic;
  if (shortTerm === null || !isGround || paper === null || paper > signedAt) return 'without-basis';
  const isRepeated = isPublic && lease.previousShortTermsSameParties > 0 && !shortTerm.weighty;
  return isRepeated ? 'repeated' : 'fixed';
}

/** For each legal state whether a lease is in it on a day, each told apart from the others. */
function statesOf(lease: LeaseFacts): Readonly<Record<LeaseState, (day: string) => boolean>> {
  const { start } = lease;
  const lastDay = lease.lastDay ?? start;
  const vacatedOn = lease.vacatedOn ?? '9999-12-31';
  const isFixed = termOf(lease) === 'fixed';
  const window = shifted(lastDay, { months: -9 });
  const safeDay = shifted(lastDay, { months: 3 });
  const lives = (day: string): boolean => start <= day && day < vacatedOn;
  const [askedOn = '9999-12-31'] = lease.moveRequests
    .map(({ sentAt }) => sentAt)
    .filter((sentAt) => lastDay < sentAt && sentAt <= safeDay)
    .toSorted();
  const isOver = (day: string): boolean => isFixed && lives(day) && lastDay < day;
  return {
    upcoming: (day) => day < start && day < vacatedOn,
    active: (day) => isFixed && lives(day) && day <= lastDay && day < window,
    'review-window': (day) => isFixed && lives(day) && day <= lastDay && window <= day,
    holdover: (day) => isOver(day) && day <= safeDay && day < askedOn,
    'move-requested': (day) => isOver(day) && askedOn <= day,
    indefinite: (day) => (isFixed ? isOver(day) && safeDay < day && askedOn > safeDay : lives(day)),
    vacated: (day) => vacatedOn <= day,
  };
}

/** The only day, and term, in which the law lets a lease pass into *indefinite* in each way. */
const WAYS: Partial<Record<LeaseChange, (lease: LeaseFacts) => readonly [string, string]>> = {
  'begin-without-end': ({ start }) => ['none', start],
  'begin-without-basis': ({ start }) => ['without-basis', start],
  'begin-repeated-short-term': ({ start }) => ['repeated', start],
  'pass-last-safe-day': ({ lastDay }) => [
    'fixed',
    shifted(shifted(lastDay ?? '', { months: 3 }), { days: 1 }),
  ],
};

interface Course {
  readonly changes: readonly (readonly [LeaseChange | undefined, LeaseState, PlainDateString])[];
  readonly wrongDays: readonly string[];
  readonly dayCount: number;
}

function liveThrough(lease: LeaseFacts): Course {
  const isIn = statesOf(lease);
  const changes: [LeaseChange | undefined, LeaseState, PlainDateString][] = [];
  const wrongDays: string[] = [];
  let dayCount = 0;
  let before = evaluateLease(lease, FROM);
  for (let day = FROM; day <= THROUGH; day = dayAfter(day)) {
    const today = evaluateLease(lease, day);
    const held = LEASE_STATES.filter((state) => isIn[state](day));
    if (held.length !== 1 || held[0] !== today.state)
      wrongDays.push(`${day}: ${today.state}, ${held.join()}`);
    const change = leaseChangeBetween(before, today);
    if (change !== null) changes.push([change, today.state, day]);
    dayCount += 1;
    before = today;
  }
  return { changes, wrongDays, dayCount };
}

describe('ten years of the demo', () => {
  const courses = new Map<LeaseFacts, Course>();

  it('have every lease in exactly one legal state on every day', { timeout: 300_000 }, () => {
    for (const lease of demoLeaseFacts(generateDemo({ seed: 1, on: ON }))) {
      courses.set(lease, liveThrough(lease));
    }
    expect(courses.size).toBeGreaterThan(1_000);
    for (const { dayCount, wrongDays } of courses.values()) {
      expect(wrongDays).toEqual([]);
      expect(dayCount).toBe(DAYS);
    }
  });

  it('know no other ways into indefinite than those of the law, and none out of it but that somebody moves', () => {
    const counts = new Map<string, number>();
    for (const [lease, { changes }] of courses) {
      for (const [index, [change, state, day]] of changes.entries()) {
        expect(change, `${lease.id} ${day}: ${state}`).toBeDefined();
        counts.set(change ?? '', (counts.get(change ?? '') ?? 0) + 1);
        const way = WAYS[change ?? 'begin'];
        expect(state === 'indefinite', `${change}`).toBe(way !== undefined);
        if (way !== undefined) expect(way(lease)).toEqual([termOf(lease), day]);
        if (state === 'indefinite') expect(changes[index + 1]?.[1] ?? 'vacated').toBe('vacated');
      }
    }
    for (const way of Object.keys(WAYS)) expect(counts.get(way) ?? 0, way).toBeGreaterThan(0);
  });
});
