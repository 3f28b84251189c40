import { STATEMENT_MESSAGES } from '@boligtrapp/contracts';
import type { Statement, StatementFigure } from '@boligtrapp/domain';
import { createIntl, createIntlCache, type IntlShape } from '@formatjs/intl';
import type { Language } from '../problems/language.ts';

const LOCALES: Readonly<Record<Language, string>> = { nb: 'nb-NO', nn: 'nn-NO', en: 'en-GB' };
/** So many names stand in one text; all of them are among the figures. */
const MOST_NAMED = 12;
const CIVIL_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

const cache = createIntlCache();
const makers: Readonly<Record<Language, IntlShape>> = {
  nb: makerOf('nb'),
  nn: makerOf('nn'),
  en: makerOf('en'),
};

function makerOf(language: Language): IntlShape {
  return createIntl(
    { locale: LOCALES[language], messages: { ...STATEMENT_MESSAGES[language] }, onError: fail },
    cache,
  );
}

/** A message that is missing or cannot be made is a fault, never a text with a hole. */
function fail(error: Error): never {
  throw error;
}

/** The text of a statement. */
export function statementText(language: Language, { code, figures }: Statement): string {
  const maker = makers[language];
  // What a rule asks for is met by any of its list.
  const joining = code.startsWith('rule.') ? 'disjunction' : 'conjunction';
  const values = Object.entries(figures).map(
    ([name, figure]) => [name, asShown(maker, figure, joining)] as const,
  );
  return maker.formatMessage({ id: code }, Object.fromEntries(values));
}

/** A statement as the API shows it, for a language. */
export function statementsIn(
  language: Language,
): (statement: Statement) => Statement & { readonly text: string } {
  return (statement) => ({ ...statement, text: statementText(language, statement) });
}

function asShown(
  maker: IntlShape,
  figure: StatementFigure,
  joining: 'conjunction' | 'disjunction',
): string | number {
  if (typeof figure === 'number') return figure;
  if (typeof figure === 'string') return figure.replace(CIVIL_DATE, '$3.$2.$1');
  if (figure.length === 0) return 'none';
  if (figure.length > MOST_NAMED) return `${figure.slice(0, MOST_NAMED).join(', ')} …`;
  return maker.formatList([...figure], { type: joining });
}
