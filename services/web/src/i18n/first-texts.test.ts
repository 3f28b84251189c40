import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { more } from './messages/nb-more.ts';

const SOURCES = new URL('../', import.meta.url);
/** What is on the screen before any other page was asked for. */
const FIRST_PAGE = 'main.tsx,{app,components,forms,session,features/{overview,welcome}}/**/*.{ts,tsx}';

it('what the first page says is among the texts that come with it', () => {
  const files = globSync(`{${FIRST_PAGE}}`, { cwd: SOURCES }).filter((file) => !file.includes('.test.'));
  expect(files.length).toBeGreaterThan(40);
  const late = files.flatMap((file) => {
    const text = readFileSync(new URL(file, SOURCES), 'utf8');
    return Object.keys(more)
      .filter((id) => text.includes(`'${id}'`) || text.includes(`"${id}"`))
      .map((id) => `${file}: ${id}`);
  });
  expect(late).toEqual([]);
});
