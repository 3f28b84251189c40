import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about households and their members. */
export const HOUSEHOLD_PROBLEMS = {
  'household.not-found': {
    status: 404,
    title: {
      nb: 'Husstanden finnes ikke.',
      nn: 'Husstanden finst ikkje.',
      en: 'The household does not exist.',
    },
    explanation: 'No household of your municipality has this id.',
  },
  'household.identity-number-known': {
    status: 409,
    title: {
      nb: 'Fødselsnummeret er registrert fra før.',
      nn: 'Fødselsnummeret er registrert frå før.',
      en: 'The identity number is registered already.',
    },
    explanation:
      'A person is registered once in a municipality. Search for the household of that person instead.',
  },
  'household.merged': {
    status: 409,
    title: {
      nb: 'Husstanden er slått sammen med en annen.',
      nn: 'Husstanden er slått saman med ein annan.',
      en: 'The household is merged into another.',
    },
    explanation:
      'Nothing new begins for a registration that is merged into another; `facts.keptHouseholdId` names the one that goes on, where the call is about one household.',
  },
  'household.merge-refused': {
    status: 409,
    title: {
      nb: 'Husstanden kan ikke slås sammen med en annen nå.',
      nn: 'Husstanden kan ikkje slåast saman med ein annan no.',
      en: 'The household cannot be merged into another now.',
    },
    explanation:
      'The registration to be merged has a lease (`lease`), an offer that is not settled (`offer`), or is kept apart from somebody from whom the other is not (`keep-apart`); `facts.obstacle` says which. Keep this registration instead, or settle that first.',
  },
  'household.merged-with-itself': {
    status: 422,
    title: {
      nb: 'En husstand kan ikke slås sammen med seg selv.',
      nn: 'Ein husstand kan ikkje slåast saman med seg sjølv.',
      en: 'A household cannot be merged with itself.',
    },
    explanation: 'The two households must be different registrations.',
  },
  'household.identity-number-invalid': {
    status: 422,
    title: {
      nb: 'Fødselsnummeret er ikke gyldig.',
      nn: 'Fødselsnummeret er ikkje gyldig.',
      en: 'The identity number is not valid.',
    },
    explanation: 'The number has the wrong length, a date that does not exist or wrong check digits.',
  },
  'household.identity-number-real': {
    status: 422,
    title: {
      nb: 'Her kan bare syntetiske fødselsnumre brukes.',
      nn: 'Her kan berre syntetiske fødselsnummer brukast.',
      en: 'Only synthetic identity numbers can be used here.',
    },
    explanation:
      'This installation is a demo or a test (`IDENTITY_NUMBERS`): the number has the form of a real person’s and is not taken in. Use one of a test register, whose month is raised by 80 or 40.',
  },
  'household.identity-number-synthetic': {
    status: 422,
    title: {
      nb: 'Fødselsnummeret er syntetisk og kan ikke brukes her.',
      nn: 'Fødselsnummeret er syntetisk og kan ikkje brukast her.',
      en: 'The identity number is synthetic and cannot be used here.',
    },
    explanation:
      'This installation takes numbers of real people (`IDENTITY_NUMBERS`): one of a test register, whose month is raised by 80 or 40, belongs to nobody. Register a person without a number without one.',
  },
  'household.members-contradictory': {
    status: 422,
    title: {
      nb: 'Opplysningene om medlemmene motsier hverandre.',
      nn: 'Opplysningane om medlemmene motseier kvarandre.',
      en: 'What is said about the members contradicts itself.',
    },
    explanation:
      'A household has exactly one applicant and one partner at most, and a number belongs to one member; `errors` names the place.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
