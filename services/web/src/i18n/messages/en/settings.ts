import type { settings as wanted } from '../nb/settings.ts';

/** Texts in English. */
export const settings: Readonly<Record<keyof typeof wanted, string>> = {
  'settings.title': 'Sessions',
  'settings.what':
    'This is where you are signed in. If you do not recognise a session, end it and tell your leader.',
  'settings.sessions': 'Where you are signed in',
  'settings.signedIn': 'Signed in',
  'settings.used': 'Last used',
  'settings.expires': 'Lasts until',
  'settings.where': 'Where',
  'settings.here': 'This browser',
  'settings.end': 'Sign out there',
  'settings.ended': 'The session is over.',
  'settings.link': 'Your sessions',
};
