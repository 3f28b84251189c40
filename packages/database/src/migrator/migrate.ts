import { Kysely, PostgresDialect, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { Client } from 'pg';
import { createPool } from '../connect.ts';
import { DATABASE_ROLES, ensureRoles } from '../roles.ts';
import { assertNothingForeign, readSchemaState } from './schema-state.ts';
import { readMigrations, type SqlMigration } from './sql-files.ts';

/** What {@link migrateToLatest} needs. */
export interface MigrateOptions {
  /** A login that is the migrator role, or may create roles and switch to it. */
  readonly adminUrl: string;
  /** Told of each migration as it is done. */
  readonly log?: (line: string) => void;
}

/** One number for all of this product's migrators; any constant will do that nothing else in the database uses. */
const MIGRATION_LOCK_KEY = 7_013_201;
/** A migration that cannot get its table lock gives up soon, or every reader queues up behind it. */
const LOCK_TIMEOUT = '3s';

/**
 * Brings the database to the schema of this code: creates the roles that are missing, then runs what has not been
 * run, in one transaction. Several migrators at once wait for each other on an advisory lock; the later ones find
 * nothing to do.
 *
 * @throws {SchemaNewerThanCodeError} when the database is ahead of this code; nothing is changed.
 * @throws {MigrationChangedError} when a file is not the one that was run; nothing is changed.
 */
export async function migrateToLatest(options: MigrateOptions): Promise<void> {
  const guard = new Client({
    connectionString: options.adminUrl,
    application_name: 'boligtrapp-migrate-lock',
  });
  await guard.connect();
  try {
    await guard.query('select pg_advisory_lock($1)', [MIGRATION_LOCK_KEY]);
    await ensureRoles(guard);
    await migrateAsMigrator(options);
  } finally {
    await guard.end();
  }
}

async function migrateAsMigrator({ adminUrl, log }: MigrateOptions): Promise<void> {
  const pool = createPool({
    url: adminUrl,
    role: DATABASE_ROLES.migrator,
    applicationName: 'boligtrapp-migrate',
    settings: { lock_timeout: LOCK_TIMEOUT },
  });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    assertNothingForeign(await readSchemaState(db));
    await sql`create table if not exists applied_migrations (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`.execute(
      db,
    );
    await sql`grant select on applied_migrations to ${sql.raw(Object.values(DATABASE_ROLES).join(', '))}`.execute(
      db,
    );
    const migrations = await readMigrations();
    const migrator = new Migrator({
      db,
      provider: {
        getMigrations: async () =>
          Object.fromEntries(migrations.map((file) => [file.name, toMigration(file)])),
      },
      migrationTableName: 'kysely_migrations',
      migrationLockTableName: 'kysely_migrations_lock',
    });
    const { error, results = [] } = await migrator.migrateToLatest();
    if (error !== undefined) {
      const failed = results.find((result) => result.status === 'Error');
      throw new Error(`migration ${failed?.migrationName ?? ''} failed; nothing was changed`, {
        cause: error,
      });
    }
    for (const result of results) log?.(`migrated ${result.migrationName}`);
  } finally {
    await db.destroy();
  }
}

function toMigration(file: SqlMigration): Migration {
  return {
    async up(db) {
      await sql.raw(file.text).execute(db);
      await sql`insert into applied_migrations (name, checksum) values (${file.name}, ${file.checksum})`.execute(
        db,
      );
    },
  };
}
