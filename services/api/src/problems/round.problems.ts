import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about rounds and proposals. */
export const ROUND_PROBLEMS = {
  'round.not-found': {
    status: 404,
    title: { nb: 'Runden finnes ikke.', nn: 'Runden finst ikkje.', en: 'The round does not exist.' },
    explanation: 'No round of your municipality has this id.',
  },
  'proposal.not-found': {
    status: 404,
    title: {
      nb: 'Runden har ikke noe forslag.',
      nn: 'Runden har ikkje noko forslag.',
      en: 'The round has no proposal.',
    },
    explanation:
      'The round is still being computed, or could not be computed. Its state says which; ask again when it is "proposed".',
  },
  'round.export-recused': {
    status: 403,
    title: {
      nb: 'Du kan ikke hente filene for denne runden.',
      nn: 'Du kan ikkje hente filene for denne runden.',
      en: 'You cannot export the files of this round.',
    },
    explanation:
      'The files of a round are checked as a whole, so no household can be left out of them, and they are for those alone who may know of every case in them.',
  },
  'round.household-served': {
    status: 409,
    title: {
      nb: 'Husstanden får bolig i forslaget.',
      nn: 'Husstanden får bustad i forslaget.',
      en: 'The proposal gives the household a dwelling.',
    },
    explanation: 'There is no change to look for: the nearest change is that of a household that gets none.',
  },
  'verdict.not-found': {
    status: 404,
    title: {
      nb: 'Husstanden er ikke med i runden.',
      nn: 'Husstanden er ikkje med i runden.',
      en: 'The household takes no part in the round.',
    },
    explanation: 'Only households that were frozen into the round were judged.',
  },
  'round.meeting-in-the-past': {
    status: 422,
    title: {
      nb: 'Møtet har allerede vært.',
      nn: 'Møtet har alt vore.',
      en: 'The meeting is in the past.',
    },
    explanation: 'A round is computed for a meeting today or later.',
  },
  'round.no-policy-in-force': {
    status: 422,
    title: {
      nb: 'Ikke noe regelsett gjelder på møtedagen.',
      nn: 'Ikkje noko regelsett gjeld på møtedagen.',
      en: 'No policy set is in force on the day of the meeting.',
    },
    explanation: 'Put a policy set in force for that day, then create the round.',
  },
  'round.too-large': {
    status: 422,
    title: {
      nb: 'Runden har for mange husstander og boliger.',
      nn: 'Runden har for mange husstandar og bustader.',
      en: 'The round has too many households and dwellings.',
    },
    explanation:
      'Every household is judged against every dwelling, and all of it must fit in the memory of one solver. The details give both numbers and the most pairs. Make the horizon shorter, or make a round for each track.',
  },
  'solver.unavailable': {
    status: 503,
    title: {
      nb: 'Beregningen ble ikke ferdig.',
      nn: 'Utrekninga vart ikkje ferdig.',
      en: 'The computation was not finished.',
    },
    explanation:
      'Too much is computed at the same time, it took too long, or it needed more memory than it may have. Nothing was stored; ask again later, or for less.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
