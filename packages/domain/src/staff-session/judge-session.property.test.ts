import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { CONFIRMATION_OVERDUE_MS, judgeSession, type SessionTimes } from './judge-session.ts';

const START = Temporal.Instant.from('2026-11-28T08:00:00Z').epochMilliseconds;
const IDLE_MS = 30 * 60_000;
const DAY_MS = 24 * 3_600_000;

function at(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(START + ms).toString({ smallestUnit: 'millisecond' });
}

const offset = fc.integer({ min: 0, max: DAY_MS });
const cases = fc.record({ used: offset, confirmed: offset, expires: offset, now: offset });
type Case = Readonly<Record<'used' | 'confirmed' | 'expires' | 'now', number>>;

function timesOf({ used, confirmed, expires }: Case): SessionTimes {
  return { state: 'active', usedAt: at(used), confirmedAt: at(confirmed), expiresAt: at(expires) };
}

function mayGoOn(found: Case): boolean {
  const { kind } = judgeSession(timesOf(found), at(found.now), { idleMs: IDLE_MS });
  return kind === 'usable' || kind === 'confirmation-due';
}

test('nobody goes on for sixty seconds after the last answer of the identity provider', () => {
  fc.assert(
    fc.property(cases, (found) => {
      if (!mayGoOn(found)) return;
      expect(found.now - found.confirmed).toBeLessThan(CONFIRMATION_OVERDUE_MS);
      expect(found.now).toBeGreaterThanOrEqual(found.confirmed);
    }),
  );
});

test('a session ends when it is idle and at its end, however often it is confirmed', () => {
  fc.assert(
    fc.property(cases, (found) => {
      if (!mayGoOn(found)) return;
      expect(found.now - found.used).toBeLessThanOrEqual(IDLE_MS);
      expect(found.now).toBeLessThan(found.expires);
    }),
  );
});

test('what is over stays over as time goes on, while nothing is noted', () => {
  fc.assert(
    fc.property(cases, fc.integer({ min: 0, max: DAY_MS }), (found, later) => {
      const judge = (now: number): string => judgeSession(timesOf(found), at(now), { idleMs: IDLE_MS }).kind;
      if (judge(found.now) === 'over') expect(judge(found.now + later)).toBe('over');
    }),
  );
});

test.each<[string, Partial<Case>, string]>([
  ['just confirmed', {}, 'usable'],
  ['44.999 s after the answer', { now: 44_999 }, 'usable'],
  ['45 s after the answer', { now: 45_000 }, 'confirmation-due'],
  ['59.999 s after the answer', { now: 59_999 }, 'confirmation-due'],
  ['60 s after the answer', { now: 60_000 }, 'confirmation-overdue'],
  ['an answer that is to come', { confirmed: 1 }, 'confirmation-overdue'],
  ['idle to the millisecond', { confirmed: IDLE_MS, now: IDLE_MS }, 'usable'],
  ['idle for longer', { confirmed: IDLE_MS, now: IDLE_MS + 1 }, 'over'],
  ['at its end', { used: DAY_MS, confirmed: DAY_MS, now: DAY_MS }, 'over'],
])('%s', (_name, changes, kind) => {
  const found = { used: 0, confirmed: 0, expires: DAY_MS, now: 0, ...changes };
  expect(judgeSession(timesOf(found), at(found.now), { idleMs: IDLE_MS }).kind).toBe(kind);
});

test('an ended session is over, whatever its times say', () => {
  const session = { ...timesOf({ used: 0, confirmed: 0, expires: DAY_MS, now: 0 }), state: 'ended' as const };
  expect(judgeSession(session, at(0), { idleMs: IDLE_MS })).toEqual({ kind: 'over', because: 'ended' });
});
