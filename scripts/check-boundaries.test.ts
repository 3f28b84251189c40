import { describe, expect, it } from 'vitest';
import { boundaryFaults, importedModules } from './boundary-faults.ts';

describe('importedModules', () => {
  it('finds static, re-exported, bare and dynamic imports, and none in comments', () => {
    const source = [
      "import { a,\n  b } from 'one';",
      "export { c } from './two.ts';",
      "import 'three';",
      "const d = await import('four');",
      "// import { e } from 'five';",
      "/* import 'six'; */",
    ].join('\n');
    expect(importedModules(source)).toEqual(['one', './two.ts', 'three', 'four']);
  });
});

describe('boundaryFaults', () => {
  it.each([
    ['packages/domain/src/a.ts', "import fs from 'node:fs';"],
    ['packages/domain/src/a.ts', "import { x } from '@boligtrapp/database';"],
    ['packages/matching/src/a.ts', "import { x } from 'kysely';"],
    ['packages/use-cases/src/a.ts', "import fastify from 'fastify';"],
    ['packages/database/src/a/b.ts', "import { x } from '../../../domain/src/brand.ts';"],
    ['packages/use-cases/src/a.ts', "import { x } from '@boligtrapp/domain/src/brand.ts';"],
    ['services/api/src/a.ts', "import { x } from '@boligtrapp/worker';"],
    ['packages/unheard-of/src/a.ts', ''],
  ])('refuses in %s: %s', (file, source) => {
    expect(boundaryFaults(file, source)).toHaveLength(1);
  });

  it('lets what the table allows pass', () => {
    const source =
      "import { sql } from 'kysely';\nimport type { Level } from '@boligtrapp/domain';\nimport './b.ts';";
    expect(boundaryFaults('packages/database/src/a.ts', source)).toEqual([]);
  });
});
