import { readdirSync } from 'node:fs';

const FOLDER = new URL('../problems/', import.meta.url);

/** Codes of all problems, in the order of the alphabet: read by the page of the same name when the site is built. */
export default {
  watch: ['../problems/*.md'],
  load: (): readonly string[] =>
    readdirSync(FOLDER)
      .filter((name) => name.endsWith('.md'))
      .map((name) => name.slice(0, -'.md'.length))
      .toSorted(),
};
