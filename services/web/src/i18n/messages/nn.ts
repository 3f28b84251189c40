import type { Messages } from './nb.ts';
import { first } from './nn-first.ts';
import { more } from './nn-more.ts';

/** Texts in nynorsk. */
export const nn: Messages = { ...first, ...more };
