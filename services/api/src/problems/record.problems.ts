import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals that any record may meet. */
export const RECORD_PROBLEMS = {
  'record.date-in-the-future': {
    status: 422,
    title: {
      nb: 'En dato ligger fram i tid.',
      nn: 'Ein dato ligg fram i tid.',
      en: 'A date lies in the future.',
    },
    explanation:
      'The field records something that has happened; `errors` names it. Use today or an earlier date.',
  },
  'record.date-in-the-past': {
    status: 422,
    title: {
      nb: 'En dato er allerede passert.',
      nn: 'Ein dato er alt passert.',
      en: 'A date is in the past.',
    },
    explanation:
      'The field says when something is to hold or to happen; `errors` names it. A day of review must lie ahead, others may be today.',
  },
  'record.range-reversed': {
    status: 400,
    title: {
      nb: 'Slutten kommer før begynnelsen.',
      nn: 'Slutten kjem før starten.',
      en: 'The end comes before the start.',
    },
    explanation: 'The end of a period or range must not lie before its start; `errors` names the field.',
  },
  'record.reference-unknown': {
    status: 422,
    title: {
      nb: 'Noe det vises til, finnes ikke.',
      nn: 'Noko det blir vist til, finst ikkje.',
      en: 'Something that is referred to does not exist.',
    },
    explanation: 'The id in the field that `errors` names is no row of your municipality.',
  },
  'record.transition-refused': {
    status: 409,
    title: {
      nb: 'Dette går ikke i den tilstanden saken er i.',
      nn: 'Dette går ikkje i den tilstanden saka er i.',
      en: 'This does not go in the present state.',
    },
    explanation:
      'The state, the action asked for and the actions allowed stand in `facts`. Read it again: somebody else may have been first.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
