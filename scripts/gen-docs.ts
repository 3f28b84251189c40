// Writes what follows from the tables of the domain: docs/state-machines, one page per aggregate, docs/rules.md, and
// docs/operations/permissions.md and who-sees-what.md; and the self-assessment of the pages from docs/wcag.csv.
// Run: node scripts/gen-docs.ts [--check]. With --check nothing is written, and drift ends with exit code 1.
import { readFileSync } from 'node:fs';
import { LAW_REGISTER } from '../packages/domain/src/law/register.ts';
import { STATE_TABLES } from '../packages/domain/src/states/state-tables.ts';
import { writeOrCheck } from './generated-files.ts';
import { citesRef, lawTagsOf, readSources, readTests } from './law-citations.ts';
import { permissionsPage } from './permissions-page.ts';
import { parseWcag, WCAG_FILE, wcagPage } from './wcag.ts';
import { whoSeesWhatPage } from './who-sees-what.ts';

/** The test that is also the tutorial. */
const TUTORIAL = 'e2e/case-course.integration.test.ts';
const STATE_FOLDER = 'docs/state-machines/';

const machines = Object.entries(STATE_TABLES).map(
  ([name, table]) => [`${STATE_FOLDER}${name}.md`, stateMachinePage(name, table)] as const,
);
const wanted = new Map([
  ...machines,
  [`${STATE_FOLDER}README.md`, stateMachineIndex(Object.keys(STATE_TABLES))] as const,
  ['docs/rules.md', rulesPage()] as const,
  ['docs/operations/permissions.md', permissionsPage()] as const,
  ['docs/operations/who-sees-what.md', whoSeesWhatPage()] as const,
  ['docs/bruk/universell-utforming.md', wcagPage(parseWcag(readText(WCAG_FILE)))] as const,
  ['docs/tutorial.md', tutorialPage(readText(TUTORIAL))] as const,
]);
writeOrCheck({ wanted, folders: [STATE_FOLDER], command: 'node scripts/gen-docs.ts' });

function readText(path: string): string {
  return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
}

function stateMachineIndex(names: readonly string[]): string {
  const links = names.map((name) => `- [${name}](${name}.md)`);
  return `# State machines\n\nOne page per aggregate, drawn from its table in \`packages/domain\`. What a table does not have is refused: \`409 record.transition-refused\`, with the allowed actions named.\n\n${links.join('\n')}\n`;
}

function stateMachinePage(name: string, table: (typeof STATE_TABLES)[string]): string {
  const states = Object.keys(table);
  const arrows = states.flatMap((state) =>
    Object.entries(table[state] ?? {}).map(
      ([action, target]) => `  ${idOf(state)} --> ${idOf(target ?? '')}: ${action}`,
    ),
  );
  const ends = states.filter((state) => Object.keys(table[state] ?? {}).length === 0);
  const diagram = [
    'stateDiagram-v2',
    ...states.map((state) => `  state "${state}" as ${idOf(state)}`),
    `  [*] --> ${idOf(states[0] ?? '')}`,
    ...arrows,
    ...ends.map((state) => `  ${idOf(state)} --> [*]`),
  ];
  const rows = states.map((state) => {
    const actions = Object.entries(table[state] ?? {}).map(
      ([action, target]) => `${action} → ${target ?? ''}`,
    );
    return `- \`${state}\`: ${actions.length === 0 ? 'final' : actions.join(', ')}`;
  });
  return `# ${name}\n\n\`\`\`mermaid\n${diagram.join('\n')}\n\`\`\`\n\n${rows.join('\n')}\n`;
}

/** Mermaid takes a minus in a name for an arrow. */
function idOf(state: string): string {
  return state.replaceAll('-', '_');
}

function rulesPage(): string {
  const tags = readSources().flatMap(lawTagsOf);
  const tests = readTests();
  const rows = Object.entries(LAW_REGISTER).map(([ref, row]) => {
    const uses = tags
      .filter((tag) => tag.ref === ref)
      .map(({ path, declaration }) => `\`${declaration ?? 'a rule'}\` in [${path}](../${path})`);
    const tested = tests.filter(({ text }) => citesRef(text, ref)).map(({ path }) => `[${path}](../${path})`);
    return [
      `## ${row.act} ${ref.slice(ref.indexOf('§'))}: ${row.title}`,
      row.paraphrase,
      `Source: [${ref}](${row.url}), as consolidated on ${row.consolidatedOn}.`,
      `- Rule: ${[...new Set(uses)].join('; ')}\n- Tested in: ${tested.join('; ')}`,
    ].join('\n\n');
  });
  return `# Rules that come from law\n\nEvery provision that a rule of the code rests on: what it says in our own words, where it is read, which rule carries it, and where that is tested. Never a substitute for the text of the act. Rules of a municipality are data with a source of their own and stand in its policy sets.\n\n${rows.join('\n\n')}\n`;
}

/** Comments become text, and what stands between them the requests: from the first heading to the end of the test. */
function tutorialPage(text: string): string {
  const lines = text.slice(text.indexOf('  // ## '), text.lastIndexOf('\n}')).split('\n');
  const page: string[] = [];
  let isCode = false;
  const toggle = (next: boolean): void => {
    if (next !== isCode) page.push(...(isCode ? ['```', ''] : ['', '```ts']));
    isCode = next;
  };
  for (const line of lines.map((each) => each.slice(2))) {
    const isComment = line.startsWith('//');
    if (line !== '') toggle(!isComment);
    page.push(isComment ? line.slice(3) : line);
  }
  toggle(false);
  const joined = page
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replaceAll(/\n+```\n/g, '\n```\n');
  return `# A case from application to appeal\n\nEvery step over HTTP, as a client takes it. This page is written from [${TUTORIAL}](../${TUTORIAL}), which runs in every build against the demo municipality: what is shown here works.\n\n\`officer\`, \`chair\`, \`second\`, \`recused\`, \`secretary\` and \`leader\` are users who have signed in; \`post\` sends an \`Idempotency-Key\`, and with a third argument \`If-Match\`. \`today\` is the date in Norway. With the users of \`npm start\`: \`officer\` is demo-case-officer, \`chair\` demo-chair, \`second\` demo-member, \`recused\` demo-second-member, \`secretary\` demo-appeals-secretary, \`leader\` demo-leader; attendance and recusals take these names.\n\n${joined.trim()}\n`;
}
