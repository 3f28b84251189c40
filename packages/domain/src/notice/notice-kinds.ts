import type { PlainDateString } from '../time/plain-date.ts';

/** Letters about the end of a lease that a rule prepares. `move-request` is the flytteoppfordring. */
export const PREPARED_NOTICE_KINDS = ['move-request', 'expiry-information', 'interview-invitation'] as const;
/** One of {@link PREPARED_NOTICE_KINDS}. */
export type PreparedNoticeKind = (typeof PREPARED_NOTICE_KINDS)[number];

/** A request to move is sent before the last day (`first`) and once more after it; other letters are sent once. */
export const NOTICE_SEQUENCES = ['first', 'second'] as const;
/** One of {@link NOTICE_SEQUENCES}. */
export type NoticeSequence = (typeof NOTICE_SEQUENCES)[number];

/** Texts that a municipality may have a template for; a request to move reads otherwise once the term is over. */
export const LETTER_KINDS = [
  'move-request-before-end',
  'move-request-after-end',
  'expiry-information',
  'interview-invitation',
] as const;
/** One of {@link LETTER_KINDS}. */
export type LetterKind = (typeof LETTER_KINDS)[number];

/** The official written forms of Norwegian, both of which letters are written in. */
export const LETTER_LANGUAGES = ['nb', 'nn'] as const;
/** One of {@link LETTER_LANGUAGES}. */
export type LetterLanguage = (typeof LETTER_LANGUAGES)[number];

/** Which letter is meant. */
export interface NoticeType {
  readonly kind: PreparedNoticeKind;
  readonly sequence: NoticeSequence;
}

/** Every letter that there is, in the order in which they fall due. */
export const NOTICE_TYPES: readonly NoticeType[] = [
  { kind: 'expiry-information', sequence: 'first' },
  { kind: 'interview-invitation', sequence: 'first' },
  { kind: 'move-request', sequence: 'first' },
  { kind: 'move-request', sequence: 'second' },
];

/** The text of a letter that is written on `on`: through the last day the term goes on, after it the term is over. */
export function letterKindOf(
  kind: PreparedNoticeKind,
  lastDay: PlainDateString,
  on: PlainDateString,
): LetterKind {
  if (kind !== 'move-request') return kind;
  return on <= lastDay ? 'move-request-before-end' : 'move-request-after-end';
}
