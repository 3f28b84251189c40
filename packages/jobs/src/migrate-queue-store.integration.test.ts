import { createTestDatabase, type TestDatabase } from '@boligtrapp/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateQueueStore } from './migrate-queue-store.ts';
import { QUEUE_NAMES } from './queues.ts';

describe('migrateQueueStore', () => {
  let database: TestDatabase;
  let app: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    app = new Client({
      connectionString: database.url,
      options: '-c role=boligtrapp_app -c search_path=bullmq',
    });
    await app.connect();
  });

  afterAll(async () => {
    await app.end();
    await database.drop();
  });

  it('may be run by five processes at once, and again', async () => {
    const versions = await Promise.all(Array.from({ length: 5 }, () => migrateQueueStore(database.adminUrl)));
    expect(new Set([...versions, await migrateQueueStore(database.adminUrl)]).size).toBe(1);
  });

  it('takes an open client and leaves it usable', async () => {
    const client = new Client({ connectionString: database.adminUrl });
    await client.connect();
    expect(await migrateQueueStore(client)).toBeGreaterThan(0);
    expect((await client.query(`SELECT current_setting('search_path') AS path`)).rows[0]).not.toEqual({
      path: 'bullmq',
    });
    await client.end();
  });

  it('lets the app role use the store and change nothing about it', async () => {
    for (const queue of QUEUE_NAMES) await app.query('SELECT next_job_id($1)', [queue]);
    await app.query('SELECT count(*) FROM job');
    for (const statement of [
      'CREATE TABLE bullmq.mine (id int)',
      'DROP TABLE job',
      'ALTER TABLE job ADD COLUMN x int',
    ]) {
      await expect(app.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('gives the relay role no access', async () => {
    const relay = new Client({ connectionString: database.url, options: '-c role=boligtrapp_relay' });
    await relay.connect();
    await expect(relay.query('SELECT count(*) FROM bullmq.job')).rejects.toMatchObject({ code: '42501' });
    await relay.end();
  });
});
