import { expect, test } from 'vitest';
import { preferredLanguage } from './language.ts';

test.for<[string | undefined, string]>([
  [undefined, 'nb'],
  ['', 'nb'],
  ['en', 'en'],
  ['en-GB,en;q=0.9', 'en'],
  ['nn-NO', 'nn'],
  ['no', 'nb'],
  ['de,fr', 'nb'],
  ['de, nn;q=0.5, en;q=0.8', 'en'],
  ['en;q=0.2,nb;q=0.9', 'nb'],
  ['en;q=0', 'nb'],
  ['en;q=bogus,nn;q=0.1', 'nn'],
  ['*', 'nb'],
])('%s gives %s', ([header, language]) => {
  expect(preferredLanguage(header)).toBe(language);
});
