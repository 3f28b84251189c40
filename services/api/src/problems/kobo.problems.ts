import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about what is kept in step with Kobo. */
export const KOBO_PROBLEMS = {
  'kobo-conflict.not-found': {
    status: 404,
    title: {
      nb: 'Avviket mot Kobo finnes ikke.',
      nn: 'Avviket mot Kobo finst ikkje.',
      en: 'The conflict with Kobo does not exist.',
    },
    explanation: 'No conflict of your municipality has this id.',
  },
  'kobo-link.not-found': {
    status: 404,
    title: {
      nb: 'Boligen er ikke koblet til Kobo.',
      nn: 'Bustaden er ikkje kopla til Kobo.',
      en: 'The dwelling is not linked with Kobo.',
    },
    explanation: 'No dwelling of your municipality that is linked with Kobo has this id.',
  },
  'kobo-question.not-found': {
    status: 404,
    title: {
      nb: 'Spørsmålet om en Kobo-verdi finnes ikke.',
      nn: 'Spørsmålet om ein Kobo-verdi finst ikkje.',
      en: 'The question about a value of Kobo does not exist.',
    },
    explanation: 'No question of your municipality has this id.',
  },
  'kobo-value-pair.not-found': {
    status: 404,
    title: {
      nb: 'Verdiparet finnes ikke.',
      nn: 'Verdiparet finst ikkje.',
      en: 'The pair of values does not exist.',
    },
    explanation: 'No pair that holds in your municipality has this id.',
  },
  'kobo-link.there-already': {
    status: 409,
    title: {
      nb: 'Boligen, leverandør-id-en eller Kobo-boligen er koblet fra før.',
      nn: 'Bustaden, leverandør-id-en eller Kobo-bustaden er kopla frå før.',
      en: 'The dwelling, the supplier id or the dwelling in Kobo is linked already.',
    },
    explanation: 'A dwelling has one counterpart in Kobo, and that one has one dwelling here.',
  },
  'kobo-value-pair.taken': {
    status: 409,
    title: {
      nb: 'En av verdiene har allerede en partner.',
      nn: 'Ein av verdiane har alt ein partnar.',
      en: 'One of the values has a partner already.',
    },
    explanation:
      'Each value has one partner, so that what goes out and comes back is what it was. End the pair that is there first.',
  },
  'kobo-link.counterpart-unclear': {
    status: 422,
    title: {
      nb: 'Oppgi enten Kobo-id eller ny bolig.',
      nn: 'Oppgje anten Kobo-id eller ny bustad.',
      en: 'Give either an id in Kobo or a new dwelling.',
    },
    explanation:
      'A dwelling is linked with one that is in Kobo (`koboId`), or with one that is to be made there (`newDwelling`), not with both and not with neither.',
  },
  'kobo-link.dwelling-faulty': {
    status: 422,
    title: {
      nb: 'Den nye boligen mangler noe Kobo krever.',
      nn: 'Den nye bustaden manglar noko Kobo krev.',
      en: 'The new dwelling lacks something that Kobo demands.',
    },
    explanation:
      'Kobo demands `adresse` and `boligtype`, under its own names; every published field must have the published type. The fields at fault are named.',
  },
  'kobo-value-pair.word-unknown': {
    status: 422,
    title: {
      nb: 'Boligtrapp har ikke denne verdien for feltet.',
      nn: 'Boligtrapp har ikkje denne verdien for feltet.',
      en: 'Boligtrapp has no such value for the field.',
    },
    explanation: 'The values that the field has here are named.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
