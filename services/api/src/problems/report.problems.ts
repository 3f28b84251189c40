import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about reports, who is told of them, and calendar links. */
export const REPORT_PROBLEMS = {
  'rotation-report.not-found': {
    status: 404,
    title: {
      nb: 'Det finnes ingen rapport for denne kjøringen.',
      nn: 'Det finst ingen rapport for denne køyringa.',
      en: 'There is no report of this run.',
    },
    explanation:
      'The run is not done, or it was made before its findings were kept. Have the run of the date made again.',
  },
  'capacity-gap.not-made': {
    status: 503,
    title: {
      nb: 'Kapasitetsgapet ble ikke laget som dokument.',
      nn: 'Kapasitetsgapet vart ikkje laga som dokument.',
      en: 'The capacity gap was not made into a document.',
    },
    explanation:
      'It took too long, or it needed more memory than it may have. Ask again later; the workbook holds the same.',
  },
  'rotation-report.not-made': {
    status: 503,
    title: {
      nb: 'Dokumentet ble ikke laget.',
      nn: 'Dokumentet vart ikkje laga.',
      en: 'The document was not made.',
    },
    explanation:
      'It took too long, or it needed more memory than it may have. Ask again later; the workbook and the JSON report hold the same.',
  },
  'report-subscription.not-found': {
    status: 404,
    title: {
      nb: 'Abonnementet finnes ikke.',
      nn: 'Abonnementet finst ikkje.',
      en: 'The subscription does not exist.',
    },
    explanation: 'No subscription of your municipality has this id.',
  },
  'report-subscription.already-active': {
    status: 409,
    title: {
      nb: 'Rollen abonnerer allerede.',
      nn: 'Rolla abonnerer alt.',
      en: 'The role is subscribed already.',
    },
    explanation: 'A role is told of each report once. End the other subscription first, or leave it.',
  },
  'report-subscription.role-cannot-read': {
    status: 422,
    title: {
      nb: 'Rollen har ikke tilgang til rapporter.',
      nn: 'Rolla har ikkje tilgang til rapportar.',
      en: 'The role may not read reports.',
    },
    explanation: 'The link of a delivery would show nothing to this role.',
  },
  'calendar-link.not-found': {
    status: 404,
    title: {
      nb: 'Kalenderadressen finnes ikke.',
      nn: 'Kalenderadressa finst ikkje.',
      en: 'The calendar link does not exist.',
    },
    explanation:
      'You have no calendar link with this id; or the address is unknown, was revoked, or is past its last day. Make another one.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
