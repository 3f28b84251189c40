// Writes migrations/schema.sql and the table types from the migrations, or with --check only compares.
// Run: node scripts/gen-schema.ts [--check]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrateToLatest } from '@boligtrapp/database';
import { startEmbeddedPostgres } from '@boligtrapp/platform';
import { Client } from 'pg';
import { dumpSchema } from './schema-dump.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SNAPSHOT = join(ROOT, 'migrations/schema.sql');
const CODEGEN = join(ROOT, 'scripts/node_modules/.bin/kysely-codegen');
const isCheck = process.argv.includes('--check');

const folder = mkdtempSync(join(ROOT, '.data-schema-'));
try {
  await using server = await startEmbeddedPostgres({ directory: join(folder, 'postgres'), durable: false });
  await migrateToLatest({ adminUrl: server.url });
  const client = new Client({ connectionString: server.url });
  await client.connect();
  const schema = await dumpSchema(client);
  await client.end();

  if (isCheck && readFileSync(SNAPSHOT, 'utf8') !== schema) {
    console.error('migrations/schema.sql is out of date: run node scripts/gen-schema.ts');
    process.exitCode = 1;
  }
  if (!isCheck) writeFileSync(SNAPSHOT, schema);
  runCodegen(server.url);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function runCodegen(url: string): void {
  const mode = isCheck ? ['--verify'] : [];
  try {
    execFileSync(CODEGEN, ['--url', 'env(DATABASE_URL)', ...mode], {
      cwd: ROOT,
      env: { ...process.env, DATABASE_URL: url },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } catch {
    console.error('the table types do not fit the migrations: run node scripts/gen-schema.ts');
    process.exitCode = 1;
  }
}
