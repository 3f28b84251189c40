import type { PdfErrorCode } from './pdf-error.ts';

/** Languages of a document, as in its `/Lang`. */
export const DOCUMENT_LANGUAGES = ['nb', 'nn', 'en'] as const;
/** Language of a document, by its ISO 639 code. */
export type DocumentLanguage = (typeof DOCUMENT_LANGUAGES)[number];

/** What one process is started with. */
export interface PdfSetup {
  /** Folder of the templates; nothing outside of it can be read. */
  readonly templatesDir: string;
  /** Files of the fonts, in the order in which they are preferred. */
  readonly fontFiles: readonly string[];
}

/** One document, as it is handed to the process. */
export interface PdfTask {
  readonly template: string;
  /** JSON text of `{ title, language, data }`: the template parses it, so that nothing in it is ever code. */
  readonly input: string;
  /** Seconds since 1970-01-01T00:00:00Z. */
  readonly createdAtSeconds: number;
}

/** What the process answers. */
export type PdfAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'pdf'; readonly bytes: Uint8Array }
  | { readonly kind: 'fault'; readonly code: PdfErrorCode; readonly detail: string };
