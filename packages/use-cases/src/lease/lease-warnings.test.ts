import { DEFAULT_LEASE_OPTIONS, type LeaseFacts, plainDate } from '@boligtrapp/domain';
import { expect, test } from 'vitest';
import { leaseWarnings } from './lease-warnings.ts';

const TODAY = plainDate('2026-11-23');

function becauseOf(changes: Partial<LeaseFacts>): readonly string[] {
  const facts: LeaseFacts = {
    id: 'l1',
    start: plainDate('2026-12-01'),
    lastDay: plainDate('2029-11-30'),
    regime: 'ordinary',
    shortTerm: null,
    signedAt: plainDate('2026-11-20'),
    exceptionsInfoGivenAt: null,
    previousShortTermsSameParties: 0,
    moveRequests: [],
    vacatedOn: null,
    ...changes,
  };
  return leaseWarnings(facts, TODAY, DEFAULT_LEASE_OPTIONS).map(({ because }) => because);
}

const SHORT = plainDate('2027-11-30');
const ownUse = { basis: 'own-use', weighty: false } as const;

test('a lease of three years gives no warning', () => {
  expect(becauseOf({})).toEqual([]);
});

test('a short term that begins later is judged as of its first day, not as of today', () => {
  expect(becauseOf({ lastDay: SHORT })).toEqual(['short-term-without-basis']);
  const shortTerm = { ...ownUse, reasonGivenAt: plainDate('2026-11-20') };
  expect(becauseOf({ lastDay: SHORT, shortTerm })).toEqual([]);
});

test('a reason that is to be given on the day of signing, later than today, is believed', () => {
  const signedAt = plainDate('2026-11-25');
  const shortTerm = { ...ownUse, reasonGivenAt: signedAt };
  expect(becauseOf({ start: TODAY, lastDay: SHORT, shortTerm, signedAt })).toEqual([]);
  const late = { ...ownUse, reasonGivenAt: plainDate('2026-11-26') };
  expect(becauseOf({ start: TODAY, lastDay: SHORT, shortTerm: late, signedAt })).toEqual([
    'short-term-without-basis',
  ]);
});

test('an old lease that is registered late has already run over', () => {
  const term = {
    start: plainDate('2020-01-01'),
    lastDay: plainDate('2022-12-31'),
    signedAt: plainDate('2019-12-01'),
  };
  expect(becauseOf(term)).toEqual(['holdover-over-three-months']);
});

test('each warning names the law', () => {
  expect(becauseOf({ lastDay: null })).toEqual(['no-end-date']);
  const facts = {
    lastDay: SHORT,
    regime: 'public-11-1',
    exceptionsInfoGivenAt: plainDate('2026-11-01'),
  } as const;
  const shortTerm = { basis: 'special-reasons', reasonGivenAt: null, weighty: false } as const;
  expect(becauseOf({ ...facts, shortTerm, previousShortTermsSameParties: 1 })).toEqual([
    'repeated-short-term',
  ]);
});
