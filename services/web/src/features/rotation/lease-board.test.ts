import type { Schemas } from '@boligtrapp/client';
import { describe, expect, it } from 'vitest';
import { boardColumns, chooseCards, columnOf, makeBoard } from './lease-board.ts';

type Lease = Schemas['Lease'];

/** A lease of which only the end and the state matter here. */
function leaseIn(
  state: Lease['legalState']['state'],
  id = 'one',
  rest: Partial<Lease['legalState']> = {},
): Lease {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the board reads no more of a lease
  return {
    id,
    lastDay: '2026-12-31',
    legalState: {
      state,
      indefiniteBecause: null,
      lastSafeDay: null,
      conversionDate: null,
      daysLeft: null,
      earlyRequest: false,
      ...rest,
    },
  } as Lease;
}

function lightOf(lease: Lease, isReviewDue = false): string | undefined {
  const reviewsDue = isReviewDue ? [{ leaseId: lease.id }] : [];
  return makeBoard({ leases: [lease], reviewsDue, reviews: [] })[0]?.light;
}

describe('the board', () => {
  it('E1 has a column for what has run out, for six months, and for what comes later, across a new year', () => {
    expect(boardColumns('2026-11-28')).toEqual([
      'over',
      '2026-11',
      '2026-12',
      '2027-01',
      '2027-02',
      '2027-03',
      '2027-04',
      'later',
    ]);
    expect(columnOf('2026-11-27', '2026-11-28')).toBe('over');
    expect(columnOf('2026-11-28', '2026-11-28')).toBe('2026-11');
    expect(columnOf('2027-04-30', '2026-11-28')).toBe('2027-04');
    expect(columnOf('2027-05-01', '2026-11-28')).toBe('later');
    expect(columnOf('2027-11-30', '2026-11-28')).toBe('later');
  });

  it('E3 is red after the end without a request that counts, yellow while a review is due, and green else', () => {
    expect(lightOf(leaseIn('holdover'))).toBe('red');
    expect(lightOf(leaseIn('indefinite'))).toBe('red');
    expect(lightOf(leaseIn('review-window'), true)).toBe('yellow');
    expect(lightOf(leaseIn('review-window'))).toBe('green');
    expect(lightOf(leaseIn('active'))).toBe('green');
  });

  it('E3 is green as soon as a request that counts is recorded, whatever the last night found', () => {
    expect(lightOf(leaseIn('move-requested'), true)).toBe('green');
  });

  it('begins with what can still be saved, then what has become indefinite, then by the end of the term', () => {
    const ends = { ...leaseIn('active', 'soon'), lastDay: '2025-01-01' };
    const leases = [ends, leaseIn('indefinite', 'lost'), leaseIn('holdover', 'pressing')];
    const cards = makeBoard({ leases, reviewsDue: [], reviews: [] });
    expect(cards.map(({ lease }) => lease.id)).toEqual(['pressing', 'lost', 'soon']);
  });

  it('leaves out leases without an end, and those that are closed', () => {
    const endless = { ...leaseIn('indefinite'), lastDay: null };
    expect(makeBoard({ leases: [endless, leaseIn('vacated')], reviewsDue: [], reviews: [] })).toEqual([]);
  });

  it('E9 leaves out what is green, and nothing else', () => {
    const leases = [
      leaseIn('holdover', 'red'),
      leaseIn('review-window', 'yellow'),
      leaseIn('active', 'green'),
    ];
    const cards = makeBoard({ leases, reviewsDue: [{ leaseId: 'yellow' }], reviews: [] });
    expect(chooseCards(cards, { pressing: true }, 'me').map(({ lease }) => lease.id)).toEqual([
      'red',
      'yellow',
    ]);
    expect(chooseCards(cards, {}, 'me')).toHaveLength(3);
    expect(chooseCards(cards, { responsible: 'me' }, 'me')).toEqual([]);
    expect(chooseCards(cards, { responsible: 'nobody' }, 'me')).toHaveLength(3);
  });
});
