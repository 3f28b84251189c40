import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ASVS_FILE, findAsvsFaults, parseAsvs } from './check-asvs.ts';

const FILES: Readonly<Record<string, string>> = {
  'a.test.ts': "it('does the thing', () => {});",
  'a.md': '# Title\n\n## What, and how\n',
};
const readText = (path: string): string | undefined => FILES[path];

function faultsOf(kind: string, evidence: string): readonly string[] {
  const rows = parseAsvs(`id,level,subject,kind,evidence\nV1.1.1,2,subject,${kind},"${evidence}"\n`);
  return findAsvsFaults(rows, readText).filter((fault) => fault.startsWith(`${ASVS_FILE}:2`));
}

it.each([
  ['test', 'a.test.ts::does the thing'],
  ['document', 'a.md#what-and-how'],
  ['document', 'a.md | a.test.ts'],
  ['not-applicable', 'There is no such thing in the product.'],
  ['open', 'Nobody has tried a wrong certificate.'],
])('takes %s: %s', (kind, evidence) => {
  expect(faultsOf(kind, evidence)).toEqual([]);
});

it.each([
  ['test', 'a.test.ts::does another thing', /has no test/],
  ['test', 'b.test.ts::does the thing', /not there/],
  ['test', 'a.test.ts', /not file::name/],
  ['test', 'a.md::Title', /no test/],
  ['document', 'a.md#why', /no heading/],
  ['document', 'b.md', /not there/],
  ['not-applicable', 'no', /too little/],
  ['open', '', /too little/],
  ['done', 'a.md', /none of/],
])('finds the fault in %s: %s', (kind, evidence, fault) => {
  expect(faultsOf(kind, evidence).join('\n')).toMatch(fault);
});

it('finds a row that is missing, doubled or of another level', () => {
  const text = readFileSync(new URL(`../${ASVS_FILE}`, import.meta.url), 'utf8');
  const read = (path: string): string | undefined => {
    const file = new URL(`../${path}`, import.meta.url);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };
  const rows = parseAsvs(text);
  expect(findAsvsFaults(rows, read)).toEqual([]);
  const [first, ...rest] = rows;
  if (first === undefined) throw new Error('there are no rows');
  expect(findAsvsFaults(rest, read)).not.toEqual([]);
  expect(findAsvsFaults([first, ...rows], read)).not.toEqual([]);
  expect(findAsvsFaults([{ ...first, level: '1' }, ...rest], read)).not.toEqual([]);
  expect(findAsvsFaults([{ ...first, id: 'V1.1.9' }, ...rest], read)).not.toEqual([]);
});
