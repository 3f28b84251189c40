import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about offers, refusals of offers, the next in line, and the tasks they leave. */
export const OFFER_PROBLEMS = {
  'offer.not-found': {
    status: 404,
    title: {
      nb: 'Tilbudet finnes ikke.',
      nn: 'Tilbodet finst ikkje.',
      en: 'The offer does not exist.',
    },
    explanation: 'No offer of your municipality has this id.',
  },
  'offer.deadline-passed': {
    status: 409,
    title: {
      nb: 'Fristen for å svare på tilbudet er ute.',
      nn: 'Fristen for å svare på tilbodet er ute.',
      en: 'The time to answer the offer is over.',
    },
    explanation:
      'The last day to answer stands in `facts.answerBy`, counted in Norway. The offer is expired, or about to be marked as such; a new offer takes a new decision.',
  },
  'offer.circle-open': {
    status: 409,
    title: {
      nb: 'Ikke alle i bytteringen har svart ja ennå.',
      nn: 'Ikkje alle i byteringen har svart ja enno.',
      en: 'Not everybody in the circle of moves has accepted yet.',
    },
    explanation:
      'Tenants who change homes in a circle get their leases when all have accepted: until then the dwelling is let to the one who lives there.',
  },
  'offer.circle-underway': {
    status: 409,
    title: {
      nb: 'Bytteringen er i gang.',
      nn: 'Byteringen er i gang.',
      en: 'The circle of moves is under way.',
    },
    explanation:
      'A lease was made in the circle, and the homes of the others have ended for it: they get theirs, too. What comes of it later is settled by the leases.',
  },
  'offer.household-gone': {
    status: 409,
    title: {
      nb: 'Husstanden står ikke lenger i køen.',
      nn: 'Husstanden står ikkje lenger i køen.',
      en: 'The household is not in the queue any more.',
    },
    explanation:
      'Its application was withdrawn, has expired or was refused since the offer was made, and it is no tenant. Withdraw the offer, or register a new application and decide it first.',
  },
  'offer-refusal.not-found': {
    status: 404,
    title: {
      nb: 'Tilbudet er ikke avslått.',
      nn: 'Tilbodet er ikkje avslått.',
      en: 'The offer was not declined.',
    },
    explanation: 'No declined offer of your municipality has this id.',
  },
  'offer-refusal.already-assessed': {
    status: 409,
    title: {
      nb: 'Avslaget er vurdert.',
      nn: 'Avslaget er vurdert.',
      en: 'The refusal is assessed already.',
    },
    explanation: 'A refusal is assessed once.',
  },
  'succession.not-found': {
    status: 404,
    title: {
      nb: 'Forslaget om nestemann finnes ikke.',
      nn: 'Framlegget om nestemann finst ikkje.',
      en: 'The proposal of the next in line does not exist.',
    },
    explanation: 'No proposal of a next in line of your municipality has this id.',
  },
  'succession.stale': {
    status: 409,
    title: {
      nb: 'Boligen eller husstanden er ikke lenger slik forslaget bygger på.',
      nn: 'Bustaden eller husstanden er ikkje lenger slik framlegget byggjer på.',
      en: 'Dwelling or household are no longer what the proposal rests on.',
    },
    explanation:
      'Judged by the facts of today, the household cannot get the dwelling; `facts.reason` says why. Discard the proposal: the next in line is looked for again.',
  },
  'case-task.not-found': {
    status: 404,
    title: {
      nb: 'Oppgaven finnes ikke, eller den er utført.',
      nn: 'Oppgåva finst ikkje, eller ho er utført.',
      en: 'The task does not exist, or is done.',
    },
    explanation: 'No open task of your municipality has this id.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
