/** Texts in bokmål. */
export const settings = {
  'settings.title': 'Innlogginger',
  'settings.what':
    'Her ser du hvor du er logget inn. Kjenner du ikke igjen en innlogging, avslutter du den og sier fra til lederen din.',
  'settings.sessions': 'Hvor du er logget inn',
  'settings.signedIn': 'Logget inn',
  'settings.used': 'Sist brukt',
  'settings.expires': 'Varer til',
  'settings.where': 'Hvor',
  'settings.here': 'Denne nettleseren',
  'settings.end': 'Logg ut der',
  'settings.ended': 'Innloggingen er avsluttet.',
  'settings.link': 'Innloggingene dine',
} as const;
