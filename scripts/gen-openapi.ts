// Writes what follows from the routes: openapi/openapi.json and the pages of docs/problems.
// Run: node scripts/gen-openapi.ts [--check]. With --check nothing is written, and drift ends with exit code 1.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describeApi, isProblemCode, PROBLEMS, problemMarkdown } from '@boligtrapp/api';

const ROOT = new URL('../', import.meta.url);
const PROBLEM_FOLDER = 'docs/problems/';
/** Written by hand: what the folder is for. */
const KEPT = new Set(['README.md']);

const wanted = new Map<string, string>([
  ['openapi/openapi.json', `${JSON.stringify(await describeApi(), undefined, 2)}\n`],
  ...Object.keys(PROBLEMS)
    .filter(isProblemCode)
    .map((code) => [`${PROBLEM_FOLDER}${code}.md`, problemMarkdown(code)] as const),
]);
const stale = readProblemFolder().filter((path) => !wanted.has(path));
const drifted = [...wanted].filter(([path, text]) => readOrEmpty(path) !== text).map(([path]) => path);

if (process.argv.includes('--check')) {
  for (const path of [...drifted, ...stale]) console.error(`${path} does not follow from the routes`);
  if (drifted.length + stale.length > 0) {
    console.error('Run: node scripts/gen-openapi.ts');
    process.exitCode = 1;
  }
} else {
  for (const folder of ['openapi/', PROBLEM_FOLDER]) mkdirSync(new URL(folder, ROOT), { recursive: true });
  for (const path of drifted) writeFileSync(new URL(path, ROOT), wanted.get(path) ?? '');
  for (const path of stale) rmSync(new URL(path, ROOT));
  console.log(`${wanted.size} files, ${drifted.length} written, ${stale.length} removed`);
}

function readProblemFolder(): readonly string[] {
  const folder = new URL(PROBLEM_FOLDER, ROOT);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => !KEPT.has(name)).map((name) => `${PROBLEM_FOLDER}${name}`);
}

function readOrEmpty(path: string): string {
  const file = new URL(path, ROOT);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
