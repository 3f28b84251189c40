import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about incidents and reports about environments. */
export const ENVIRONMENT_PROBLEMS = {
  'incident.not-found': {
    status: 404,
    title: {
      nb: 'Hendelsen finnes ikke.',
      nn: 'Hendinga finst ikkje.',
      en: 'The incident does not exist.',
    },
    explanation: 'No incident of your municipality has this id, or not for you.',
  },
  'incident-household.not-found': {
    status: 404,
    title: {
      nb: 'Hendelsen er ikke knyttet til noen husstand.',
      nn: 'Hendinga er ikkje knytt til nokon husstand.',
      en: 'The incident is put down to no household.',
    },
    explanation: 'Nobody is named, or the household is withheld from your role.',
  },
  'incident.place-unclear': {
    status: 422,
    title: {
      nb: 'En hendelse gjelder ett bygg eller én bolig.',
      nn: 'Ei hending gjeld eitt bygg eller éin bustad.',
      en: 'An incident is at one building or one dwelling.',
    },
    explanation: 'Give either `buildingId` or `dwellingId`.',
  },
  'incident.withdrawn-already': {
    status: 409,
    title: {
      nb: 'Hendelsen er allerede trukket.',
      nn: 'Hendinga er alt trekt.',
      en: 'The incident is withdrawn already.',
    },
    explanation: 'It stays with the reason that was given, and counts no more.',
  },
  'environment-report.not-found': {
    status: 404,
    title: {
      nb: 'Bomiljørapporten finnes ikke.',
      nn: 'Bumiljørapporten finst ikkje.',
      en: 'The environment report does not exist.',
    },
    explanation: 'No report of your municipality has this id.',
  },
  'environment-report.withdrawn-already': {
    status: 409,
    title: {
      nb: 'Bomiljørapporten er allerede trukket.',
      nn: 'Bumiljørapporten er alt trekt.',
      en: 'The environment report is withdrawn already.',
    },
    explanation: 'It stays with the reason that was given, and counts no more.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
