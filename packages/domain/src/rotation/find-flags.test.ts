import { describe, expect, it } from 'vitest';
import { flagLinesOn, OPTIONS, type RotationStory, rotationFactsOf } from '../../test/rotation/facts-of.ts';
import type { LeaseDeposit } from '../lease/lease-deposit.ts';
import { plainDate } from '../time/plain-date.ts';
import { findFlags, findLimitFlags } from './find-flags.ts';
import type { ReviewedLimit } from './rotation-facts.ts';
import { kindsOfUrgency, ROTATION_FLAG_KINDS, ROTATION_FLAG_LAW } from './rotation-flag.ts';

/** An ordinary lease of three years, with all that the tenant should have been given. */
const LEASE: RotationStory = { start: '2024-03-01', lastDay: '2027-02-28', signedAt: '2024-02-20' };

describe('the end of a term', () => {
  it.each<[string, string, Partial<RotationStory>, readonly string[]]>([
    ['the day before its first', '2024-02-29', {}, []],
    ['its first day', '2024-03-01', {}, []],
    ['the day before nine months are left', '2026-05-27', {}, []],
    [
      'nine months before its end',
      '2026-05-28',
      {},
      ['review-due 2027-02-28', 'notice-before-end 2026-05-28 (9)'],
    ],
    [
      'a month before its end',
      '2027-01-28',
      {},
      [
        'review-due 2027-02-28',
        'notice-before-end 2026-05-28 (9)',
        'notice-before-end 2026-08-28 (6)',
        'notice-before-end 2026-11-28 (3)',
        'notice-before-end 2027-01-28 (1)',
      ],
    ],
    [
      'the day on which a review has decided how it goes on',
      '2026-05-28',
      { reviewedOn: '2026-05-28' },
      ['notice-before-end 2026-05-28 (9)'],
    ],
    [
      'the day before that',
      '2026-05-28',
      { reviewedOn: '2026-05-29' },
      ['review-due 2027-02-28', 'notice-before-end 2026-05-28 (9)'],
    ],
    [
      'the day after its end, though a review has decided',
      '2027-03-01',
      { reviewedOn: '2026-05-29' },
      ['holdover 2027-05-28'],
    ],
    ['the day after its end', '2027-03-01', {}, ['holdover 2027-05-28']],
    ['61 days before the last safe day', '2027-03-28', {}, ['holdover 2027-05-28']],
    [
      '60 days before it, over the night of summer time',
      '2027-03-29',
      {},
      ['holdover 2027-05-28', 'last-safe-day-nears 2027-03-29 (60)'],
    ],
    [
      'the last safe day itself',
      '2027-05-28',
      {},
      [
        'holdover 2027-05-28',
        'last-safe-day-nears 2027-03-29 (60)',
        'last-safe-day-nears 2027-04-28 (30)',
        'last-safe-day-nears 2027-05-14 (14)',
        'last-safe-day-nears 2027-05-21 (7)',
        'last-safe-day-nears 2027-05-27 (1)',
      ],
    ],
    ['the day after it', '2027-05-29', {}, ['became-indefinite 2027-05-29']],
    ['years after it', '2030-01-01', {}, ['became-indefinite 2027-05-29']],
    ['the day a request was sent', '2027-05-28', { moveRequestsSent: ['2027-05-28'] }, []],
    [
      'the day after a request that came too late',
      '2027-05-30',
      { moveRequestsSent: ['2027-05-29'] },
      ['became-indefinite 2027-05-29'],
    ],
    [
      'the day after its end, asked before it',
      '2027-03-01',
      { moveRequestsSent: ['2027-02-28'] },
      ['holdover 2027-05-28', 'early-request-only 2027-05-28'],
    ],
    ['the day it is empty', '2027-04-01', { vacatedOn: '2027-04-01' }, []],
    ['any day, without an end', '2030-01-01', { lastDay: null }, []],
  ])('on %s (%s)', (_, on, changes, expected) => {
    expect(flagLinesOn({ ...LEASE, ...changes }, on)).toEqual(expected);
  });

  it('is noticed in the months of the policy, once each, and not before the lease began', () => {
    const short = { ...LEASE, shortTerm: { basis: 'own-use', given: '2024-02-20' } } as const;
    const year: RotationStory = { ...short, lastDay: '2025-02-28' };
    const noticeMonths = [24, 12, 12, 2];
    expect(flagLinesOn(year, '2025-02-28', { noticeMonths, reviewWindowMonths: 0 })).toEqual([
      'review-due 2025-02-28',
      'notice-before-end 2024-12-28 (2)',
    ]);
    expect(flagLinesOn(year, '2025-02-27', { noticeMonths: [], reviewWindowMonths: 0 })).toEqual([]);
  });

  it('that does not stand is found from the first day', () => {
    const year: RotationStory = { ...LEASE, lastDay: '2025-02-28' };
    expect(flagLinesOn(year, '2024-02-29')).toEqual([]);
    expect(flagLinesOn(year, '2024-03-01')).toEqual(['short-term-without-basis 2024-03-01']);
    const again: RotationStory = {
      ...year,
      regime: 'public-11-1',
      shortTerm: { basis: 'special-reasons' },
      exceptionsInfoGivenAt: '2024-02-20',
      previousShortTerms: 1,
    };
    expect(flagLinesOn(again, '2024-03-01')).toEqual(['repeated-short-term 2024-03-01']);
  });
});

