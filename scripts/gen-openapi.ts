// Writes what follows from the routes: openapi/openapi.json and the pages of docs/problems.
// Run: node scripts/gen-openapi.ts [--check]. With --check nothing is written, and drift ends with exit code 1.
import { describeApi, isProblemCode, PROBLEMS, problemMarkdown } from '@boligtrapp/api';
import { writeOrCheck } from './generated-files.ts';

const PROBLEM_FOLDER = 'docs/problems/';

writeOrCheck({
  wanted: new Map<string, string>([
    ['openapi/openapi.json', `${JSON.stringify(await describeApi(), undefined, 2)}\n`],
    ...Object.keys(PROBLEMS)
      .filter(isProblemCode)
      .map((code) => [`${PROBLEM_FOLDER}${code}.md`, problemMarkdown(code)] as const),
  ]),
  folders: [PROBLEM_FOLDER],
  // Written by hand: what the folder is for.
  kept: new Set(['README.md']),
  command: 'node scripts/gen-openapi.ts',
});
