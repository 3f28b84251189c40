import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { logWords } from '../../i18n/messages/nb/log-words.ts';
import { nb } from '../../i18n/messages/nb.ts';

const USE_CASES = new URL('../../../../../packages/use-cases/src/', import.meta.url);

/** The codes in the sources that the form finds. */
function codesOf(form: RegExp): readonly string[] {
  const codes = new Set<string>();
  for (const file of globSync('**/*.ts', { cwd: USE_CASES })) {
    if (file.includes('.test.')) continue;
    for (const [, code = ''] of readFileSync(new URL(file, USE_CASES), 'utf8').matchAll(form))
      codes.add(code);
  }
  return [...codes];
}

it('H1 what is done has a word, and so has what is opened', () => {
  const verbs = codesOf(/action: '[a-z-]+\.([a-z-]+)'/g);
  expect(verbs.length).toBeGreaterThan(50);
  expect(verbs.filter((verb) => !Object.hasOwn(nb, `verb.${verb}`))).toEqual([]);
  const operations = codesOf(/operation: '([a-z-]+)'/g);
  expect(operations.length).toBeGreaterThan(50);
  expect(operations.filter((operation) => !Object.hasOwn(logWords, `operation.${operation}`))).toEqual([]);
});
