import type { Locale } from './current-locale.ts';
import type { Messages } from './messages/nb.ts';

const LOADERS: Readonly<Record<Locale, () => Promise<Messages>>> = {
  nb: async () => (await import('./messages/nb.ts')).nb,
  nn: async () => (await import('./messages/nn.ts')).nn,
  en: async () => (await import('./messages/en.ts')).en,
};

/** The texts of one language; the others are not fetched before somebody chooses them. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  return await LOADERS[locale]();
}
