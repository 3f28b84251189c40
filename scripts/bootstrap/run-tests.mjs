import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { dataPath, MODULES, NODE_26, ROOT } from './project.mjs';
import { runChild } from './run-child.mjs';

/**
 * Runs the tests and prints the count as the very last line: `N passed, N failed`, and `, N skipped` when there
 * are any. A file that does not load counts as one failed. No test at all is a failure too.
 */
export async function runTests(args) {
  await ensureInstalled();
  const file = dataPath(`summary-${process.pid}.json`);
  rmSync(file, { force: true });
  try {
    const code = await runChild(
      NODE_26,
      [
        join(MODULES, 'vitest', 'vitest.mjs'),
        'run',
        '--reporter=default',
        `--reporter=${join(ROOT, 'scripts', 'summary-reporter.ts')}`,
        ...args,
      ],
      { env: { BOLIGTRAPP_TEST_SUMMARY: file } },
    );
    const summary = readSummary(file);
    if (summary === undefined) await sweep();
    return conclude(code, summary);
  } finally {
    rmSync(file, { force: true });
  }
}

/** Servers of a run that was cut off would run on until the next one. */
async function sweep() {
  const program = join(ROOT, 'packages', 'testing', 'src', 'sweep.ts');
  if (existsSync(program)) await runChild(NODE_26, [program]);
}

function readSummary(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function conclude(code, summary) {
  const { passed, failed, skipped } = summary ?? { passed: 0, failed: 1, skipped: 0 };
  if (summary === undefined) console.error(`The tests did not come to their end (exit code ${code}).`);
  else if (passed + failed === 0) console.error('No test ran.');
  else if (code !== 0 && failed === 0) console.error(`The test runner itself failed (exit code ${code}).`);
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return code === 0 && (failed > 0 || passed === 0) ? 1 : code;
}
