import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about places. */
export const PLACE_PROBLEMS = {
  'place.not-found': {
    status: 404,
    title: { nb: 'Stedet finnes ikke.', nn: 'Staden finst ikkje.', en: 'The place does not exist.' },
    explanation: 'No building, neighbourhood or district of your municipality has this id.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
