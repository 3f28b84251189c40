import { Client } from 'pg';
import { expect, test } from 'vitest';
import { createTestDatabase, runAsAdmin } from './test-database.ts';

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: 'a-test' });
  // A dropped database ends its connections, which pg reports as an event.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

test('two databases have the schema and do not see each other', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await runAsAdmin(one.adminUrl, async (client) => {
    await client.query('create table only_here (id int)');
    const { rows } = await client.query(`select to_regclass('public.applied_migrations')::text as found`);
    expect(rows).toEqual([{ found: 'applied_migrations' }]);
  });
  await runAsAdmin(other.adminUrl, async (client) => {
    const { rows } = await client.query(`select to_regclass('public.only_here') as found`);
    expect(rows).toEqual([{ found: null }]);
  });
  await Promise.all([one.drop(), other.drop()]);
});

test('the ordinary login may become the app role and can do nothing else', async () => {
  const database = await createTestDatabase();
  const client = await connect(database.url);
  await expect(client.query('select * from applied_migrations')).rejects.toThrow(/permission denied/);
  await expect(client.query('set role boligtrapp_migrator')).rejects.toThrow(/permission denied/);
  await client.query('set role boligtrapp_app');
  const { rows } = await client.query(
    `select rolsuper or rolbypassrls or rolcreatedb or rolcreaterole as strong from pg_roles
     where rolname in (current_user, session_user)`,
  );
  expect(rows).toEqual([{ strong: false }, { strong: false }]);
  await client.end();
  await database.drop();
});

test('a connection left open fails the drop and names who left it; the database goes all the same', async () => {
  const database = await createTestDatabase();
  const leaked = await connect(database.adminUrl);
  await leaked.query('select 42 as forgotten');
  await expect(database.drop()).rejects.toThrow(/a-test.*select 42 as forgotten/);
  await expect(connect(database.adminUrl)).rejects.toThrow(/does not exist/);
});

test('a connection that is being closed is no leak', async () => {
  const database = await createTestDatabase();
  const closing = await connect(database.adminUrl);
  await Promise.all([closing.end(), database.drop()]);
});
