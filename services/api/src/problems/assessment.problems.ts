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
  'assessment.bedrooms-reason-missing': {
    status: 422,
    title: {
      nb: 'Antall soverom avviker fra normen uten begrunnelse.',
      nn: 'Talet på soverom avvik frå norma utan grunngiving.',
      en: 'The bedrooms differ from the norm without a reason.',
    },
    explanation:
      'The norm of the policy gives `facts.norm` bedrooms for the household, and up to `facts.most` without a reason. Other numbers need `bedroomsReason`.',
  },
  'assessment.children-contradictory': {
    status: 422,
    title: {
      nb: 'Opplysningene om barna motsier hverandre.',
      nn: 'Opplysningane om barna motseier kvarandre.',
      en: 'What is said about the children contradicts itself.',
    },
    explanation: 'Each age group is named once, and the groups add up to the number of children.',
  },
  'assessment.extra-load-refused': {
    status: 422,
    title: {
      nb: 'Regelsettet tillater ikke så mye ekstra belastning.',
      nn: 'Regelsettet tillèt ikkje så mykje ekstra belasting.',
      en: 'The policy set does not allow so much extra load.',
    },
    explanation:
      'An assessment may add load points to those of the level up to a figure of the policy in force, `facts.most`; none where the policy has no such figure.',
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