function withInfo(given?: string): RotationStory {
  const story: RotationStory = { ...LEASE, regime: 'public-11-1' };
  return given === undefined ? story : { ...story, exceptionsInfoGivenAt: given };
}

describe('@law LOV-1999-03-26-17 § 9-2 (1) and LOV-1999-03-26-17 § 11-1 (2): written information', () => {
  it('about termination is missing until it is given, while the term runs', () => {
    const silent: RotationStory = { ...LEASE, terminationInfoGiven: null };
    expect(flagLinesOn(silent, '2024-03-01')).toEqual(['termination-info-missing 2024-03-01']);
    expect(flagLinesOn(silent, '2027-03-01')).toEqual(['holdover 2027-05-28']);
    const late: RotationStory = { ...LEASE, terminationInfoGiven: '2024-06-01' };
    expect(flagLinesOn(late, '2024-05-31')).toEqual(['termination-info-missing 2024-03-01']);
    expect(flagLinesOn(late, '2024-06-01')).toEqual([]);
    // Either party may terminate a lease without an end.
    expect(flagLinesOn({ ...silent, lastDay: null }, '2024-06-01')).toEqual([]);
  });

  it('about exceptions is missing for good when it was not given by the signing', () => {
    const missing = ['exceptions-info-missing 2024-03-01'];
    expect(flagLinesOn(withInfo(), '2024-03-01')).toEqual(missing);
    expect(flagLinesOn(withInfo('2024-02-21'), '2026-01-01')).toEqual(missing);
    expect(flagLinesOn(withInfo('2024-02-20'), '2026-01-01')).toEqual([]);
  });
});

function held(amountOre: number, givenOn: string): LeaseDeposit {
  return {
    kind: 'guarantee',
    amountOre,
    isOnSeparateAccount: null,
    givenOn: plainDate(givenOn),
    releasedOn: null,
  };
}

