import type { Locale } from './current-locale.ts';
import type { Messages } from './messages/nb.ts';

/** Texts of one language: those of the first page, and the others once some other page has asked for them. */
export type Texts = Partial<Messages>;

const FIRST: Readonly<Record<Locale, () => Promise<Texts>>> = {
  nb: async () => (await import('./messages/nb-first.ts')).first,
  nn: async () => (await import('./messages/nn-first.ts')).first,
  en: async () => (await import('./messages/en-first.ts')).first,
};
const MORE: Readonly<Record<Locale, () => Promise<Texts>>> = {
  nb: async () => (await import('./messages/nb-more.ts')).more,
  nn: async () => (await import('./messages/nn-more.ts')).more,
  en: async () => (await import('./messages/en-more.ts')).more,
};

/** The texts of one language; the other languages are not fetched before somebody chooses them. */
export async function loadMessages(locale: Locale, isFirstPage: boolean): Promise<Texts> {
  if (isFirstPage) return await FIRST[locale]();
  const [first, more] = await Promise.all([FIRST[locale](), MORE[locale]()]);
  return { ...first, ...more };
}
