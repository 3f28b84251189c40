import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const SOURCE = new URL('../', import.meta.url);
/** Components that write a day or an instant, each in its one way. */
const WRITERS = ['day', 'instant', 'long-day', 'dated-text'].map((name) => `components/${name}.tsx`);
/** Months without a day, as heads of columns. */
const MONTHS = ['features/rotation/rotation-board.tsx'];
const WRITES_TIME = /<time\b|\.format(?:Time|Date)\(|toLocale(?:Date|Time)/;

it('G5 days and instants are written by their components alone, and so in one way', () => {
  const files = globSync('**/*.tsx', { cwd: SOURCE }).filter(
    (file) => !WRITERS.includes(file) && !MONTHS.includes(file),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => WRITES_TIME.test(readFileSync(new URL(file, SOURCE), 'utf8')))).toEqual([]);
});
