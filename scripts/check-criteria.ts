// Writes which test proves which criterion of the pages, docs/ui-criteria.md, from e2e/pages/criteria.ts and the names of
// the tests. Run: node scripts/check-criteria.ts [--check]. Ends with exit code 1 where a criterion that is not open has
// no test, where one that is open has one, where a test names none that there is, and with --check where the page drifts.
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CRITERIA } from '../e2e/pages/criteria.ts';
import { findCriteriaFaults, testsByCriterion, writeCriteriaPage } from './criteria.ts';
import { writeOrCheck } from './generated-files.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const files = globSync(['e2e/pages/**/*.test.ts', 'services/web/src/**/*.test.ts'], { cwd: ROOT }).toSorted();
const tests = testsByCriterion(files.map((path) => ({ path, text: readFileSync(`${ROOT}${path}`, 'utf8') })));
const faults = findCriteriaFaults(CRITERIA, tests);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
writeOrCheck({
  wanted: new Map([['docs/ui-criteria.md', writeCriteriaPage(CRITERIA, tests)]]),
  folders: [],
  command: 'node scripts/check-criteria.ts',
});
