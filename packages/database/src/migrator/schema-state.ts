import type { QueryExecutorProvider } from 'kysely';
import { sql } from 'kysely';
import { readMigrations } from './sql-files.ts';

/** The database was migrated by newer code than this. Running on could misread what it stores. */
export class SchemaNewerThanCodeError extends Error {
  override readonly name = 'SchemaNewerThanCodeError';
}

/** The database lacks migrations that this code needs. */
export class SchemaBehindCodeError extends Error {
  override readonly name = 'SchemaBehindCodeError';
}

/** A migration file was changed after it had been run on this database. */
export class MigrationChangedError extends Error {
  override readonly name = 'MigrationChangedError';
}

/** What stands between the database and this code. */
export interface SchemaState {
  /** Names that the database has run and this code does not know. */
  readonly unknown: readonly string[];
  /** Names that this code has and the database has not run. */
  readonly missing: readonly string[];
  /** Names whose file is not the one that was run. */
  readonly changed: readonly string[];
}

/** Compares the migrations that were run with those of this code. An empty database has run none. */
export async function readSchemaState(db: QueryExecutorProvider): Promise<SchemaState> {
  const { rows: present } = await sql<{ readonly exists: boolean }>`
    select to_regclass('public.applied_migrations') is not null as exists`.execute(db);
  const applied =
    present[0]?.exists === true
      ? (
          await sql<{ readonly name: string; readonly checksum: string }>`
          select name, checksum from applied_migrations order by name`.execute(db)
        ).rows
      : [];
  const known = new Map((await readMigrations()).map((migration) => [migration.name, migration.checksum]));
  const ran = new Set(applied.map((row) => row.name));
  return {
    unknown: applied.filter((row) => !known.has(row.name)).map((row) => row.name),
    missing: [...known.keys()].filter((name) => !ran.has(name)),
    changed: applied
      .filter((row) => known.has(row.name) && known.get(row.name) !== row.checksum)
      .map((row) => row.name),
  };
}

/**
 * Refuses to go on with a database that this code does not fit. Called by every process before it serves.
 * @throws {SchemaNewerThanCodeError} @throws {MigrationChangedError} @throws {SchemaBehindCodeError}
 */
export async function assertSchemaFits(db: QueryExecutorProvider): Promise<void> {
  const state = await readSchemaState(db);
  assertNothingForeign(state);
  if (state.missing.length > 0) {
    throw new SchemaBehindCodeError(`run "boligtrapp migrate" first; missing: ${state.missing.join(', ')}`);
  }
}

/** The part of {@link assertSchemaFits} that holds before migrating, too. */
export function assertNothingForeign(state: SchemaState): void {
  if (state.unknown.length > 0) {
    throw new SchemaNewerThanCodeError(
      `the database has migrations that this version does not know: ${state.unknown.join(', ')}; use the newer version`,
    );
  }
  if (state.changed.length > 0) {
    throw new MigrationChangedError(
      `migrations were edited after they had been run: ${state.changed.join(', ')}`,
    );
  }
}
