import { first } from './nb-first.ts';
import { more } from './nb-more.ts';

/** Texts in bokmål, one file a subject; the other languages have the same ids. ICU message format. */
export const nb = { ...first, ...more } as const;

/** Id of a text. */
export type MessageId = keyof typeof nb;

/** A catalogue: every id, no more and no fewer. */
export type Messages = Readonly<Record<MessageId, string>>;
