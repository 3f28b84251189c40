import type { LawCase, LeaseStory } from './law-case.ts';

const oneYear = { start: '2024-03-01', lastDay: '2025-02-28', signedAt: '2024-02-20' } as const;
const publicYear = {
  ...oneYear,
  regime: 'public-11-1',
  exceptionsInfoGivenAt: '2024-02-20',
  shortTerm: { basis: 'special-reasons' },
} as const satisfies LeaseStory;

const withoutBasis = {
  state: 'indefinite',
  indefiniteBecause: 'short-term-without-basis',
  lastSafeDay: null,
  conversionDate: null,
} as const;
const repeated = { ...withoutBasis, indefiniteBecause: 'repeated-short-term' } as const;
const stands = { state: 'active', indefiniteBecause: null, lastSafeDay: '2025-05-28' } as const;

/** Terms of one year, looked at on their first day unless the case says otherwise. */
export const SHORT_TERM_CASES: readonly LawCase[] = [
  {
    law: 'LOV-1999-03-26-17 § 9-3 (2)',
    title: 'own use, the reason given on the day of signing: it stands',
    lease: { ...oneYear, shortTerm: { basis: 'own-use', given: '2024-02-20' } },
    on: '2024-03-01',
    holds: stands,
  },
  {
    law: 'LOV-1999-03-26-17 § 9-3 (2)',
    title: 'another objective reason, given before signing: it stands',
    lease: { ...oneYear, shortTerm: { basis: 'other-objective', given: '2024-02-01' } },
    on: '2024-03-01',
    holds: stands,
  },
  {
    law: 'LOV-1999-03-26-17 § 9-3 (2)',
    title: 'the reason given the day after signing comes too late, though before the first day',
    lease: { ...oneYear, shortTerm: { basis: 'own-use', given: '2024-02-21' } },
    on: '2024-03-01',
    holds: withoutBasis,
  },
  {
    law: 'LOV-1999-03-26-17 § 9-3 (2)',
    title: 'a reason that was never given in writing does not help',
    lease: { ...oneYear, shortTerm: { basis: 'other-objective' } },
    on: '2024-03-01',
    holds: withoutBasis,
  },
  {
    law: 'LOV-1999-03-26-17 § 9-3 (2)',
    title: 'weighty reasons do not replace the written reason',
    lease: { ...oneYear, shortTerm: { basis: 'own-use', weighty: true } },
    on: '2024-03-01',
    holds: withoutBasis,
  },
  {
    law: 'LOV-1999-03-26-17 § 9-3 (1)',
    title: 'special reasons are no ground in an ordinary lease',
    lease: { ...oneYear, shortTerm: { basis: 'special-reasons', given: '2024-02-20' } },
    on: '2024-03-01',
    holds: withoutBasis,
  },
  {
    law: 'LOV-1999-03-26-17 § 9-3 (1)',
    title: 'the number of earlier short terms does not matter in an ordinary lease',
    lease: { ...oneYear, shortTerm: { basis: 'own-use', given: '2024-02-20' }, previousShortTerms: 5 },
    on: '2024-03-01',
    holds: stands,
  },
  {
    law: 'LOV-1999-03-26-17 § 9-3 (3)',
    title: 'no ground at all: indefinite from the first day',
    lease: oneYear,
    on: '2024-03-01',
    holds: withoutBasis,
  },
  {
    law: 'LOV-1999-03-26-17 § 9-3 (3)',
    title: 'after the agreed last day it is no holdover: there was no term to outstay',
    lease: oneYear,
    on: '2025-03-01',
    holds: { ...withoutBasis, daysLeft: null },
  },
  {
    law: 'LOV-1999-03-26-17 § 9-3 (3)',
    title: 'more than three months after the agreed last day the first reason still holds',
    lease: oneYear,
    on: '2025-12-01',
    holds: withoutBasis,
  },
  {
    law: 'LOV-1999-03-26-17 § 9-3 (3)',
    title: 'a request to move after the agreed last day does not revive the term',
    lease: { ...oneYear, moveRequestsSent: ['2025-03-10'] },
    on: '2025-03-10',
    holds: { ...withoutBasis, earlyRequest: false },
  },
  {
    law: 'LOV-1999-03-26-17 § 9-3 (3)',
    title: 'being told about exceptions for public dwellings does not help an ordinary lease',
    lease: { ...publicYear, regime: 'ordinary' },
    on: '2024-03-01',
    holds: withoutBasis,
  },
  {
    law: 'LOV-1999-03-26-17 § 11-1 (6)',
    title: 'special reasons for the first time: it stands',
    lease: publicYear,
    on: '2024-03-01',
    holds: stands,
  },
  {
    law: 'LOV-1999-03-26-17 § 11-1 (6)',
    title: 'special reasons for the first time may also be weighty',
    lease: { ...publicYear, shortTerm: { basis: 'special-reasons', weighty: true } },
    on: '2024-03-01',
    holds: stands,
  },
  {
    law: 'LOV-1999-03-26-17 § 11-1 (6)',
    title: 'special reasons for the second time: indefinite from the first day',
    lease: { ...publicYear, previousShortTerms: 1 },
    on: '2024-03-01',
    holds: repeated,
  },
  {
    law: 'LOV-1999-03-26-17 § 11-1 (6)',
    title: 'for the second time with weighty reasons: it stands',
    lease: {
      ...publicYear,
      previousShortTerms: 1,
      shortTerm: { basis: 'special-reasons', weighty: true },
    },
    on: '2024-03-01',
    holds: stands,
  },
  {
    law: 'LOV-1999-03-26-17 § 11-1 (6)',
    title: 'for the fourth time with weighty reasons: it stands',
    lease: {
      ...publicYear,
      previousShortTerms: 3,
      shortTerm: { basis: 'special-reasons', weighty: true },
    },
    on: '2024-03-01',
    holds: stands,
  },
  {
    law: 'LOV-1999-03-26-17 § 11-1 (6)',
    title: 'a full term after a short one is not one more short term',
    lease: { ...publicYear, lastDay: '2027-02-28', previousShortTerms: 1 },
    on: '2024-03-01',
    holds: { state: 'active', indefiniteBecause: null, lastSafeDay: '2027-05-28' },
  },
  {
    law: 'LOV-1999-03-26-17 § 11-1 (6)',
    title: 'no special reasons stated: indefinite',
    lease: { ...oneYear, regime: 'public-11-1', exceptionsInfoGivenAt: '2024-02-20' },
    on: '2024-03-01',
    holds: withoutBasis,
  },
  {
    law: 'LOV-1999-03-26-17 § 11-1 (6)',
    title: 'own use stated in a lease of a public dwelling is not believed to stand',
    lease: { ...publicYear, shortTerm: { basis: 'own-use', given: '2024-02-20' } },
    on: '2024-03-01',
    holds: withoutBasis,
  },
  {
    law: 'LOV-1999-03-26-17 § 11-1 (2)',
    title: 'the tenant was never told which exceptions apply: indefinite',
    lease: {
      ...oneYear,
      regime: 'public-11-1',
      shortTerm: { basis: 'special-reasons', given: '2024-02-20' },
    },
    on: '2024-03-01',
    holds: withoutBasis,
  },
  {
    law: 'LOV-1999-03-26-17 § 11-1 (2)',
    title: 'told the day after signing: indefinite',
    lease: { ...publicYear, exceptionsInfoGivenAt: '2024-02-21' },
    on: '2024-03-01',
    holds: withoutBasis,
  },
  {
    law: 'LOV-1999-03-26-17 § 11-1 (2)',
    title: 'told before signing: it stands',
    lease: { ...publicYear, exceptionsInfoGivenAt: '2024-02-01' },
    on: '2024-03-01',
    holds: stands,
  },
  {
    law: 'LOV-1999-03-26-17 § 11-1 (2)',
    title: 'without the information the missing basis is the reason, not the repetition',
    lease: {
      ...oneYear,
      regime: 'public-11-1',
      shortTerm: { basis: 'special-reasons' },
      previousShortTerms: 2,
    },
    on: '2024-03-01',
    holds: withoutBasis,
  },
  {
    law: 'LOV-1999-03-26-17 § 11-1 (2)',
    title: 'weighty reasons do not replace the information',
    lease: { ...oneYear, regime: 'public-11-1', shortTerm: { basis: 'special-reasons', weighty: true } },
    on: '2024-03-01',
    holds: withoutBasis,
  },
  {
    law: 'LOV-1999-03-26-17 § 11-1 (2)',
    title: 'a full term in a public dwelling needs no information to stand',
    lease: { ...oneYear, regime: 'public-11-1', lastDay: '2027-02-28' },
    on: '2024-03-01',
    holds: { state: 'active', indefiniteBecause: null },
  },
];
