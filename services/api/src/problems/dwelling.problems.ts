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
  'dwelling.not-leased-in': {
    status: 422,
    title: {
      nb: 'Kommunen leier ikke inn boligen.',
      nn: 'Kommunen leiger ikkje inn bustaden.',
      en: 'The municipality does not lease the dwelling in.',
    },
    explanation: 'Only the contract by which a dwelling is leased in can run out.',
  },
  'dwelling.let': {
    status: 409,
    title: {
      nb: 'Boligen er leid ut.',
      nn: 'Bustaden er leigd ut.',
      en: 'The dwelling is let.',
    },
    explanation:
      'Somebody holds a lease of the unit on that day or later. Close it first, or choose a later day.',
  },
  'dwelling.promised': {
    status: 409,
    title: {
      nb: 'Boligen er tilbudt eller lovet bort.',
      nn: 'Bustaden er tilboden eller lova bort.',
      en: 'The dwelling is promised to somebody.',
    },
    explanation: 'An offer of the unit waits, is open, or is accepted without its lease.',
  },
  'dwelling.place-overfilled': {
    status: 409,
    title: {
      nb: 'Stedet har ikke plass til en bolig til.',
      nn: 'Staden har ikkje plass til ein bustad til.',
      en: 'The place has no room for one more dwelling.',
    },
    explanation:
      'With one more household of the step of the unit the place would carry more than its cap; `facts` names the place and the figures.',
  },
  'dwelling.no-policy-in-force': {
    status: 422,
    title: {
      nb: 'Ikke noe regelsett gjelder den dagen.',
      nn: 'Ikkje noko regelsett gjeld den dagen.',
      en: 'No policy set is in force on that day.',
    },
    explanation: 'The load of the place cannot be worked out without one.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
