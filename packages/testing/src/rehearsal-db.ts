import type { DB, Db } from '@boligtrapp/database';
import { CompiledQuery, type DatabaseConnection, Kysely, PostgresDialect, PostgresDriver } from 'kysely';
import type { Pool } from 'pg';

/** What one transaction had done when it would have been committed. */
export interface Rehearsed {
  /** Households of the access events that the transaction added. */
  readonly householdIds: readonly string[];
  /** Operations of these events. */
  readonly operations: readonly string[];
}

/** A database in which every transaction is checked in full and then rolled back, so that nothing is ever changed. */
export interface RehearsalDb {
  readonly db: Db;
  /** The transactions that ended well since the last call, each with what it noted. */
  take(): readonly Rehearsed[];
}

const NOTED = CompiledQuery.raw(
  `select e.operation, e.household_ids::text[] as "householdIds" from access_events e
   where e.xmin = pg_current_xact_id()::xid`,
);

/**
 * Makes a {@link RehearsalDb}. Instead of a commit, deferred constraints are checked, the access events of this very
 * transaction are read, and everything is taken back: a command answers as it would, and can be asked again.
 */
export function createRehearsalDb(pool: Pool): RehearsalDb {
  let rehearsed: Rehearsed[] = [];
  class RehearsalDriver extends PostgresDriver {
    override async commitTransaction(connection: DatabaseConnection): Promise<void> {
      await connection.executeQuery(CompiledQuery.raw('set constraints all immediate'));
      const { rows } = await connection.executeQuery<{ operation: string; householdIds: string[] }>(NOTED);
      rehearsed.push({
        householdIds: rows.flatMap(({ householdIds }) => householdIds),
        operations: rows.map(({ operation }) => operation),
      });
      await connection.executeQuery(CompiledQuery.raw('rollback'));
    }
  }
  class RehearsalDialect extends PostgresDialect {
    override createDriver(): PostgresDriver {
      return new RehearsalDriver({ pool });
    }
  }
  return {
    db: new Kysely<DB>({ dialect: new RehearsalDialect({ pool }) }),
    take: () => {
      const taken = rehearsed;
      rehearsed = [];
      return taken;
    },
  };
}
