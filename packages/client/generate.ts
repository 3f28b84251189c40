// Writes the types of the client from the description of the API: packages/client/src/schema.generated.ts.
// Run: node packages/client/generate.ts [--check]. With --check nothing is written, and drift ends with exit code 1.
// It stands here, and not in scripts/, because openapi-typescript needs the TypeScript 5 API, which this package has.
import { pathToFileURL } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { writeOrCheck } from '../../scripts/generated-files.ts';

const types = astToString(await openapiTypescript(pathToFileURL('openapi/openapi.json')));

writeOrCheck({
  wanted: new Map([
    [
      'packages/client/src/schema.generated.ts',
      `// Written by packages/client/generate.ts; not to be changed by hand.\n${types}`,
    ],
  ]),
  folders: [],
  kept: new Set(),
  command: 'node packages/client/generate.ts',
});
