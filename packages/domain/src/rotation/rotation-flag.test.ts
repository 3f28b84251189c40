import { describe, expect, it } from 'vitest';
import { evaluateLease } from '../lease/evaluate-lease.ts';
import type { LeaseFacts } from '../lease/lease-facts.ts';
import type { LeaseStateDetails, LeaseStatus } from '../lease/lease-status.ts';
import { plainDate } from '../time/plain-date.ts';
import { ROTATION_FLAG_KINDS, type RotationFlag, rotationFlags, rotationUrgency } from './rotation-flag.ts';

const START = plainDate('2024-03-01');
const LAST_DAY = plainDate('2027-02-28');
const LAST_SAFE_DAY = plainDate('2027-05-28');
const CONVERSION = plainDate('2027-05-29');

function statusOf(details: LeaseStateDetails, changes: Partial<LeaseStatus> = {}): LeaseStatus {
  const dates = { lastSafeDay: LAST_SAFE_DAY, conversionDate: CONVERSION, earlyRequest: false };
  return { id: 'l1', ...dates, ...changes, ...details };
}

function plain(
  state: 'upcoming' | 'active' | 'review-window' | 'move-requested' | 'vacated',
): LeaseStateDetails {
  return { state, indefiniteBecause: null, daysLeft: null };
}

function indefinite(
  indefiniteBecause:
    | 'no-end-date'
    | 'short-term-without-basis'
    | 'repeated-short-term'
    | 'holdover-over-three-months',
): LeaseStateDetails {
  return { state: 'indefinite', indefiniteBecause, daysLeft: null };
}

const HOLDOVER: LeaseStateDetails = { state: 'holdover', indefiniteBecause: null, daysLeft: 3 };
const NO_TERM = { lastSafeDay: null, conversionDate: null };

describe('the findings on a lease', () => {
  it.each<[string, LeaseStatus, readonly RotationFlag[]]>([
    ['upcoming', statusOf(plain('upcoming')), []],
    ['active', statusOf(plain('active')), []],
    ['asked to move', statusOf(plain('move-requested')), []],
    ['vacated', statusOf(plain('vacated')), []],
    ['in its review window', statusOf(plain('review-window')), [{ kind: 'review-due', dueOn: LAST_DAY }]],
    // What was sent in the window may be too early; whether it is shows when the term is over.
    [
      'in its review window, with an early request',
      statusOf(plain('review-window'), { earlyRequest: true }),
      [{ kind: 'review-due', dueOn: LAST_DAY }],
    ],
    ['in holdover', statusOf(HOLDOVER), [{ kind: 'holdover', dueOn: LAST_SAFE_DAY }]],
    [
      'in holdover, with an early request only',
      statusOf(HOLDOVER, { earlyRequest: true }),
      [
        { kind: 'holdover', dueOn: LAST_SAFE_DAY },
        { kind: 'early-request-only', dueOn: LAST_SAFE_DAY },
      ],
    ],
    [
      'indefinite after three months',
      statusOf(indefinite('holdover-over-three-months')),
      [{ kind: 'became-indefinite', dueOn: CONVERSION }],
    ],
    [
      'a short term without basis',
      statusOf(indefinite('short-term-without-basis'), NO_TERM),
      [{ kind: 'short-term-without-basis', dueOn: START }],
    ],
    [
      'one short term too many',
      statusOf(indefinite('repeated-short-term'), NO_TERM),
      [{ kind: 'repeated-short-term', dueOn: START }],
    ],
    ['agreed without an end', statusOf(indefinite('no-end-date'), NO_TERM), []],
  ])('that is %s', (_, status, expected) => {
    expect(rotationFlags({ start: START, lastDay: LAST_DAY }, status)).toEqual(expected);
  });

  it('are red where the clock of the law is touched, and yellow where work is due', () => {
    const urgencies = ROTATION_FLAG_KINDS.map((kind) => [kind, rotationUrgency(kind)]);
    expect(urgencies).toEqual([
      ['holdover', 'red'],
      ['early-request-only', 'red'],
      ['became-indefinite', 'red'],
      ['short-term-without-basis', 'red'],
      ['repeated-short-term', 'red'],
      ['review-due', 'yellow'],
    ]);
  });

  it('follow a lease night by night', () => {
    const lease: LeaseFacts = {
      id: 'l1',
      start: START,
      lastDay: LAST_DAY,
      regime: 'ordinary',
      shortTerm: null,
      signedAt: plainDate('2024-02-20'),
      exceptionsInfoGivenAt: null,
      previousShortTermsSameParties: 0,
      moveRequests: [{ sentAt: plainDate('2027-02-20') }, { sentAt: plainDate('2027-05-28') }],
      vacatedOn: plainDate('2027-06-10'),
    };
    const flagsOn = (date: string): readonly string[] =>
      rotationFlags(lease, evaluateLease(lease, plainDate(date))).map(
        ({ kind, dueOn }) => `${kind} ${dueOn}`,
      );
    const both = ['holdover 2027-05-28', 'early-request-only 2027-05-28'];
    expect(flagsOn('2026-05-27')).toEqual([]);
    expect(flagsOn('2026-05-28')).toEqual(['review-due 2027-02-28']);
    expect(flagsOn('2027-02-28')).toEqual(['review-due 2027-02-28']);
    expect(flagsOn('2027-03-01')).toEqual(both);
    expect(flagsOn('2027-05-27')).toEqual(both);
    expect(flagsOn('2027-05-28')).toEqual([]);
    expect(flagsOn('2027-05-29')).toEqual([]);
    const tooLate = { ...lease, moveRequests: [{ sentAt: plainDate('2027-05-29') }] };
    const flags = rotationFlags(tooLate, evaluateLease(tooLate, plainDate('2027-05-29')));
    expect(flags).toEqual([{ kind: 'became-indefinite', dueOn: '2027-05-29' }]);
    expect(rotationFlags(tooLate, evaluateLease(tooLate, plainDate('2027-06-10')))).toEqual([]);
  });
});
