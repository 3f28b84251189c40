import { first } from './en-first.ts';
import { more } from './en-more.ts';
import type { Messages } from './nb.ts';

/** Texts in English. */
export const en: Messages = { ...first, ...more };
