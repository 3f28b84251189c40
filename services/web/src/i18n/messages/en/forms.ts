import type { forms as wanted } from '../nb/forms.ts';

/** Texts in English. */
export const forms: Readonly<Record<keyof typeof wanted, string>> = {
  'session.over': 'You have been signed out',
  'session.kept':
    'What you have typed is still here once you have signed in again. Signing in opens in a window of its own.',
  'session.signInAgain': 'Sign in again',
  'session.discard': 'Go to the start page and discard',
  'session.signedIn': 'You are signed in',
  'session.closeWindow': 'Close this window and go back to where you were.',
  'form.missing': 'Fill in “{field}”',
  'form.tooShort': '“{field}” needs at least {count, number} characters',
  'form.tooLong': '“{field}” may have at most {count, number} characters',
  'form.noDay': '“{field}” is no date. Write day, month and year, for example 31.12.2026',
  'form.noNumber': '“{field}” must be a whole number from {least, number} to {most, number}',
  'form.dayForm': 'For example 31.12.2026',
  'form.optional': 'optional',
  'form.choose': 'Choose',
  'form.cancel': 'Cancel',
  'form.faults': 'This has to be put right before you can go on',
  'dialog.close': 'Close',
  'print.at': 'printed',
  'print.exempt': 'Exempt from public disclosure',
};
