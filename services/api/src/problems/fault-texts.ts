import type { Texts } from './language.ts';

/** What may be wrong with one field, and what people are told about it. No text repeats a value. */
export const FAULT_TEXTS = {
  required: { nb: 'Feltet mangler.', nn: 'Feltet manglar.', en: 'The field is missing.' },
  'unknown-field': { nb: 'Feltet er ukjent.', nn: 'Feltet er ukjent.', en: 'The field is unknown.' },
  type: { nb: 'Verdien har feil type.', nn: 'Verdien har feil type.', en: 'The value has the wrong type.' },
  'not-a-date': {
    nb: 'Verdien er ikke en dato (ÅÅÅÅ-MM-DD).',
    nn: 'Verdien er ikkje ein dato (ÅÅÅÅ-MM-DD).',
    en: 'The value is not a date (YYYY-MM-DD).',
  },
  format: { nb: 'Verdien har feil form.', nn: 'Verdien har feil form.', en: 'The value has the wrong form.' },
  'not-allowed': {
    nb: 'Verdien er ikke blant de tillatte.',
    nn: 'Verdien er ikkje blant dei tillatne.',
    en: 'The value is not among those allowed.',
  },
  'too-small': { nb: 'Verdien er for lav.', nn: 'Verdien er for låg.', en: 'The value is too low.' },
  'too-large': { nb: 'Verdien er for høy.', nn: 'Verdien er for høg.', en: 'The value is too high.' },
  'too-short': {
    nb: 'Verdien er tom eller for kort.',
    nn: 'Verdien er tom eller for kort.',
    en: 'The value is empty or too short.',
  },
  'too-long': { nb: 'Verdien er for lang.', nn: 'Verdien er for lang.', en: 'The value is too long.' },
  'not-unique': {
    nb: 'En verdi står flere ganger.',
    nn: 'Ein verdi står fleire gonger.',
    en: 'A value is there more than once.',
  },
  'too-deep': {
    nb: 'Innholdet har for mange nivåer.',
    nn: 'Innhaldet har for mange nivå.',
    en: 'The content has too many levels.',
  },
  'character-not-allowed': {
    nb: 'Verdien har et tegn som ikke er tillatt.',
    nn: 'Verdien har eit teikn som ikkje er tillate.',
    en: 'The value has a character that is not allowed.',
  },
  'cursor-unknown': {
    nb: 'Markøren er ikke fra denne listen.',
    nn: 'Markøren er ikkje frå denne lista.',
    en: 'The cursor is not from this list.',
  },
  invalid: { nb: 'Verdien er ikke gyldig.', nn: 'Verdien er ikkje gyldig.', en: 'The value is not valid.' },
} as const satisfies Readonly<Record<string, Texts>>;

/** A code of {@link FAULT_TEXTS}. */
export type FaultCode = keyof typeof FAULT_TEXTS;
