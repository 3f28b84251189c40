import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about households that are kept apart. */
export const KEEP_APART_PROBLEMS = {
  'keep-apart.not-found': {
    status: 404,
    title: {
      nb: 'Opplysningen finnes ikke.',
      nn: 'Opplysninga finst ikkje.',
      en: 'The keep-apart pair does not exist.',
    },
    explanation: 'No keep-apart pair of your municipality has this id, or not for you.',
  },
  'keep-apart.already-kept-apart': {
    status: 409,
    title: {
      nb: 'De to holdes allerede atskilt i perioden.',
      nn: 'Dei to blir alt haldne åtskilde i perioden.',
      en: 'The two are kept apart already in this period.',
    },
    explanation:
      'Another pair with the same scope holds on one of the days. Review that one, or end it first.',
  },
  'keep-apart.ended': {
    status: 409,
    title: {
      nb: 'De to holdes ikke lenger atskilt.',
      nn: 'Dei to blir ikkje lenger haldne åtskilde.',
      en: 'The pair has ended, or ends by then.',
    },
    explanation: '`facts` names the day. Register a new pair where the two must be kept apart again.',
  },
  'keep-apart.same-household': {
    status: 422,
    title: {
      nb: 'En husstand kan ikke holdes atskilt fra seg selv.',
      nn: 'Ein husstand kan ikkje haldast åtskild frå seg sjølv.',
      en: 'A household cannot be kept apart from itself.',
    },
    explanation: 'Name two households.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
