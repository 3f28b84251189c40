import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about applications to take in a household member. */
export const OCCUPANCY_REQUEST_PROBLEMS = {
  'occupancy-request.not-found': {
    status: 404,
    title: {
      nb: 'Søknaden om å ta opp noen i husstanden finnes ikke.',
      nn: 'Søknaden om å ta opp nokon i husstanden finst ikkje.',
      en: 'The application to take in a household member does not exist.',
    },
    explanation: 'No such application of your municipality has this id.',
  },
  'occupancy-request.already-answered': {
    status: 409,
    title: {
      nb: 'Søknaden er allerede besvart.',
      nn: 'Søknaden er alt svart på.',
      en: 'The application has been answered already.',
    },
    explanation: 'An answer is given once. Ask the tenant for a new application if the matter has changed.',
  },
  'occupancy-request.approved-by-silence': {
    status: 409,
    title: {
      nb: 'Fristen er ute, og søknaden regnes som godkjent.',
      nn: 'Fristen er ute, og søknaden blir rekna som godkjend.',
      en: 'The time to answer has run out, and the application counts as approved.',
    },
    explanation:
      'Without an answer within a month of receipt, approval counts as given (husleieloven § 7-6); `facts.dueOn` was the last day. An approval may still be written down.',
  },
  'occupancy-request.refusal-unfounded': {
    status: 422,
    title: {
      nb: 'Avslaget mangler lovlig grunn eller begrunnelse.',
      nn: 'Avslaget manglar lovleg grunn eller grunngiving.',
      en: 'The refusal has no lawful ground or no reason.',
    },
    explanation:
      'A refusal rests on the person, clear overcrowding, or the design or purpose of the dwelling (husleieloven §§ 7-1 and 11-1), with a reason of twenty characters or more. An approval has no such ground.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
