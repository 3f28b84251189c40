import { Client } from 'pg';

/**
 * Does what autovacuum does by itself in the day between two nights: without it a second night that comes at once reads
 * with the statistics of empty tables and sets the hint bits of everything that the first one has stored.
 */
export async function tendTables(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('vacuum (analyze)');
  await client.query('checkpoint');
  await client.end();
}
