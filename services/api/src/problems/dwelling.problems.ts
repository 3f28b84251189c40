import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about dwellings. */
export const DWELLING_PROBLEMS = {
  'dwelling.not-found': {
    status: 404,
    title: {
      nb: 'Boligen finnes ikke.',
      nn: 'Bustaden finst ikkje.',
      en: 'The dwelling does not exist.',
    },
    explanation: 'No dwelling of your municipality has this id.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
