import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** A database of its own for one test file, with the whole schema and no rows. */
export interface TestDatabase {
  /** A login that may become the roles of the product except the migrator, and has no rights of its own. */
  readonly url: string;
  /** A login that may do everything, to set the scene and to look behind row-level security. */
  readonly adminUrl: string;
  readonly name: string;
  /**
   * Removes the database; call it in `afterAll`, after closing every pool.
   * @throws {Error} when connections to it were left open: a leak fails the file.
   */
  drop(): Promise<void>;
}

/** What the global set-up hands to each test file. */
export interface TestDatabaseTemplate {
  readonly adminUrl: string;
  readonly url: string;
  readonly templateName: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly testDatabaseTemplate: TestDatabaseTemplate;
  }
}

const LEAK_GRACE_MS = 2_000;

/**
 * Makes a database from the migrated template of this run, in some 50 ms. For integration tests only: their
 * global set-up has migrated the template.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = await readTemplate();
  const name = `${template.templateName}_${randomBytes(5).toString('hex')}`;
  await runAsAdmin(template.adminUrl, async (client) => {
    await client.query(`create database ${name} template ${template.templateName}`);
  });
  return {
    url: onDatabase(template.url, name),
    adminUrl: onDatabase(template.adminUrl, name),
    name,
    drop: () => dropDatabase(template.adminUrl, name),
  };
}

/** The same login on another database. */
export function onDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** Opens one connection, hands it over and closes it. */
export async function runAsAdmin(url: string, task: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'boligtrapp-test-set-up' });
  await client.connect();
  try {
    await task(client);
  } finally {
    await client.end();
  }
}

/** A connection that nothing holds back: what somebody with the rights of the server could do. */
export interface AdminConnection {
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** Opens an {@link AdminConnection} to a test database; close it before the database is dropped. */
export async function connectAsAdmin({ adminUrl }: Pick<TestDatabase, 'adminUrl'>): Promise<AdminConnection> {
  const client = new Client({ connectionString: adminUrl, application_name: 'boligtrapp-test-admin' });
  await client.connect();
  return {
    query: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(text, [...values])).rows,
    close: async () => await client.end(),
  };
}

async function readTemplate(): Promise<TestDatabaseTemplate> {
  // Imported here: this package also serves the demonstration, which runs without vitest.
  const { inject } = await import('vitest');
  const template: TestDatabaseTemplate | undefined = inject('testDatabaseTemplate');
  if (template !== undefined) return template;
  throw new Error('No test database here: name the file *.integration.test.ts, so that it gets one.');
}

async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await runAsAdmin(adminUrl, async (client) => {
    const leaks = await findLeaks(client, name);
    await client.query(`drop database if exists ${name} with (force)`);
    if (leaks.length > 0) {
      throw new Error(`The test file left connections to its database open:\n${leaks.join('\n')}`);
    }
  });
}

/** Who is still connected when the grace is over: a closed pool takes a moment to be gone from the server. */
async function findLeaks(client: Client, name: string): Promise<readonly string[]> {
  const deadline = Date.now() + LEAK_GRACE_MS;
  for (;;) {
    const { rows } = await client.query<{ readonly shown: string }>(
      `select format('- %s as %s, %s, last: %s', coalesce(nullif(application_name, ''), 'unnamed'), usename,
         state, left(query, 120)) as shown
       from pg_stat_activity where datname = $1 and backend_type = 'client backend' order by backend_start`,
      [name],
    );
    if (rows.length === 0 || Date.now() > deadline) return rows.map((row) => row.shown);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
