// Refuses an import that the table in boundary-rules.ts does not allow. Run: node scripts/check-boundaries.ts
import { globSync, readFileSync } from 'node:fs';
import { boundaryFaults } from './boundary-faults.ts';

const files = globSync('{packages,services}/*/src/**/*.{ts,tsx}')
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !file.endsWith('.test.ts') && !file.includes('/node_modules/'));
const faults = files.flatMap((file) => boundaryFaults(file, readFileSync(file, 'utf8')));

for (const fault of faults) console.error(fault);
console.log(`${files.length} files, ${faults.length} imports that are not allowed`);
process.exitCode = faults.length > 0 || files.length === 0 ? 1 : 0;
