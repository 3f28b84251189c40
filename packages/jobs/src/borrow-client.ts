import type pg from 'pg';

/**
 * Runs `task` with a client of the pool; a client whose task threw is closed and not given back.
 *
 * A pool stops listening to the errors of a client it lends out, and an error event nobody listens to ends the
 * process: a connection lost between two queries must only fail the next query.
 */
export async function withClient<T>(pool: pg.Pool, task: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  client.on('error', ignore);
  let isBroken = true;
  try {
    const result = await task(client);
    isBroken = false;
    return result;
  } finally {
    // A closed client may still report its end.
    if (!isBroken) client.off('error', ignore);
    client.release(isBroken);
  }
}

function ignore(): void {
  // The next query on the client rejects with the same error.
}
