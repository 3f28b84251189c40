import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about the rotation. */
export const ROTATION_PROBLEMS = {
  'rotation-run.not-found': {
    status: 404,
    title: {
      nb: 'Rulleringskjøringen finnes ikke.',
      nn: 'Rulleringskøyringa finst ikkje.',
      en: 'The rotation run does not exist.',
    },
    explanation: 'No rotation run of your municipality has this id.',
  },
  'rotation-run.date-in-the-future': {
    status: 422,
    title: {
      nb: 'Datoen er ikke kommet ennå.',
      nn: 'Datoen er ikkje komen enno.',
      en: 'The date has not come yet.',
    },
    explanation: 'What will be known on a later date is not known yet; ask for today or an earlier date.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
