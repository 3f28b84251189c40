import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { anchorOf } from './heading-anchor.ts';

/** Where the answers stand: id, level, subject, kind, evidence. */
export const ASVS_FILE = 'docs/asvs.csv';

/** How a requirement is answered. */
export const ASVS_KINDS = ['test', 'document', 'not-applicable', 'open'] as const;
/** One of {@link ASVS_KINDS}. */
export type AsvsKind = (typeof ASVS_KINDS)[number];

/** The requirements of OWASP ASVS 5.0.0 by level, as the published table counts them. */
const PUBLISHED = { 1: 70, 2: 183 };
/** SHA-256 of all ids and levels, `V1.1.1 2` and so on, a line each: no id is lost, invented or moved to another level. */
const IDS_HASH = '9af37b810927c5eedfe1d3e716a571ebac199cf378c2fb4a3ccb64aa29f2a70a';

const HEADER = 'id,level,subject,kind,evidence';
const SHORTEST_REASON = 20;

/** A row of the table. */
export interface AsvsRow {
  readonly line: number;
  readonly id: string;
  readonly level: string;
  readonly subject: string;
  readonly kind: string;
  readonly evidence: string;
}

/** Reads the text of a file of the repository, or undefined where there is none. */
export type ReadText = (path: string) => string | undefined;

/** The rows of the table, whatever they hold. @throws {Error} naming the line that is no row of it. */
export function parseAsvs(text: string): readonly AsvsRow[] {
  const lines = text.trimEnd().split('\n');
  if (lines[0] !== HEADER) throw new Error(`${ASVS_FILE} does not begin with ${HEADER}`);
  return lines.slice(1).map((content, index) => {
    const line = index + 2;
    const cells = cellsOf(content);
    if (cells === undefined || cells.length !== 5) throw new Error(`${ASVS_FILE}:${line} has not five cells`);
    const [id = '', level = '', subject = '', kind = '', evidence = ''] = cells;
    return { line, id, level, subject, kind, evidence };
  });
}

/** The cells of a line of a CSV file with commas, quoted ones without their quotes; undefined where a quote is not closed. */
export function cellsOf(line: string): readonly string[] | undefined {
  const cells: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
  while (true) {
    const found = cell.exec(line);
    if (found === null) return undefined;
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === '') return cells;
  }
}

/** What is wrong with the rows, a line each; empty where every one is answered and its evidence is there. */
export function findAsvsFaults(rows: readonly AsvsRow[], readText: ReadText): readonly string[] {
  return [...rows.flatMap((row) => faultsOfRow(row, readText)), ...faultsOfIds(rows)];
}

function faultsOfIds(rows: readonly AsvsRow[]): readonly string[] {
  const faults: string[] = [];
  for (const [level, count] of Object.entries(PUBLISHED)) {
    const found = rows.filter((row) => row.level === level).length;
    if (found !== count) faults.push(`level ${level} has ${found} rows, and ${count} requirements`);
  }
  if (idsHash(rows) !== IDS_HASH) faults.push(`the ids or levels are not those of ASVS 5.0.0`);
  return faults;
}

/** Hash of ids and levels in the order of the rows. */
export function idsHash(rows: readonly AsvsRow[]): string {
  const ids = rows.map(({ id, level }) => `${id} ${level}\n`).join('');
  return createHash('sha256').update(ids).digest('hex');
}

function faultsOfRow(row: AsvsRow, readText: ReadText): readonly string[] {
  const at = `${ASVS_FILE}:${row.line}: ${row.id}`;
  if (row.subject === '') return [`${at} has no subject`];
  switch (row.kind) {
    case 'test':
      return partsOf(row.evidence).flatMap((part) =>
        testFault(part, readText).map((fault) => `${at}: ${fault}`),
      );
    case 'document':
      return partsOf(row.evidence).flatMap((part) =>
        documentFault(part, readText).map((fault) => `${at}: ${fault}`),
      );
    case 'not-applicable':
    case 'open':
      return row.evidence.length < SHORTEST_REASON ? [`${at}: says too little for "${row.kind}"`] : [];
    default:
      return [`${at}: "${row.kind}" is none of ${ASVS_KINDS.join(', ')}`];
  }
}

/** Several pieces of evidence stand with ` | ` between. */
function partsOf(evidence: string): readonly string[] {
  return evidence.split(' | ');
}

function testFault(part: string, readText: ReadText): readonly string[] {
  const [path = '', name = '', ...rest] = part.split('::');
  if (name === '' || rest.length > 0) return [`"${part}" is not file::name of a test`];
  if (!path.endsWith('.test.ts')) return [`${path} is no test`];
  const text = readText(path);
  if (text === undefined) return [`${path} is not there`];
  const isThere = ["'", '`', '"'].some((quote) => text.includes(`${quote}${name}${quote}`));
  return isThere ? [] : [`${path} has no test "${name}"`];
}

function documentFault(part: string, readText: ReadText): readonly string[] {
  const [path = '', anchor] = part.split('#');
  const text = readText(path);
  if (text === undefined) return [`${path} is not there`];
  if (anchor === undefined) return [];
  const anchors = text
    .split('\n')
    .filter((line) => /^#{1,6} /.test(line))
    .map((line) => anchorOf(line));
  return anchors.includes(anchor) ? [] : [`${path} has no heading #${anchor}`];
}

/** How many rows of each level are answered in which way. */
export function countAsvs(rows: readonly AsvsRow[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const kind of ASVS_KINDS) counts[kind] = rows.filter((row) => row.kind === kind).length;
  return counts;
}

if (import.meta.main) {
  const rows = parseAsvs(readFileSync(ASVS_FILE, 'utf8'));
  const faults = findAsvsFaults(rows, (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined));
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) {
    process.exitCode = 1;
  } else {
    const counts = Object.entries(countAsvs(rows)).map(([kind, count]) => `${count} ${kind}`);
    console.log(`ASVS 5.0.0 level 2: ${rows.length} rows: ${counts.join(', ')}`);
  }
}
