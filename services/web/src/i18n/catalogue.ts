import { currentLocale, keepLocale, type Locale } from './current-locale.ts';
import { loadMessages, type Texts } from './load-messages.ts';

/** The language of the pages and the texts of it that are there. */
export interface Catalogue {
  readonly locale: Locale;
  readonly messages: Texts;
}

let current: Catalogue = { locale: currentLocale(), messages: {} };
let isFirstPage = true;
const listeners = new Set<() => void>();

/** What is there now; the same object until something changes. */
export function readCatalogue(): Catalogue {
  return current;
}

/** Calls back whenever the catalogue changes, until what it returns is called. */
export function watchCatalogue(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Fetches a language, which is the one of the pages once it is there, here and on the next visit. */
export async function chooseLocale(locale: Locale): Promise<void> {
  const messages = await loadMessages(locale, isFirstPage);
  keepLocale(locale);
  show({ locale, messages });
}

/** Fetches the texts of the language that this browser had before, as far as the first page needs them. */
export async function loadFirstTexts(): Promise<void> {
  show({ locale: current.locale, messages: await loadMessages(current.locale, true) });
}

/** Fetches the texts that every page but the first one needs; at once where they are there. */
export async function loadMoreTexts(): Promise<void> {
  if (!isFirstPage) return;
  const { locale } = current;
  const messages = await loadMessages(locale, false);
  isFirstPage = false;
  // Somebody may have chosen another language meanwhile.
  if (current.locale === locale) show({ locale, messages });
  else await chooseLocale(current.locale);
}

function show(catalogue: Catalogue): void {
  current = catalogue;
  for (const listener of listeners) listener();
}
