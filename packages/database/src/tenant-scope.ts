import { sql } from 'kysely';
import type { Db, Tx } from './connect.ts';
import { sealAppended } from './traces/audit-head.ts';

/** For whom a transaction runs. The municipality decides which rows exist for it at all. */
export interface TenantScope {
  readonly municipalityId: string;
  /** Who acts: a user id of the identity provider, or a named job. */
  readonly actorId: string;
}

/** How long a statement of a request may take before PostgreSQL ends it. */
const STATEMENT_TIMEOUT = '15s';

/**
 * Runs `work` in one transaction that sees the rows of one municipality only. The settings end with the
 * transaction (`SET LOCAL`): a setting of the session would stay on the pooled connection and show one
 * municipality's rows to the next request.
 *
 * Isolation is READ COMMITTED. Whatever `work` throws rolls everything back; a returned value commits. The head of the
 * audit chain is sealed last, where `db` can seal and something was appended.
 */
export async function inTenant<T>(db: Db, scope: TenantScope, work: (tx: Tx) => Promise<T>): Promise<T> {
  return await db.transaction().execute(async (tx) => {
    const result = await work(await enterTenant(tx, scope));
    await sealAppended(db, tx, scope.municipalityId);
    return result;
  });
}

/**
 * The same for several statements that must see one moment: REPEATABLE READ and read only, so that nothing can be
 * decided on it that somebody else has changed meanwhile.
 */
export async function inTenantSnapshot<T>(
  db: Db,
  scope: TenantScope,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => await work(await enterTenant(tx, scope)));
}

/**
 * Like {@link inTenantSnapshot}, for a read whose own trace is written with it: it may add to the access log, so that
 * nothing is shown where nothing can be noted. Rows that others change must not be changed on what it has read.
 */
export async function inTenantLoggedSnapshot<T>(
  db: Db,
  scope: TenantScope,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => await work(await enterTenant(tx, scope)));
}

async function enterTenant(tx: Tx, scope: TenantScope): Promise<Tx> {
  await sql`select set_config('app.municipality', ${scope.municipalityId}, true),
      set_config('app.actor_id', ${scope.actorId}, true),
      set_config('statement_timeout', ${STATEMENT_TIMEOUT}, true)`.execute(tx);
  return tx;
}
