import { randomBytes } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@boligtrapp/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createDb, createPool } from '../connect.ts';
import { DATABASE_ROLES } from '../roles.ts';
import { migrateToLatest } from './migrate.ts';
import { assertSchemaFits } from './schema-state.ts';
import { readMigrations } from './sql-files.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => await database.drop());

async function onEmptyDatabase(task: (adminUrl: string) => Promise<void>): Promise<void> {
  const name = `boligtrapp_empty_${randomBytes(5).toString('hex')}`;
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = new URL(database.adminUrl);
  url.pathname = `/${name}`;
  try {
    await task(url.href);
  } finally {
    // Not by force: a pool that is closing would be cut off in the middle of it.
    await vi.waitFor(async () => await admin.query(`drop database ${name}`), {
      timeout: 10_000,
      interval: 50,
    });
    await admin.end();
  }
}

async function run(adminUrl: string, query: string): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(query);
  await client.end();
  return rows;
}

async function assertFits(adminUrl: string): Promise<void> {
  const db = createDb(
    createPool({ url: adminUrl, role: DATABASE_ROLES.app, applicationName: 'test', maxConnections: 1 }),
  );
  try {
    await assertSchemaFits(db);
  } finally {
    await db.destroy();
  }
}

it('migrates an empty database when ten start at once, each migration once', async () => {
  await onEmptyDatabase(async (adminUrl) => {
    const done: string[] = [];
    const log = (line: string): void => {
      done.push(line);
    };
    await Promise.all(Array.from({ length: 10 }, async () => await migrateToLatest({ adminUrl, log })));
    expect(done).toHaveLength((await readMigrations()).length);
    await assertFits(adminUrl);
  });
});

it('does nothing the second time', async () => {
  const done: string[] = [];
  await migrateToLatest({ adminUrl: database.adminUrl, log: (line) => done.push(line) });
  expect(done).toEqual([]);
});

it('refuses a schema that is newer than the code, and leaves it alone', async () => {
  await onEmptyDatabase(async (adminUrl) => {
    await migrateToLatest({ adminUrl });
    await run(
      adminUrl,
      "insert into applied_migrations (name, checksum) values ('29990101T000000Z-later', 'x')",
    );
    await expect(migrateToLatest({ adminUrl })).rejects.toThrow(/29990101T000000Z-later/);
    await expect(assertFits(adminUrl)).rejects.toThrow(/use the newer version/);
  });
});

it('refuses a database that lacks migrations, and one whose migrations were edited', async () => {
  await onEmptyDatabase(async (adminUrl) => {
    await migrateToLatest({ adminUrl });
    await run(adminUrl, "update applied_migrations set checksum = 'x' where name like '%create-leases'");
    await expect(migrateToLatest({ adminUrl })).rejects.toThrow(/edited/);
    await run(adminUrl, "delete from applied_migrations where name like '%create-leases'");
    await expect(assertFits(adminUrl)).rejects.toThrow(/boligtrapp migrate/);
  });
});

it('gives up soon when somebody else holds a lock that it needs', async () => {
  await onEmptyDatabase(async (adminUrl) => {
    const blocker = new Client({ connectionString: adminUrl });
    await blocker.connect();
    // The name is taken until this transaction ends, one way or the other: the first migration must wait for it.
    await blocker.query('begin; create table municipalities (id uuid)');
    await expect(migrateToLatest({ adminUrl })).rejects.toThrow(/nothing was changed/);
    await blocker.query('rollback');
    await blocker.end();
    await migrateToLatest({ adminUrl });
    await assertFits(adminUrl);
  });
});
