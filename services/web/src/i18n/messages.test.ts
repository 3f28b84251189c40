import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const FOLDER = new URL('messages/', import.meta.url);

it.each(['nb', 'nn', 'en'])(
  'G17 each text of %s stands in one file: no page has the words of another',
  (locale) => {
    const files = new Map<string, string[]>();
    for (const file of globSync(`${locale}/*.ts`, { cwd: FOLDER })) {
      const text = readFileSync(new URL(file, FOLDER), 'utf8');
      for (const [, id = ''] of text.matchAll(/^ {2}'([^']+)':/gm)) {
        files.set(id, [...(files.get(id) ?? []), file]);
      }
    }
    expect(files.size).toBeGreaterThan(300);
    expect([...files].filter(([, places]) => places.length > 1)).toEqual([]);
  },
);
