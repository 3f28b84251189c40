import type { settings as wanted } from '../nb/settings.ts';

/** Texts in nynorsk. */
export const settings: Readonly<Record<keyof typeof wanted, string>> = {
  'settings.title': 'Innloggingar',
  'settings.what':
    'Her ser du kvar du er logga inn. Kjenner du ikkje igjen ei innlogging, avsluttar du ho og seier frå til leiaren din.',
  'settings.sessions': 'Kvar du er logga inn',
  'settings.signedIn': 'Logga inn',
  'settings.used': 'Sist brukt',
  'settings.expires': 'Varer til',
  'settings.where': 'Kvar',
  'settings.here': 'Denne nettlesaren',
  'settings.end': 'Logg ut der',
  'settings.ended': 'Innlogginga er avslutta.',
  'settings.link': 'Innloggingane dine',
};