describe('@law LOV-1999-03-26-17 § 3-5 and LOV-1999-03-26-17 § 3-6: deposits and guarantees', () => {
  const rents: RotationStory['rents'] = [
    ['initial', '2024-03-01', 1_000_000],
    ['agreed', '2025-03-01', 500_000],
    ['agreed', '2026-02-01', 500_000],
  ];
  it.each<[string, RotationStory['deposits'], readonly string[]]>([
    ['six months of rent', [held(6_000_000, '2024-03-01')], []],
    ['an øre more', [held(6_000_001, '2024-03-01')], ['deposit-over-limit 2024-03-01']],
    [
      'six months of the rent of another day',
      [held(6_000_000, '2025-03-01')],
      ['deposit-over-limit 2025-03-01'],
    ],
    [
      'together more than the rent of the later day allows',
      [held(2_000_000, '2024-03-01'), held(1_000_001, '2025-03-02')],
      ['deposit-over-limit 2025-03-02'],
    ],
    [
      'one given back that day',
      [{ ...held(6_000_001, '2024-03-01'), releasedOn: plainDate('2026-03-01') }],
      [],
    ],
    [
      'one given back the day after',
      [{ ...held(6_000_001, '2024-03-01'), releasedOn: plainDate('2026-03-02') }],
      ['deposit-over-limit 2024-03-01'],
    ],
    ['one to come', [held(9_000_000, '2026-03-02')], []],
    [
      'money on the account of the landlord',
      [{ ...held(1, '2024-03-01'), kind: 'deposit', isOnSeparateAccount: false }],
      ['deposit-not-separate 2024-03-01'],
    ],
    [
      'money on its own account',
      [{ ...held(1, '2024-03-01'), kind: 'deposit', isOnSeparateAccount: true }],
      [],
    ],
  ])('%s', (_, deposits = [], expected) => {
    expect(flagLinesOn({ ...LEASE, rents, deposits }, '2026-03-01')).toEqual(expected);
  });
});

/** A lease of eight years, with the rent that it was made with and what came after. */
function rents(...more: NonNullable<RotationStory['rents']>): RotationStory {
  return { ...LEASE, lastDay: '2032-02-29', rents: [['initial', '2024-03-01', 1_000_000], ...more] };
}

function ends(lastDay: string): RotationStory {
  return { ...rents(), lastDay };
}

describe('the rent', () => {
  it.each<[string, RotationStory, string, readonly string[]]>([
    ['the day before the first notice', rents(), '2025-01-31', []],
    ['the day of the first notice', rents(), '2025-02-01', ['rent-index-possible 2025-03-01']],
    ['announced', rents(['index', '2025-03-01', 1_030_000, '2025-02-01']), '2025-02-01', []],
    [
      'a month before a year after the last adjustment',
      rents(['index', '2025-03-01', 1_030_000, '2025-02-01']),
      '2026-02-01',
      ['rent-index-possible 2026-03-01'],
    ],
    [
      'the day before gjengs leie may be demanded',
      rents(['index', '2026-06-01', 1_030_000, '2026-05-01']),
      '2026-08-31',
      [],
    ],
    [
      'two years and six months after the rent was agreed',
      rents(['index', '2026-06-01', 1_030_000, '2026-05-01']),
      '2026-09-01',
      ['gjengs-leie-possible 2026-09-01'],
    ],
    ['gjengs leie demanded', rents(['gjengs-leie', '2027-03-01', 1_500_000, '2026-09-01']), '2026-09-01', []],
    [
      'a demand that is to come is not known',
      rents(['index', '2026-06-01', 1_030_000, '2026-05-01'], ['gjengs-leie', '2027-06-01', 1, '2026-09-02']),
      '2026-09-01',
      ['gjengs-leie-possible 2026-09-01'],
    ],
  ])('%s', (_, story, on, expected) => {
    expect(flagLinesOn(story, on)).toEqual(expected);
  });

  it('is not adjusted to a day that the term does not reach, nor after the term', () => {
    const quiet = { noticeMonths: [], reviewWindowMonths: 0 };
    expect(flagLinesOn(ends('2027-03-01'), '2027-01-31', quiet)).toEqual(['rent-index-possible 2025-03-01']);
    expect(flagLinesOn(ends('2027-03-01'), '2027-02-01', quiet)).toEqual(['rent-index-possible 2025-03-01']);
    expect(flagLinesOn(ends('2027-03-01'), '2027-02-02', quiet)).toEqual([]);
    expect(flagLinesOn(ends('2027-03-01'), '2027-03-02', quiet)).toEqual(['holdover 2027-06-01']);
    // An indefinite lease goes on, and its rent with it.
    expect(flagLinesOn(ends('2027-03-01'), '2027-06-02', quiet)).toEqual([
      'became-indefinite 2027-06-02',
      'rent-index-possible 2025-03-01',
      'gjengs-leie-possible 2026-09-01',
    ]);
  });
});

