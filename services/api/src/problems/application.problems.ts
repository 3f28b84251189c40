import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about applications. */
export const APPLICATION_PROBLEMS = {
  'housing-application.not-found': {
    status: 404,
    title: {
      nb: 'Søknaden finnes ikke.',
      nn: 'Søknaden finst ikkje.',
      en: 'The application does not exist.',
    },
    explanation: 'No application of your municipality has this id.',
  },
  'housing-application.already-open': {
    status: 409,
    title: {
      nb: 'Husstanden har allerede en åpen søknad.',
      nn: 'Husstanden har alt ein open søknad.',
      en: 'The household has an open application already.',
    },
    explanation: 'A household has one open application at a time. Work on that one.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
