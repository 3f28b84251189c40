import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about assessments of need. */
export const ASSESSMENT_PROBLEMS = {
  'assessment.not-found': {
    status: 404,
    title: {
      nb: 'Kartleggingen finnes ikke.',
      nn: 'Kartlegginga finst ikkje.',
      en: 'The assessment does not exist.',
    },
    explanation: 'No assessment of your municipality has this id.',
  },
  'assessment.acceptable-level-refused': {
    status: 422,
    title: {
      nb: 'Nivået kan ikke godtas for dette behovet.',
      nn: 'Nivået kan ikkje godtakast for dette behovet.',
      en: 'The level cannot be accepted for this need.',
    },
    explanation:
      'An acceptable level is one above or one below the assessed one, named once, with a reason of its own side, where the policy in force allows that side; `facts.fault` says which of these fails.',
  },
  'assessment.points-differ': {
    status: 422,
    title: {
      nb: 'Poengene stemmer ikke med delene.',
      nn: 'Poenga stemmer ikkje med delane.',
      en: 'The points do not equal the sum of their parts.',
    },
    explanation:
      'The points of need must be the sum of the points of their parts; `facts.sumOfParts` has it.',
  },
  'assessment.urgency-class-unknown': {
    status: 422,
    title: {
      nb: 'Hasteklassen finnes ikke i regelsettet.',
      nn: 'Hasteklassen finst ikkje i regelsettet.',
      en: 'The policy set has no such urgency class.',
    },
    explanation:
      'The urgency classes stand in the policy set in force; `facts.lastClass` is the number of the last.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
