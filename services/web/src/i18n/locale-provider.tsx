import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { IntlProvider } from 'react-intl';
import { currentLocale, keepLocale, type Locale } from './current-locale.ts';
import { en } from './messages/en.ts';
import { type Messages, nb } from './messages/nb.ts';
import { nn } from './messages/nn.ts';

const MESSAGES: Readonly<Record<Locale, Messages>> = { nb, nn, en };

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

/** Gives everything within it the texts of the chosen language, and says to the browser which one it is. */
export function LocaleProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [locale, setLocale] = useState<Locale>(currentLocale);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  const choose = (chosen: Locale): void => {
    keepLocale(chosen);
    setLocale(chosen);
  };
  return (
    <LocaleContext value={{ locale, choose }}>
      <IntlProvider locale={FORMATS[locale]} messages={MESSAGES[locale]} defaultLocale="nb">
        {children}
      </IntlProvider>
    </LocaleContext>
  );
}
