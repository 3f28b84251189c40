import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about policy sets. */
export const POLICY_SET_PROBLEMS = {
  'policy-set.not-found': {
    status: 404,
    title: {
      nb: 'Regelsettet finnes ikke.',
      nn: 'Regelsettet finst ikkje.',
      en: 'The policy set does not exist.',
    },
    explanation: 'No policy set of your municipality has this id.',
  },
  'policy-set.none-in-force': {
    status: 404,
    title: {
      nb: 'Ikke noe regelsett gjelder på denne datoen.',
      nn: 'Ikkje noko regelsett gjeld på denne datoen.',
      en: 'No policy set is in force on this date.',
    },
    explanation: 'Put a policy set in force for the date that `facts.on` names.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
