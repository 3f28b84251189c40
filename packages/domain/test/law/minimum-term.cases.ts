import type { LawCase, LeaseStory } from './law-case.ts';

const LAW = 'LOV-1999-03-26-17 § 9-3 (1)';

function stands(title: string, lease: LeaseStory): LawCase {
  return { law: LAW, title, lease, on: lease.start, holds: { state: 'active', indefiniteBecause: null } };
}

function isTooShort(title: string, lease: LeaseStory): LawCase {
  return {
    law: LAW,
    title,
    lease,
    on: lease.start,
    holds: { state: 'indefinite', indefiniteBecause: 'short-term-without-basis', lastSafeDay: null },
  };
}

/** How long a term must be when no reason for a shorter one is given; each is looked at on its first day. */
export const MINIMUM_TERM_CASES: readonly LawCase[] = [
  stands('from 1 January, three years end on 31 December', { start: '2024-01-01', lastDay: '2026-12-31' }),
  isTooShort('a day less, to 30 December, is too short', { start: '2024-01-01', lastDay: '2026-12-30' }),
  stands('from 15 March, three years end on 14 March', { start: '2024-03-15', lastDay: '2027-03-14' }),
  isTooShort('a day less, to 13 March, is too short', { start: '2024-03-15', lastDay: '2027-03-13' }),
  stands('from 1 March after a leap day, three years end on 28 February', {
    start: '2024-03-01',
    lastDay: '2027-02-28',
  }),
  isTooShort('a day less, to 27 February, is too short', { start: '2024-03-01', lastDay: '2027-02-27' }),
  stands('from a leap day, three years end on 28 February', { start: '2024-02-29', lastDay: '2027-02-28' }),
  isTooShort('from a leap day to 27 February is too short', { start: '2024-02-29', lastDay: '2027-02-27' }),
  stands('from 1 March, three years end on the leap day', { start: '2025-03-01', lastDay: '2028-02-29' }),
  isTooShort('to the day before that leap day is too short', { start: '2025-03-01', lastDay: '2028-02-28' }),
  stands('the same in another leap year', { start: '2021-03-01', lastDay: '2024-02-29' }),
  isTooShort('and a day less there', { start: '2021-03-01', lastDay: '2024-02-28' }),
  stands('from 28 February, three years end on 27 February', { start: '2025-02-28', lastDay: '2028-02-27' }),
  stands('five years are long enough', { start: '2024-03-01', lastDay: '2029-02-28' }),
  isTooShort('one year is too short', { start: '2024-03-01', lastDay: '2025-02-28' }),
  isTooShort('a single day is too short', { start: '2024-03-01', lastDay: '2024-03-01' }),
  stands('a full term stands although a basis for a short one is stated and not given in writing', {
    start: '2024-03-01',
    lastDay: '2027-02-28',
    shortTerm: { basis: 'own-use' },
  }),
];
