import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about the cases of people with a protected address. */
export const PROTECTION_PROBLEMS = {
  'case-access.not-found': {
    status: 404,
    title: {
      nb: 'Tilgangen finnes ikke.',
      nn: 'Tilgangen finst ikkje.',
      en: 'The grant does not exist.',
    },
    explanation: 'There is no grant with this id, or the case that it is for does not exist for you.',
  },
  'case-access.not-protected': {
    status: 409,
    title: {
      nb: 'Ingen i husstanden har beskyttet adresse.',
      nn: 'Ingen i husstanden har verna adresse.',
      en: 'Nobody of the household has a protected address.',
    },
    explanation: 'People are named for the cases of protected people only; others are there for every role.',
  },
  'case-access.granted-already': {
    status: 409,
    title: {
      nb: 'Personen er navngitt for saken fra før.',
      nn: 'Personen er namngitt for saka frå før.',
      en: 'The person is named for the case already.',
    },
    explanation: 'One grant at a time holds for a person and a case. Withdraw it first to give another.',
  },
  'case-access.last-named': {
    status: 409,
    title: {
      nb: 'Den siste som er navngitt for saken, kan ikke tas bort.',
      nn: 'Den siste som er namngitt for saka, kan ikkje takast bort.',
      en: 'The last one who is named for the case cannot be withdrawn.',
    },
    explanation: 'Somebody must know of the case. Name somebody else first.',
  },
  'case-access.appoints-self': {
    status: 422,
    title: {
      nb: 'Ingen utnevner seg selv.',
      nn: 'Ingen utnemner seg sjølv.',
      en: 'Nobody appoints themselves.',
    },
    explanation: 'A case for which nobody is named is given to somebody else by whoever appoints.',
  },
  'protected-address.not-found': {
    status: 404,
    title: {
      nb: 'Det er ikke registrert noen beskyttet adresse.',
      nn: 'Det er ikkje registrert noka verna adresse.',
      en: 'No protected address is recorded.',
    },
    explanation: 'The person is a member of the household, and nothing is written about where they live.',
  },
  'protected-address.not-protected': {
    status: 409,
    title: {
      nb: 'Personen har ikke beskyttet adresse.',
      nn: 'Personen har ikkje verna adresse.',
      en: 'The person has no protected address.',
    },
    explanation: 'Addresses are kept for people with a protected one only. Give the person a grade first.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
