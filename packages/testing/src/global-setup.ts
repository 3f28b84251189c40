import { randomBytes } from 'node:crypto';
import { migrateToLatest } from '@boligtrapp/database';
import type { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { onDatabase, runAsAdmin } from './test-database.ts';
import { sweepTestFolders } from './test-folder.ts';
import { startTestServer, type TestServer } from './test-server.ts';

/**
 * Before the integration tests: finds or starts a server, migrates one template database and tells the test
 * files of it. What it resolves to undoes all of it, and so does a signal that ends the run.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweepTestFolders();
  const server = await startTestServer(process.env, (line) => project.vitest.logger.log(line));
  const run = `boligtrapp_test_${Math.floor(Date.now() / 60_000)}_${randomBytes(3).toString('hex')}`;
  const unhook = hookSignals(() => tearDown(server, run));
  try {
    project.provide('testDatabaseTemplate', await prepareTemplate(server.adminUrl, run));
  } catch (error) {
    unhook();
    await server.stop();
    throw error;
  }
  return async () => {
    unhook();
    await tearDown(server, run);
  };
}

/** The runner itself ends at once on these, without clearing up. */
function hookSignals(clearUp: () => Promise<void>): () => void {
  const end = (signal: NodeJS.Signals, number: number): void => {
    unhook();
    void clearUp().finally(() => process.exit(128 + number));
    // A second signal ends it at once.
    process.once(signal, () => process.exit(128 + number));
  };
  const unhook = (): void => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, end);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
  return unhook;
}

async function prepareTemplate(
  adminUrl: string,
  run: string,
): Promise<{ adminUrl: string; url: string; templateName: string }> {
  await runAsAdmin(adminUrl, async (client) => {
    await sweepRuns(client);
    // The same order of letters wherever the server comes from.
    await client.query(
      `create database ${run} template template0 encoding 'UTF8' locale 'C'
       locale_provider builtin builtin_locale 'C.UTF-8'`,
    );
  });
  await migrateToLatest({ adminUrl: onDatabase(adminUrl, run) });
  const password = randomBytes(18).toString('hex');
  await runAsAdmin(adminUrl, async (client) => {
    await client.query(`create role ${run} login noinherit password '${password}'`);
    const { rows } = await client.query<{ readonly rolname: string }>(
      `select rolname from pg_roles where rolname ~ '^boligtrapp_[a-z]+$' and rolname <> 'boligtrapp_migrator'
       and not rolcanlogin`,
    );
    for (const { rolname } of rows) await client.query(`grant ${rolname} to ${run}`);
    await client.query(`alter database ${run} with is_template true allow_connections false`);
  });
  const login = new URL(adminUrl);
  login.username = run;
  login.password = password;
  return { adminUrl, url: login.href, templateName: run };
}

async function tearDown(server: TestServer, run: string): Promise<void> {
  try {
    await runAsAdmin(server.adminUrl, (client) => removeRun(client, run));
  } finally {
    await server.stop();
  }
}

/** Runs that were killed leave databases on a server that outlives them; none lasts half a day. */
async function sweepRuns(client: Client): Promise<void> {
  const { rows } = await client.query<{ readonly run: string }>(
    `select distinct substring(datname from '^boligtrapp_test_[0-9]+_[0-9a-f]{6}') as run from pg_database
     where datname ~ '^boligtrapp_test_[0-9]+_[0-9a-f]{6}'
       and split_part(datname, '_', 3)::bigint < extract(epoch from now()) / 60 - 720`,
  );
  for (const { run } of rows) await removeRun(client, run);
}

async function removeRun(client: Client, run: string): Promise<void> {
  const { rows } = await client.query<{ readonly datname: string; readonly datistemplate: boolean }>(
    'select datname, datistemplate from pg_database where starts_with(datname, $1)',
    [run],
  );
  for (const { datname, datistemplate } of rows) {
    if (datistemplate) await client.query(`alter database ${datname} with is_template false`);
    await client.query(`drop database if exists ${datname} with (force)`);
  }
  await client.query(`drop role if exists ${run}`);
}
