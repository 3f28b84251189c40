import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { IntlProvider } from 'react-intl';
import { currentLocale, keepLocale, type Locale } from './current-locale.ts';
import { loadMessages } from './load-messages.ts';
import type { Messages } from './messages/nb.ts';

/** Whose numbers, plurals and times: browsers know none of nynorsk, which has those of bokmål. */
const FORMATS: Readonly<Record<Locale, string>> = { nb: 'nb', nn: 'nb', en: 'en' };

interface LocaleChoice {
  readonly locale: Locale;
  readonly choose: (locale: Locale) => void;
}

const LocaleContext = createContext<LocaleChoice>({ locale: 'nb', choose: () => undefined });

/** The language of the pages, and how to change it. */
export function useLocale(): LocaleChoice {
  return useContext(LocaleContext);
}

/**
 * Gives everything within it the texts of the chosen language, and says to the browser which one it is. `firstMessages`
 * are those of the language that this browser had before.
 */
export function LocaleProvider({
  firstMessages,
  children,
}: {
  readonly firstMessages: Messages;
  readonly children: ReactNode;
}): ReactNode {
  const [{ locale, messages }, setChosen] = useState({ locale: currentLocale(), messages: firstMessages });
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  const choose = (chosen: Locale): void => {
    void loadMessages(chosen).then((texts) => {
      keepLocale(chosen);
      setChosen({ locale: chosen, messages: texts });
    });
  };
  return (
    <LocaleContext value={{ locale, choose }}>
      <IntlProvider locale={FORMATS[locale]} messages={messages} defaultLocale="nb">
        {children}
      </IntlProvider>
    </LocaleContext>
  );
}
