import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals that belong to no aggregate. */
export const SHARED_PROBLEMS = {
  'authorisation.denied': {
    status: 403,
    title: {
      nb: 'Rollen din gir ikke tilgang til dette.',
      nn: 'Rolla di gir ikkje tilgang til dette.',
      en: 'Your role does not allow this.',
    },
    explanation:
      'The role of the access token does not include the permission that `facts.permission` names.',
  },
  'idempotency.answer-withheld': {
    status: 409,
    title: {
      nb: 'Svaret kan ikke gis på nytt.',
      nn: 'Svaret kan ikkje givast på nytt.',
      en: 'The answer cannot be given again.',
    },
    explanation:
      'The request was carried out once. What it was about does not exist for you any more, so that its answer is not repeated.',
  },
  'idempotency.in-progress': {
    status: 409,
    title: {
      nb: 'Den samme forespørselen behandles allerede.',
      nn: 'Den same førespurnaden blir alt behandla.',
      en: 'The same request is being handled already.',
    },
    explanation:
      'Another request with this `Idempotency-Key` is running. Try again in a moment with the same key: the answer is then the first one.',
  },
  'idempotency.key-reused': {
    status: 422,
    title: {
      nb: 'Idempotency-Key er brukt til en annen forespørsel.',
      nn: 'Idempotency-Key er brukt til ein annan førespurnad.',
      en: 'The Idempotency-Key was used for another request.',
    },
    explanation: 'A key stands for one request. Choose a new key for a new request.',
  },
  'record.version-stale': {
    status: 412,
    title: {
      nb: 'Noen andre har endret dette i mellomtiden.',
      nn: 'Nokon andre har endra dette i mellomtida.',
      en: 'Somebody else has changed this in the meantime.',
    },
    explanation: 'The version in `If-Match` is not the present one. Read it again, and decide anew.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
