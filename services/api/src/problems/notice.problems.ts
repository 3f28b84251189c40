import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about letters to tenants and their templates. */
export const NOTICE_PROBLEMS = {
  'notice.not-found': {
    status: 404,
    title: {
      nb: 'Varselet finnes ikke.',
      nn: 'Varselet finst ikkje.',
      en: 'The letter does not exist.',
    },
    explanation: 'No letter of your municipality has this id.',
  },
  'notice-letter.not-found': {
    status: 404,
    title: {
      nb: 'Det finnes ikke noe brev å lese.',
      nn: 'Det finst ikkje noko brev å lese.',
      en: 'There is no letter to read.',
    },
    explanation: 'It is not written yet, or your role does not see who somebody is.',
  },
  'notice.no-ground': {
    status: 409,
    title: {
      nb: 'Brevet ville si noe som ikke stemmer lenger.',
      nn: 'Brevet ville seie noko som ikkje stemmer lenger.',
      en: 'The letter would say what is not so any more.',
    },
    explanation:
      '`facts.because` tells why: `closed` and `renewed`: the lease has ended or another took its place; `indefinite`: it has no end.',
  },
  'notice.open-already': {
    status: 409,
    title: {
      nb: 'Et brev av dette slaget er klargjort allerede.',
      nn: 'Eit brev av dette slaget er klargjort alt.',
      en: 'A letter of this kind is prepared already.',
    },
    explanation: 'Send or discard the one that is open for the same last day first.',
  },
  'notice.tells-home': {
    status: 409,
    title: {
      nb: 'Brevet må skrives på nytt før det sendes.',
      nn: 'Brevet må skrivast på nytt før det blir sendt.',
      en: 'The letter must be written anew before it is sent.',
    },
    explanation:
      'It was written before somebody of the household got a protected address, and tells where they live. Written now, it names the dwelling by its reference alone.',
  },
  'notice.details-contradictory': {
    status: 422,
    title: {
      nb: 'Opplysningene passer ikke til brevet.',
      nn: 'Opplysningane passar ikkje til brevet.',
      en: 'The details do not go with the letter.',
    },
    explanation:
      '`facts.because` tells what is wrong with the field: `missing`, `unneeded`, or `too-early`. An invitation needs time and place; a request to move after the last day needs the day by which to move, and no request may name a day before the last one of the term.',
  },
  'notice.recipient-missing': {
    status: 422,
    title: {
      nb: 'Husstanden har ingen som brevet kan gå til.',
      nn: 'Husstanden har ingen som brevet kan gå til.',
      en: 'The household has nobody to whom the letter can go.',
    },
    explanation: 'Register the applicant or the partner of the household first.',
  },
  'notice.sender-missing': {
    status: 422,
    title: {
      nb: 'Brevet trenger en avsender.',
      nn: 'Brevet treng ein avsendar.',
      en: 'The letter needs a sender.',
    },
    explanation: 'Record whom a tenant contacts and who signs (`POST /v1/letter-sender`).',
  },
  'notice.sent-before-written': {
    status: 422,
    title: {
      nb: 'Brevet kan ikke være sendt før det ble skrevet.',
      nn: 'Brevet kan ikkje vere sendt før det vart skrive.',
      en: 'The letter cannot have been sent before it was written.',
    },
    explanation:
      'The day of sending is before the day on which the stored text was written. Record a letter that was sent without this system as a notice of the lease.',
  },
  'letter.not-made': {
    status: 503,
    title: {
      nb: 'Brevet kunne ikke lages nå.',
      nn: 'Brevet kunne ikkje lagast no.',
      en: 'The letter could not be made now.',
    },
    explanation: 'What makes the files is busy or has failed. Try again; nothing was stored.',
  },
  'letter.character-missing': {
    status: 422,
    title: {
      nb: 'Brevet har et tegn som skrifttypen mangler.',
      nn: 'Brevet har eit teikn som skrifttypen manglar.',
      en: 'The letter has a character that the font lacks.',
    },
    explanation: 'Names and texts of letters may have the letters of European languages.',
  },
  'letter-template.not-found': {
    status: 404,
    title: {
      nb: 'Brevmalen finnes ikke.',
      nn: 'Brevmalen finst ikkje.',
      en: 'The template does not exist.',
    },
    explanation: 'No template of your municipality has this id.',
  },
  'letter-template.refused': {
    status: 422,
    title: {
      nb: 'Brevmalen kan ikke brukes.',
      nn: 'Brevmalen kan ikkje brukast.',
      en: 'The template cannot be used.',
    },
    explanation:
      '`facts.because` tells why: `too-large`; `not-docx`; `unsafe` (macros, embedded files, links that Word follows by itself); `broken` (a placeholder is not closed, or a part is nested too deep); `placeholder-unknown`. `facts.detail` names what it is about. The product’s own template (`GET /v1/default-letter-templates`) has every placeholder.',
  },
  'letter-sender.not-found': {
    status: 404,
    title: {
      nb: 'Avsenderen av brev er ikke registrert.',
      nn: 'Avsendaren av brev er ikkje registrert.',
      en: 'Nobody has said who sends the letters.',
    },
    explanation: 'Record whom a tenant contacts and who signs (`POST /v1/letter-sender`).',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
