import type { PlainDateString } from '@boligtrapp/domain';

/** Time, for use cases; rules take values instead. */
export interface Clock {
  /** The present instant, RFC 3339 in UTC with `Z`. */
  now(): string;
  /** The civil date in Norway (Europe/Oslo) at this instant. */
  today(): PlainDateString;
}

/** Ids of new rows. */
export interface IdSource {
  /** A UUID of version 7, never the same twice. */
  next(): string;
}

/** Seeds of drawn lots; each is stored with its draw, so that anyone can draw again. */
export interface LotSource {
  /** 32 to 128 hexadecimal digits in lower case, from a source that nobody can foresee. */
  seed(): string;
}

/** Seals texts of the traces with a key that the database does not have. */
export interface AuditSealer {
  readonly seal: (text: string) => { readonly keyId: string; readonly seal: string };
  /** Whether the seal is over this text, by a key that is known. */
  isSealed(text: string, seal: { readonly keyId: string; readonly seal: string }): boolean;
}

/** Secrets that open something to whoever knows them; stored as a hash only. */
export interface TokenSource {
  /** 64 hexadecimal digits in lower case, from a source that nobody can foresee. */
  secret(): string;
}