describe('what belongs to a lease', () => {
  it('is found under its own id: a silence that is about to become consent', () => {
    const request = {
      id: 'r1',
      receivedOn: plainDate('2026-10-30'),
      answeredOn: null,
      answer: null,
    } as const;
    const silent: RotationStory = { ...LEASE, lastDay: '2032-02-29', occupancyRequests: [request] };
    expect(flagLinesOn(silent, '2026-11-22')).toEqual([]);
    // A month after 30 October is 30 November, a Monday.
    expect(flagLinesOn(silent, '2026-11-23')).toEqual(['silent-consent-soon 2026-11-30']);
    expect(flagLinesOn(silent, '2026-11-30')).toEqual(['silent-consent-soon 2026-11-30']);
    expect(flagLinesOn(silent, '2026-12-01')).toEqual([]);
    const answered = { ...request, answeredOn: plainDate('2026-11-25'), answer: 'refused' } as const;
    const told: RotationStory = { ...silent, occupancyRequests: [answered] };
    expect(flagLinesOn(told, '2026-11-24')).toEqual(['silent-consent-soon 2026-11-30']);
    expect(flagLinesOn(told, '2026-11-25')).toEqual([]);
    const { flags } = findFlags(rotationFactsOf(silent), plainDate('2026-11-23'), OPTIONS);
    expect(flags).toMatchObject([{ subjectKind: 'occupancy-request', subjectId: 'r1', leaseId: 'case' }]);
  });

  it('and a visit that nobody made', () => {
    const visit = { id: 'v1', dueOn: plainDate('2026-04-01'), settledOn: plainDate('2026-06-01') };
    const story: RotationStory = { ...LEASE, lastDay: '2032-02-29', followUps: [visit] };
    expect(flagLinesOn(story, '2026-04-14')).toEqual([]);
    expect(flagLinesOn(story, '2026-04-15')).toEqual(['follow-up-overdue 2026-04-01']);
    expect(flagLinesOn(story, '2026-05-31')).toEqual(['follow-up-overdue 2026-04-01']);
    expect(flagLinesOn(story, '2026-06-01')).toEqual([]);
    const { flags } = findFlags(rotationFactsOf(story), plainDate('2026-05-01'), OPTIONS);
    expect(flags).toMatchObject([{ subjectKind: 'follow-up', subjectId: 'v1', leaseId: 'case' }]);
  });
});

describe('a limit', () => {
  const limit: ReviewedLimit = {
    kind: 'keep-apart',
    id: 'k1',
    reviewOn: plainDate('2026-06-01'),
    validFrom: plainDate('2026-01-01'),
    validTo: plainDate('2026-07-01'),
  };
  it.each<[string, Partial<ReviewedLimit>, number]>([
    ['2026-06-01', {}, 0],
    ['2026-06-02', {}, 1],
    ['2026-06-30', {}, 1],
    ['2026-07-01', {}, 0],
    ['2026-07-01', { validTo: null }, 1],
    ['2026-06-02', { validFrom: plainDate('2026-06-03') }, 0],
    ['2026-06-02', { reviewOn: null }, 0],
  ])('on %s with %j is overdue: %i', (on, changes, count) => {
    const flags = findLimitFlags({ ...limit, ...changes }, plainDate(on));
    expect(flags).toHaveLength(count);
    for (const flag of flags) {
      expect(flag).toEqual({
        kind: 'place-status-overdue',
        dueOn: '2026-06-01',
        step: null,
        subjectKind: 'keep-apart',
        subjectId: 'k1',
        leaseId: null,
      });
    }
  });
});

describe('the kinds', () => {
  it('are red where a deadline of the law is touched, and each of those names its provision', () => {
    expect(kindsOfUrgency('red')).toEqual([
      'holdover',
      'last-safe-day-nears',
      'early-request-only',
      'became-indefinite',
      'short-term-without-basis',
      'repeated-short-term',
      'silent-consent-soon',
    ]);
    for (const kind of kindsOfUrgency('red')) expect(ROTATION_FLAG_LAW[kind]).not.toHaveLength(0);
    expect([...kindsOfUrgency('red'), ...kindsOfUrgency('yellow')]).toEqual(ROTATION_FLAG_KINDS);
  });
});
