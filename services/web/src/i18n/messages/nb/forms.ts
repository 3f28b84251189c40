/** Texts in bokmål. */
export const forms = {
  'session.over': 'Du er logget ut',
  'session.kept':
    'Det du har skrevet, er her fortsatt når du logger inn igjen. Innloggingen åpnes i et nytt vindu.',
  'session.signInAgain': 'Logg inn igjen',
  'session.discard': 'Gå til forsiden og forkast',
  'session.signedIn': 'Du er logget inn',
  'session.closeWindow': 'Lukk dette vinduet, og gå tilbake til der du var.',
  'form.missing': 'Fyll ut «{field}»',
  'form.tooShort': '«{field}» må ha minst {count, number} tegn',
  'form.tooLong': '«{field}» kan ha høyst {count, number} tegn',
  'form.noDay': '«{field}» er ingen dato. Skriv dag, måned og år, for eksempel 31.12.2026',
  'form.noNumber': '«{field}» må være et helt tall fra {least, number} til {most, number}',
  'form.dayForm': 'For eksempel 31.12.2026',
  'form.optional': 'valgfritt',
  'form.choose': 'Velg',
  'form.cancel': 'Avbryt',
  'form.faults': 'Dette må rettes før du kan gå videre',
  'dialog.close': 'Lukk',
  'print.at': 'skrevet ut',
  'print.exempt': 'Unntatt offentlighet',
} as const;
