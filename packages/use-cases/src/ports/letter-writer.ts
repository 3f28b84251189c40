import type { LetterDetails, LetterKind, LetterLanguage, PlainDateString } from '@boligtrapp/domain';

/** What a letter says, beside its fixed text. Never an identity number, and no address of a person. */
export interface LetterContent extends LetterDetails {
  /** Names of those to whom the lease is let. */
  readonly recipientLines: readonly string[];
  /** Building and reference of the dwelling; the reference alone where somebody's address is protected. */
  readonly dwelling: string;
  readonly municipalityName: string;
  readonly caseReference: string;
  readonly letterOn: PlainDateString;
  /** Last day of the term (inclusive). */
  readonly endOn: PlainDateString;
  readonly contactLines: readonly string[];
  readonly senderLines: readonly string[];
}

/** A letter to be written. */
export interface LetterToWrite {
  readonly letterKind: LetterKind;
  readonly language: LetterLanguage;
  /** Bytes of the municipality's Word template; null for the text that comes with the product. */
  readonly template: Uint8Array | null;
  readonly content: LetterContent;
  /** Instant (UTC) that the files bear. */
  readonly createdAt: string;
}

/** Why a Word template cannot be used. */
export type TemplateFault = 'too-large' | 'not-docx' | 'unsafe' | 'broken' | 'placeholder-unknown';

/** What came of writing a letter. */
export type WritingResult =
  | { readonly kind: 'written'; readonly docx: Uint8Array; readonly pdf: Uint8Array }
  /** The template does not take the content; `detail` names placeholders or parts of it. */
  | { readonly kind: 'template-refused'; readonly because: TemplateFault; readonly detail: string }
  /** The font lacks a character of the text. */
  | { readonly kind: 'character-missing' }
  /** The process that makes the files is busy or has failed. */
  | { readonly kind: 'unavailable' };

/** Makes letters of content: a Word file, and a PDF with the same text. Knows no case and stores nothing. */
export interface LetterWriter {
  /** The same letter gives the same bytes. */
  write(letter: LetterToWrite): Promise<WritingResult>;
  /** The text that comes with the product, as a Word template. */
  defaultTemplate(letterKind: LetterKind, language: LetterLanguage): Uint8Array;
}
