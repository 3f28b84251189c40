import { useIntl } from 'react-intl';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { logWords as en } from '../../i18n/messages/en/log-words.ts';
import { logWords as nb } from '../../i18n/messages/nb/log-words.ts';
import { logWords as nn } from '../../i18n/messages/nn/log-words.ts';
import type { LogField } from './log-fields.ts';

/** Words that the log alone has: they come with it, and not with the first page. */
const WORDS: Readonly<Record<'nb' | 'nn' | 'en', Readonly<Record<string, string>>>> = { nb, nn, en };

/** Words for the codes of the log. */
export interface LogWords {
  /** What was done, by the code of the action. */
  readonly action: (action: string) => string;
  /** What it was done to, by the code of its kind. */
  readonly object: (kind: string) => string;
  /** What was opened, by the code of the reading. */
  readonly operation: (operation: string) => string;
  /** What a part of a change is called. */
  readonly field: (field: LogField) => string;
  /** A word of ours among the values; undefined for any other. */
  readonly value: (value: string) => string | undefined;
}

/** Words for the codes of the log. The codes themselves stand in the technical details. */
export function useLogWords(): LogWords {
  const intl = useIntl();
  const own = WORDS[useLocale().locale];
  const word = (id: string): string | undefined =>
    own[id] ?? (id in intl.messages ? intl.formatMessage({ id }) : undefined);
  const other = (id: string): string => intl.formatMessage({ id });
  return {
    object: (kind) => word(`object.${kind}`) ?? other('log.otherObject'),
    action: (action) => word(`verb.${action.slice(action.indexOf('.') + 1)}`) ?? other('verb.other'),
    operation: (operation) => word(`operation.${operation}`) ?? other('log.otherOperation'),
    field: (field) => word(`field.${field}`) ?? field,
    value: (value) => word(`value.${value}`),
  };
}
