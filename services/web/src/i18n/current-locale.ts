/** Languages of the pages: bokmål, nynorsk, English. */
export const LOCALES = ['nb', 'nn', 'en'] as const;

/** One of {@link LOCALES}. */
export type Locale = (typeof LOCALES)[number];

const KEY = 'boligtrapp.language';

/** The language that was chosen in this browser; bokmål where none was. */
export function currentLocale(): Locale {
  const chosen = localStorage.getItem(KEY);
  return LOCALES.find((locale) => locale === chosen) ?? 'nb';
}

/** Keeps the choice in this browser. */
export function keepLocale(locale: Locale): void {
  localStorage.setItem(KEY, locale);
}
