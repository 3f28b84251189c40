import { runMigrations } from 'bullmq';
import { Client, type ClientBase, escapeIdentifier } from 'pg';
import { QUEUE_NAMES } from './queues.ts';

const GRANT_LOCK = 'boligtrapp.queue-store-grants';

/**
 * Creates or upgrades the schema `bullmq` and lets `appRole` use it, no more: the role can neither create
 * nor own anything there. May be run any number of times and by several processes at once; BullMQ serialises
 * its own migrations with an advisory lock, and the grants take one of their own.
 *
 * @param target a database URL, or a client outside a transaction; either must be allowed to create a schema.
 * @returns the schema version the store is at.
 */
export async function migrateQueueStore(
  target: string | ClientBase,
  appRole = 'boligtrapp_app',
): Promise<number> {
  if (typeof target !== 'string') return migrateWith(target, appRole);
  const client = new Client({ connectionString: target, application_name: 'boligtrapp-migrator' });
  await client.connect();
  try {
    return await migrateWith(client, appRole);
  } finally {
    await client.end();
  }
}

async function migrateWith(client: ClientBase, appRole: string): Promise<number> {
  const version = await runMigrations(client, 'bullmq');
  const role = escapeIdentifier(appRole);
  await client.query('BEGIN');
  try {
    // Two GRANTs on one object at a time fail with "tuple concurrently updated".
    await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [GRANT_LOCK]);
    // BullMQ makes a queue's sequence of ids when it is first needed, which the app role may not.
    for (const queue of QUEUE_NAMES) await client.query('SELECT bullmq.next_job_id($1)', [queue]);
    await client.query(`GRANT USAGE ON SCHEMA bullmq TO ${role}`);
    await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bullmq TO ${role}`);
    await client.query(`GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA bullmq TO ${role}`);
    await client.query(`GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA bullmq TO ${role}`);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
  return version;
}
