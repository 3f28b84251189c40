import { describe, expect, it } from 'vitest';
import type { LeaseFacts } from '../lease/lease-facts.ts';
import { DEFAULT_ROTATION_WORK } from '../policy/default-rotation-policy.ts';
import { plainDate } from '../time/plain-date.ts';
import { dueNotices, type NoticeFacts, noticeGrounds } from './due-notices.ts';
import { letterKindOf } from './notice-kinds.ts';

const POLICY = DEFAULT_ROTATION_WORK.notices;
const LAST_DAY = plainDate('2026-11-30');

function facts(changes: Partial<NoticeFacts> = {}, lease: Partial<LeaseFacts> = {}): NoticeFacts {
  return {
    lease: {
      id: 'lease',
      start: plainDate('2023-12-01'),
      lastDay: LAST_DAY,
      regime: 'ordinary',
      shortTerm: null,
      signedAt: plainDate('2023-11-20'),
      exceptionsInfoGivenAt: null,
      previousShortTermsSameParties: 0,
      moveRequests: [],
      vacatedOn: null,
      ...lease,
    },
    isReplaced: false,
    decision: null,
    sent: [],
    ...changes,
  };
}

/** A request to move that was sent on a day, as both the lease and the letters have it. */
function requested(...days: readonly string[]): NoticeFacts {
  const sent = days.map((day) => ({ kind: 'move-request' as const, sentOn: plainDate(day) }));
  return facts({ sent }, { moveRequests: sent.map(({ sentOn }) => ({ sentAt: sentOn })) });
}

function dueLines(of: NoticeFacts, on: string): readonly string[] {
  return dueNotices(of, POLICY, plainDate(on)).map(
    ({ kind, sequence, dueOn, ground }) => `${kind} ${sequence} ${dueOn} ${ground}`,
  );
}

// LOV-1999-03-26-17 § 9-2 (3), LOV-1999-03-26-17 § 1-5
describe('the letters that are due', () => {
  it.each([
    ['before nine months', '2026-02-27', []],
    ['nine months before', '2026-02-28', ['expiry-information first 2026-02-28 end-nears']],
    [
      'thirty days before',
      '2026-10-31',
      [
        'expiry-information first 2026-02-28 end-nears',
        'interview-invitation first 2026-05-30 end-nears',
        'move-request first 2026-10-31 no-decision',
      ],
    ],
    ['on the day after the last one', '2026-12-01', []],
    ['a week after the end', '2026-12-07', ['move-request second 2026-12-07 no-decision']],
    ['on the last safe day', '2027-02-28', ['move-request second 2026-12-07 no-decision']],
    ['once the lease has become indefinite', '2027-03-01', []],
  ])('%s', (_, on, lines) => {
    expect(dueLines(facts(), on)).toEqual(lines);
  });

  it('are a second request to move even where one was sent before the end', () => {
    expect(dueLines(requested('2026-11-02'), '2026-11-15')).not.toContain(
      'move-request first 2026-10-31 no-decision',
    );
    expect(dueLines(requested('2026-11-02'), '2026-12-07')).toEqual([
      'move-request second 2026-12-07 no-decision',
    ]);
    // Sent on the last day itself, it is sent before the three months.
    expect(dueLines(requested('2026-11-30'), '2026-12-07')).toHaveLength(1);
    expect(dueLines(requested('2026-12-01'), '2026-12-07')).toEqual([]);
  });

  it('are none where a decision says that the tenant stays, and requests only where they are to leave', () => {
    const decidedOn = plainDate('2026-09-01');
    expect(dueLines(facts({ decision: { outcome: 'stays', decidedOn } }), '2026-11-15')).toEqual([]);
    expect(dueLines(facts({ decision: { outcome: 'leaves', decidedOn } }), '2026-11-15')).toEqual([
      'move-request first 2026-10-31 to-leave',
    ]);
    expect(dueLines(facts({ decision: { outcome: 'stays', decidedOn } }), '2026-08-31')).toHaveLength(2);
  });

  it('are none where the law made the lease indefinite from its first day', () => {
    const shortTerm = { start: plainDate('2026-01-01'), signedAt: plainDate('2026-01-01') };
    expect(dueLines(facts({}, shortTerm), '2026-11-15')).toEqual([]);
  });

  it('are none where the dwelling is empty, and say whether another lease took its place', () => {
    const closed = { vacatedOn: plainDate('2026-11-10') };
    const notice = { kind: 'move-request', sequence: 'first', dueOn: LAST_DAY } as const;
    const grounds = (isReplaced: boolean) => noticeGrounds(facts({ isReplaced }, closed), notice, LAST_DAY);
    expect(grounds(false)).toEqual({ holds: false, because: 'closed' });
    expect(grounds(true)).toEqual({ holds: false, because: 'renewed' });
  });
});

describe('the text of a request to move', () => {
  it('tells that the term is over from the day after the last one', () => {
    expect(letterKindOf('move-request', LAST_DAY, LAST_DAY)).toBe('move-request-before-end');
    expect(letterKindOf('move-request', LAST_DAY, plainDate('2026-12-01'))).toBe('move-request-after-end');
  });
});
