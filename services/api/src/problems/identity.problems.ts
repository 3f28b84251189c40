import type { ProblemDefinition } from './problem-definition.ts';

/** Where somebody is signed in. */
export const IDENTITY_PROBLEMS = {
  'staff-session.not-found': {
    status: 404,
    title: {
      nb: 'Innloggingen finnes ikke.',
      nn: 'Innlogginga finst ikkje.',
      en: 'The session does not exist.',
    },
    explanation: 'No session of yours has this id. `GET /v1/me/sessions` lists them.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
