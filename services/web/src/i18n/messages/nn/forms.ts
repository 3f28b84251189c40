import type { forms as wanted } from '../nb/forms.ts';

/** Texts in nynorsk. */
export const forms: Readonly<Record<keyof typeof wanted, string>> = {
  'session.over': 'Du er logga ut',
  'session.kept':
    'Det du har skrive, er her framleis når du loggar inn att. Innlogginga blir opna i eit nytt vindauge.',
  'session.signInAgain': 'Logg inn att',
  'session.discard': 'Gå til framsida og forkast',
  'session.signedIn': 'Du er logga inn',
  'session.closeWindow': 'Lukk dette vindauget, og gå tilbake dit du var.',
  'form.missing': 'Fyll ut «{field}»',
  'form.tooShort': '«{field}» må ha minst {count, number} teikn',
  'form.tooLong': '«{field}» kan ha høgst {count, number} teikn',
  'form.noDay': '«{field}» er ingen dato. Skriv dag, månad og år, til dømes 31.12.2026',
  'form.noNumber': '«{field}» må vere eit heilt tal frå {least, number} til {most, number}',
  'form.dayForm': 'Til dømes 31.12.2026',
  'form.optional': 'valfritt',
  'form.choose': 'Vel',
  'form.cancel': 'Avbryt',
  'form.faults': 'Dette må rettast før du kan gå vidare',
  'dialog.close': 'Lukk',
  'print.at': 'skrive ut',
  'print.exempt': 'Unntatt offentlegheit',
};
