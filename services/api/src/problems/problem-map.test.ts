import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isProblemCode, PROBLEMS } from './problem-map.ts';
import { problemMarkdown } from './problem-page.ts';

const codes = Object.keys(PROBLEMS).filter(isProblemCode);

test.for(codes)('%s has its page, as the map has it', (code) => {
  const page = new URL(`../../../../docs/problems/${code}.md`, import.meta.url);
  expect(existsSync(page), 'run node scripts/gen-openapi.ts').toBe(true);
  expect(readFileSync(page, 'utf8')).toBe(problemMarkdown(code));
});

test('every code has the form that its page can be asked for', () => {
  expect(codes.filter((code) => !/^[a-z-]{1,40}\.[a-z-]{1,39}$/.test(code))).toEqual([]);
});

test('titles are sentences, and no two kinds have the same', () => {
  const titles = codes.flatMap((code) => Object.values(PROBLEMS[code].title));
  expect(titles.filter((title) => !/^\p{Lu}.*\.$/u.test(title))).toEqual([]);
  const bokmal = codes.map((code) => PROBLEMS[code].title.nb);
  expect(new Set(bokmal).size).toBe(bokmal.length);
});
