import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from 'react';
import { IntlProvider } from 'react-intl';
import { chooseLocale, readCatalogue, watchCatalogue } from './catalogue.ts';
import type { Locale } from './current-locale.ts';

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
  const { locale, messages } = useSyncExternalStore(watchCatalogue, readCatalogue);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return (
    <LocaleContext value={{ locale, choose: (chosen) => void chooseLocale(chosen) }}>
      <IntlProvider locale={FORMATS[locale]} messages={messages} defaultLocale="nb">
        {children}
      </IntlProvider>
    </LocaleContext>
  );
}
