import type { LawCase, LeaseStory } from './law-case.ts';

const threeYears: LeaseStory = { start: '2024-03-01', lastDay: '2027-02-28', signedAt: '2024-02-20' };
const noEnd: LeaseStory = { start: '2024-03-01', lastDay: null, signedAt: '2024-02-20' };

/** One year for own use; the reason is given on 26 February, the lease signed on 28 February. */
const signedLate: LeaseStory = {
  start: '2024-03-01',
  lastDay: '2025-02-28',
  shortTerm: { basis: 'own-use', given: '2024-02-26' },
  signedAt: '2024-02-28',
};

/** The same, but the tenant moved in before anything was given or signed. */
const movedInFirst: LeaseStory = {
  start: '2024-03-01',
  lastDay: '2025-02-28',
  shortTerm: { basis: 'own-use', given: '2024-03-10' },
  signedAt: '2024-03-12',
};

const deadline = { lastSafeDay: '2025-05-28', conversionDate: '2025-05-29' } as const;
const noDeadline = { lastSafeDay: null, conversionDate: null } as const;

/** Leases without end, before they begin, after the tenant has gone, and with facts that are still to come. */
export const COURSE_CASES: readonly LawCase[] = [
  {
    law: 'LOV-1999-03-26-17 § 9-1',
    title: 'no agreed end: indefinite from the first day, without a deadline',
    lease: noEnd,
    on: '2024-03-01',
    holds: { state: 'indefinite', indefiniteBecause: 'no-end-date', ...noDeadline },
  },
  {
    law: 'LOV-1999-03-26-17 § 9-1',
    title: 'no agreed end, before the first day: upcoming, and no reason is told yet',
    lease: noEnd,
    on: '2024-02-29',
    holds: { state: 'upcoming', indefiniteBecause: null, ...noDeadline },
  },
  {
    law: 'LOV-1999-03-26-17 § 9-1',
    title: 'no agreed end: a request to move is neither early nor in time',
    lease: { ...noEnd, moveRequestsSent: ['2027-03-10'] },
    on: '2027-03-10',
    holds: { state: 'indefinite', indefiniteBecause: 'no-end-date', earlyRequest: false },
  },
  {
    law: 'LOV-1999-03-26-17 § 9-1',
    title: 'no agreed end: a basis for a short term is beside the point',
    lease: { ...noEnd, shortTerm: { basis: 'own-use' } },
    on: '2024-03-01',
    holds: { state: 'indefinite', indefiniteBecause: 'no-end-date' },
  },
  {
    law: 'LOV-1999-03-26-17 § 9-1',
    title: 'no agreed end, the tenant has moved out: vacated',
    lease: { ...noEnd, vacatedOn: '2026-07-01' },
    on: '2026-07-01',
    holds: { state: 'vacated', indefiniteBecause: null },
  },
  {
    law: 'LOV-1999-03-26-17 § 9-2 (3)',
    title: 'the day before the first day the lease is upcoming, its deadline known',
    lease: threeYears,
    on: '2024-02-29',
    holds: { state: 'upcoming', lastSafeDay: '2027-05-28', conversionDate: '2027-05-29', daysLeft: null },
  },
  {
    law: 'LOV-1999-03-26-17 § 9-2 (3)',
    title: 'on its first day it is active',
    lease: threeYears,
    on: '2024-03-01',
    holds: { state: 'active' },
  },
  {
    law: 'LOV-1999-03-26-17 § 9-2 (3)',
    title: 'a tenant who left in the three months leaves no indefinite lease behind',
    lease: { ...threeYears, vacatedOn: '2027-04-01' },
    on: '2027-12-01',
    holds: { state: 'vacated', indefiniteBecause: null, lastSafeDay: '2027-05-28' },
  },
  {
    law: 'LOV-1999-03-26-17 § 9-2 (3)',
    title: 'the day before the tenant leaves the clock still runs',
    lease: { ...threeYears, vacatedOn: '2027-04-01' },
    on: '2027-03-31',
    holds: { state: 'holdover', daysLeft: 58 },
  },
  {
    law: 'LOV-1999-03-26-17 § 9-2 (3)',
    title: 'a tenant who leaves after the lease became indefinite has left',
    lease: { ...threeYears, vacatedOn: '2028-01-15' },
    on: '2028-01-15',
    holds: { state: 'vacated', indefiniteBecause: null },
  },
  {
    law: 'LOV-1999-03-26-17 § 9-2 (3)',
    title: 'the day before that, it is indefinite',
    lease: { ...threeYears, vacatedOn: '2028-01-15' },
    on: '2028-01-14',
    holds: { state: 'indefinite', indefiniteBecause: 'holdover-over-three-months' },
  },
  {
    law: 'LOV-1999-03-26-17 § 9-2 (3)',
    title: 'a planned move-out in the three months does not stop the clock',
    lease: { ...threeYears, vacatedOn: '2027-05-01' },
    on: '2027-03-01',
    holds: { state: 'holdover', daysLeft: 88 },
  },
  {
    law: 'LOV-1999-03-26-17 § 9-2 (3)',
    title: 'a tenant who moved out after a request has left',
    lease: { ...threeYears, moveRequestsSent: ['2027-03-10'], vacatedOn: '2027-04-01' },
    on: '2027-04-01',
    holds: { state: 'vacated', earlyRequest: false },
  },
  {
    law: 'LOV-1999-03-26-17 § 9-2 (3)',
    title: 'a tenant who gave the dwelling up before the first day has vacated it',
    lease: { ...threeYears, vacatedOn: '2024-02-25' },
    on: '2024-02-25',
    holds: { state: 'vacated' },
  },
  {
    law: 'LOV-1999-03-26-17 § 9-3 (2)',
    title: 'before the reason is given, an upcoming short term has no deadline to rely on',
    lease: signedLate,
    on: '2024-02-25',
    holds: { state: 'upcoming', indefiniteBecause: null, ...noDeadline },
  },
  {
    law: 'LOV-1999-03-26-17 § 9-3 (2)',
    title: 'with the reason given and the signing to come, it has',
    lease: signedLate,
    on: '2024-02-26',
    holds: { state: 'upcoming', ...deadline },
  },
  {
    law: 'LOV-1999-03-26-17 § 9-3 (2)',
    title: 'signed after that, it stands',
    lease: signedLate,
    on: '2024-03-01',
    holds: { state: 'active', ...deadline },
  },
  {
    law: 'LOV-1999-03-26-17 § 9-3 (2)',
    title: 'a tenant who moved in before any reason was given has an indefinite lease on that day',
    lease: movedInFirst,
    on: '2024-03-09',
    holds: { state: 'indefinite', indefiniteBecause: 'short-term-without-basis', ...noDeadline },
  },
  {
    law: 'LOV-1999-03-26-17 § 9-3 (2)',
    title: 'once the reason is given before the signing, the term is the agreed one',
    lease: movedInFirst,
    on: '2024-03-12',
    holds: { state: 'active', ...deadline },
  },
  {
    law: 'LOV-1999-03-26-17 § 11-1 (2)',
    title: 'information about the exceptions that is planned for later does not help today',
    lease: {
      start: '2024-03-01',
      lastDay: '2025-02-28',
      regime: 'public-11-1',
      shortTerm: { basis: 'special-reasons' },
      exceptionsInfoGivenAt: '2024-03-05',
      signedAt: '2024-03-05',
    },
    on: '2024-03-04',
    holds: { state: 'indefinite', indefiniteBecause: 'short-term-without-basis', ...noDeadline },
  },
  {
    law: 'LOV-1999-03-26-17 § 11-1 (6)',
    title: 'an upcoming second short term is known not to stand: no deadline to rely on',
    lease: {
      start: '2024-03-01',
      lastDay: '2025-02-28',
      regime: 'public-11-1',
      shortTerm: { basis: 'special-reasons' },
      exceptionsInfoGivenAt: '2024-02-20',
      signedAt: '2024-02-20',
      previousShortTerms: 1,
    },
    on: '2024-02-29',
    holds: { state: 'upcoming', indefiniteBecause: null, ...noDeadline },
  },
];
