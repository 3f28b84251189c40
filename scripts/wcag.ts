import { cellsOf } from './check-asvs.ts';

/** Where the self-assessment of the pages stands. */
export const WCAG_FILE = 'docs/wcag.csv';

/** How a criterion is answered. */
export const WCAG_STATUSES = ['oppfylt', 'delvis', 'ikke relevant', 'ikke vurdert'] as const;

/**
 * WCAG 2.1, A and AA, as uutilsynet asks it of public bodies: all 50 but the three about captions of live sound and
 * description of video (1.2.3, 1.2.4, 1.2.5).
 */
const ASKED: Readonly<Record<string, string>> = {
  A: `1.1.1 1.2.1 1.2.2 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4
    2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.3.1 3.3.2 4.1.1 4.1.2`,
  AA: `1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4
    4.1.3`,
};

/** A row of the self-assessment. */
export interface WcagRow {
  readonly criterion: string;
  readonly level: string;
  readonly name: string;
  readonly status: string;
  /** In words for the page; empty where nothing is assessed. */
  readonly how: string;
  /** Ids with which the names of tests begin. */
  readonly evidence: readonly string[];
}

/** The rows of the file, whatever they hold. @throws {Error} naming the line that is no row of it. */
export function parseWcag(text: string): readonly WcagRow[] {
  const [header, ...lines] = text.trimEnd().split('\n');
  if (header !== 'criterion,level,name,status,how,evidence')
    throw new Error(`${WCAG_FILE} has another header`);
  return lines.map((line, index) => {
    const cells = cellsOf(line);
    if (cells?.length !== 6) throw new Error(`${WCAG_FILE}:${index + 2} has not six cells`);
    const [criterion = '', level = '', name = '', status = '', how = '', evidence = ''] = cells;
    return { criterion, level, name, status, how, evidence: evidence === '' ? [] : evidence.split(' ') };
  });
}

/**
 * What is wrong with the self-assessment, a line each: a criterion that is missing, twice or on another level, and an
 * answer without a test.
 *
 * @param tests the source of all tests that an answer may name.
 */
export function findWcagFaults(rows: readonly WcagRow[], tests: string): readonly string[] {
  return [...faultsOfCriteria(rows), ...rows.flatMap((row) => faultsOfRow(row, tests))];
}

function faultsOfCriteria(rows: readonly WcagRow[]): readonly string[] {
  const asked = Object.entries(ASKED).flatMap(([level, ids]) =>
    ids.split(/\s+/).map((id) => `${id} ${level}`),
  );
  const found = rows.map(({ criterion, level }) => `${criterion} ${level}`);
  return [
    ...asked.filter((one) => !found.includes(one)).map((one) => `${one} is missing`),
    ...found.filter((one) => !asked.includes(one)).map((one) => `${one} is not asked`),
    ...found.filter((one, index) => found.indexOf(one) !== index).map((one) => `${one} stands twice`),
  ];
}

function faultsOfRow({ criterion, name, status, how, evidence }: WcagRow, tests: string): readonly string[] {
  const faults: string[] = [];
  if (name === '') faults.push('has no name');
  if (!WCAG_STATUSES.some((one) => one === status)) faults.push(`is answered by "${status}"`);
  const isAssessed = status !== 'ikke vurdert';
  if (isAssessed !== evidence.length > 0) faults.push(isAssessed ? 'names no test' : 'names a test');
  if (isAssessed !== (how !== '')) faults.push(isAssessed ? 'does not say how' : 'says how');
  for (const id of evidence.filter((one) => !hasTest(tests, one))) faults.push(`no test begins with ${id}`);
  return faults.map((fault) => `${criterion} ${fault}`);
}

function hasTest(tests: string, id: string): boolean {
  return ["'", '`', '"'].some((quote) => tests.includes(`${quote}${id} `));
}

/** The page of the self-assessment, in bokmål. */
export function wcagPage(rows: readonly WcagRow[]): string {
  const counts = WCAG_STATUSES.map(
    (status) => `| ${status} | ${MEANINGS[status]} | ${rows.filter((row) => row.status === status).length} |`,
  );
  const table = rows.map(({ criterion, level, name, status, how, evidence }) => {
    const cells = [criterion, level, name, status, how, evidence.map((id) => `\`${id}\``).join(', ')];
    return `| ${cells.join(' | ')} |`;
  });
  return `${INTRODUCTION}

## Svarene

| svar | betyr | antall |
| --- | --- | --: |
${counts.join('\n')}

## Krav for krav

| krav | nivå | navn | svar | slik er det prøvd | test |
| --- | --- | --- | --- | --- | --- |
${table.join('\n')}

${EVIDENCE}
`;
}

const MEANINGS: Readonly<Record<(typeof WCAG_STATUSES)[number], string>> = {
  oppfylt: 'en test prøver det kravet ber om, på hver side testen åpner',
  delvis: 'en test prøver en del av kravet uten å finne brudd; resten er ikke vurdert',
  'ikke relevant': 'sidene har ikke det kravet handler om, og en test ser etter at det er slik',
  'ikke vurdert': 'ingen test prøver det, og ingen har vurdert det',
};

const INTRODUCTION = `# Universell utforming

Egenvurdering av sidene i Boligtrapp mot de 47 kravene i WCAG 2.1 (nivå A og AA) som Uutilsynet lister for offentlige virksomheter. Den bygger bare på det automatiske tester viser. Ingen har prøvd sidene med skjermleser eller annet hjelpemiddel, og ingen utenfor prosjektet har vurdert dem.

Dette er ikke en tilgjengelighetserklæring. Erklæringen lager kommunen selv på uustatus.no for løsningen slik den står hos dem, med sine egne farger og tekster. Egenvurderingen er et sted å begynne, ikke et svar.`;

const EVIDENCE = `Testene med en bokstav og et tall åpner sidene i Chromium (\`e2e/pages\`); hva hver av dem prøver, står i [kravene til sidene](../ui-criteria.md). Testene med ord leser kildekoden (\`scripts/wcag.test.ts\`). Tabellen skrives av \`docs/wcag.csv\`, og en test nekter et svar som ikke har en test bak seg.`;
