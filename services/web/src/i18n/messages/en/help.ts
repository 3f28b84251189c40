import type { help as wanted } from '../nb/help.ts';

/** Texts in English. */
export const help: Readonly<Record<keyof typeof wanted, string>> = {
  'help.accessibility': 'Accessibility',
  'help.accessibility.what':
    'These pages are for everybody who works with them. They are made to WCAG 2.1, levels A and AA.',
  'help.accessibility.keyboard': 'Everything can be done by keyboard. Press ? to see the shortcuts.',
  'help.accessibility.width':
    'The pages fit on a screen that is 320 pixels wide, and when enlarged to 400 %.',
  'help.accessibility.colour': 'Whatever colour or pattern shows is said in text, too.',
  'help.accessibility.checked':
    'Each page is tried by an automatic check in three languages before a new version is used. Such a check does not find everything.',
  'help.accessibility.statement': 'The municipality publishes its accessibility statement at',
  'help.accessibility.tell':
    'If you find something that you cannot use, tell whoever is responsible for Boligtrapp in the municipality.',
  'privacy.title': 'Privacy',
  'privacy.what':
    'Boligtrapp holds facts that can hurt people when they go astray. So for you who work here:',
  'privacy.log':
    'Each time you open a case, a list or a search with persons, it is written in a log that nobody can change.',
  'privacy.need':
    'You see what your role needs. The committee sees what a dwelling must have, not the diagnosis.',
  'privacy.hidden':
    'Cases from which you are recused, and cases with a protected address for which you are not named, do not exist for you.',
  'privacy.address':
    'Identity numbers and protected addresses are encrypted, and never stand in the address of a page.',
  'privacy.kept': 'Facts are deleted or blocked by limits that the municipality has set.',
};
