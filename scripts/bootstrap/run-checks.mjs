import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { MODULES, NODE_26, ROOT } from './project.mjs';
import { runChild } from './run-child.mjs';

const STEPS = [
  { name: 'format', program: join(MODULES, '@biomejs', 'biome', 'bin', 'biome'), args: ['check', '.'] },
  { name: 'types', program: join(MODULES, 'typescript', 'bin', 'tsc'), args: ['--noEmit'] },
  ...['services/web', 'e2e/pages'].map((folder) => ({
    name: `types in ${folder}`,
    program: join(MODULES, 'typescript', 'bin', 'tsc'),
    args: ['--noEmit', '-p', folder],
  })),
  { name: 'lint', program: join(MODULES, 'oxlint', 'bin', 'oxlint'), args: [] },
  { name: 'boundaries', program: join(ROOT, 'scripts', 'check-boundaries.ts'), args: [] },
  { name: 'law tags', program: join(ROOT, 'scripts', 'check-law-tags.ts'), args: [] },
  { name: 'supply chain', program: join(ROOT, 'scripts', 'check-supply-chain.ts'), args: [] },
  { name: 'criteria of the pages', program: join(ROOT, 'scripts', 'check-criteria.ts'), args: ['--check'] },
  { name: 'ASVS', program: join(ROOT, 'scripts', 'check-asvs.ts'), args: [] },
  { name: 'unit tests', program: join(MODULES, 'vitest', 'vitest.mjs'), args: ['run', '--project', 'unit'] },
];

/**
 * Everything that is quick to check, all of it also when one fails, so that one run tells all there is to mend.
 * With `--static` the unit tests are left out: `npm test` has run them.
 */
export async function runChecks(args) {
  await ensureInstalled();
  const failed = [];
  const steps = args.includes('--static') ? STEPS.filter(({ name }) => name !== 'unit tests') : STEPS;
  for (const { name, program, args } of steps) {
    console.log(`\n── ${name}`);
    const code = await runChild(NODE_26, [program, ...args]);
    if (code > 128) return code;
    if (code !== 0) failed.push(name);
  }
  console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}.`);
  return failed.length === 0 ? 0 : 1;
}
