import type { NoarkMetadata } from '@boligtrapp/domain';

/** A document that leaves, whole. */
export interface OutgoingDocument {
  /** The same in every attempt: whoever takes it twice keeps it once. */
  readonly id: string;
  readonly municipalityId: string;
  /** Name of the file, without a folder. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly metadata: NoarkMetadata;
}

/** Where a document is found from now on. */
export interface HandedOver {
  /** What the receiver knows it by, 1 to 200 characters; no personal data. */
  readonly reference: string;
}

/**
 * The municipality's archive (sakarkiv, Noark 5). An adapter holds what the contract test in `packages/testing` says: a
 * document is there when the promise resolves, whole or not at all; the same one again changes nothing and has the same
 * reference; another one under the same id is refused.
 */
export interface RecordsArchive {
  deposit(document: OutgoingDocument): Promise<HandedOver>;
}

/**
 * Who dispatches letters (SvarUt, eFormidling). The same contract as that of the archive. Never gets a letter to
 * somebody with a protected address.
 */
export interface LetterDispatch {
  dispatch(letter: OutgoingDocument): Promise<HandedOver>;
}
