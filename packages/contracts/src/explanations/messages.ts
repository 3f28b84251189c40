import { EN_STATEMENTS } from './messages.en.ts';
import { NB_STATEMENTS } from './messages.nb.ts';
import { NN_STATEMENTS } from './messages.nn.ts';
import type { StatementMessages } from './statement-messages.ts';

/**
 * The texts of all statements in every language. API and pages make them with the same catalogue: lists are joined and
 * civil dates written as `31.12.2026` before they come in; `none` stands for a figure that is not there.
 */
export const STATEMENT_MESSAGES: Readonly<Record<'nb' | 'nn' | 'en', StatementMessages>> = {
  nb: NB_STATEMENTS,
  nn: NN_STATEMENTS,
  en: EN_STATEMENTS,
};
