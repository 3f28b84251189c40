import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { nb } from '../../i18n/messages/nb.ts';

const FILE = new URL('../../../../../packages/documents/src/capacity-gap/gap-file.ts', import.meta.url);

it('F5 what the figures rest on is the same on the screen and in the files', () => {
  const inFiles = readFileSync(FILE, 'utf8');
  const onScreen = Object.entries(nb).filter(([id]) => id.startsWith('gap.assumption.'));
  expect(onScreen.length).toBeGreaterThan(4);
  expect(onScreen.filter(([, said]) => !inFiles.includes(said))).toEqual([]);
});
