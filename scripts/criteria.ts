import type { Criterion } from '../e2e/pages/criteria.ts';

/** Names of tests by the id of the criterion that they prove, each with its file. */
export type TestsByCriterion = ReadonlyMap<string, readonly string[]>;

/** The name of a test begins with the ids of what it proves: `D5 and D6 say why`. */
const TEST = /\b(?:it|test)(?:\.(?:each|for)\([\s\S]*?\))?\(\s*(['"`])([A-I]\d{1,2}[ ,].*?)\1/g;
const ID = /^[A-I]\d{1,2}$/;

/** The tests in some files that name a criterion. */
export function testsByCriterion(
  files: readonly { readonly path: string; readonly text: string }[],
): TestsByCriterion {
  const tests = new Map<string, string[]>();
  for (const { path, text } of files) {
    for (const [, , name = ''] of text.matchAll(TEST)) {
      for (const id of idsOf(name)) tests.set(id, [...(tests.get(id) ?? []), `${path}: ${name}`]);
    }
  }
  return tests;
}

function idsOf(name: string): readonly string[] {
  const words = name.split(/[ ,]+/);
  const end = words.findIndex((word) => !ID.test(word) && word !== 'and');
  return words.slice(0, end < 0 ? words.length : end).filter((word) => word !== 'and');
}

/** What is wrong, a line each: a criterion without a test, an open one with one, a test of no criterion. */
export function findCriteriaFaults(
  criteria: readonly Criterion[],
  tests: TestsByCriterion,
): readonly string[] {
  const known = new Set(criteria.map(({ id }) => id));
  return [
    ...criteria.flatMap(({ id, open }) => {
      if (open === undefined) return tests.has(id) ? [] : [`${id} has no test`];
      return tests.has(id) ? [`${id} is called open, and has a test`] : [];
    }),
    ...[...tests].flatMap(([id, names]) =>
      known.has(id) ? [] : [`${id} is no criterion: ${names.join(', ')}`],
    ),
  ];
}

/** The page that tells for each criterion which test proves it. */
export function writeCriteriaPage(criteria: readonly Criterion[], tests: TestsByCriterion): string {
  const open = criteria.filter((criterion) => criterion.open !== undefined).length;
  const rows = criteria.map(({ id, what, open: reason }) => {
    const proof = reason === undefined ? (tests.get(id) ?? []).join('<br>') : `_open:_ ${reason}`;
    return `| ${id} | ${what} | ${proof.replaceAll('|', '\\|')} |`;
  });
  return [
    '# Criteria of the pages',
    '',
    `Written by \`scripts/check-criteria.ts\`. ${criteria.length - open} of ${criteria.length} criteria have a test that names them; ${open} are open.`,
    '',
    '| id | what holds | tests |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
