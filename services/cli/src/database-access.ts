import type { AuditSealer, KeyParts } from '@boligtrapp/platform';
import { findRunNote, readLocalSecrets } from './demo/local-files.ts';
import { CliError } from './output.ts';

/**
 * Migrates the schema and the queue store. Needs a login that owns the database or may create roles.
 */
export async function migrateAll(adminUrl: string, log: (line: string) => void): Promise<void> {
  const { DATABASE_ROLES, migrateToLatest } = await import('@boligtrapp/database');
  const { migrateQueueStore } = await import('@boligtrapp/jobs');
  await migrateToLatest({ adminUrl, log });
  await migrateQueueStore(asRole(adminUrl, DATABASE_ROLES.migrator));
}

/** Gathers the planner's statistics at once; after a large import it would otherwise guess for a minute. */
export async function analyzeTables(adminUrl: string): Promise<void> {
  const { DATABASE_ROLES } = await import('@boligtrapp/database');
  const { Client } = await import('pg');
  const client = new Client({ connectionString: asRole(adminUrl, DATABASE_ROLES.migrator) });
  await client.connect();
  try {
    const { rows } = await client.query<{ tables: string }>(
      `select string_agg(oid::regclass::text, ', ') as tables from pg_class
       where relnamespace = 'public'::regnamespace and relkind = 'r' and relowner = current_user::regrole`,
    );
    await client.query(`analyze ${rows[0]?.tables ?? ''}`);
  } finally {
    await client.end();
  }
}

/** The same login, switched to a role from its first statement on. */
function asRole(url: string, role: string): string {
  const changed = new URL(url);
  changed.searchParams.set('options', `-c role=${role}`);
  return changed.href;
}

/**
 * The database to work on: the first of `names` that is set, itself or as a file (`DATABASE_URL_FILE`), or the embedded
 * one of a start that runs in this checkout.
 *
 * @throws {CliError} when there is none.
 */
export async function requireDatabaseUrl(
  names: readonly ('MIGRATION_DATABASE_URL' | 'DATABASE_URL')[] = ['DATABASE_URL'],
): Promise<string> {
  const { optional, readConfig, secret, text } = await import('@boligtrapp/platform');
  for (const name of names) {
    const { url } = readConfig(process.env, { url: optional(secret(name, text)) });
    if (url !== undefined) return url;
  }
  const url = findRunNote()?.databaseUrl;
  if (url === undefined) {
    throw new CliError('set DATABASE_URL, or start the embedded database with npm start');
  }
  return url;
}

/**
 * Seals what a command appends to the audit trail, and proves what was sealed: with `AUDIT_KEY` (or `AUDIT_KEY_FILE`) and `AUDIT_KEY_ID`, or
 * the key of a start that runs in this checkout.
 *
 * @throws {CliError} when there is neither.
 */
export async function requireAuditSealer(): Promise<AuditSealer> {
  const { createAuditSealer, readConfig, secret, secretBytes, text } = await import('@boligtrapp/platform');
  const isSet = [process.env['AUDIT_KEY'], process.env['AUDIT_KEY_FILE']].some(
    (given) => (given ?? '') !== '',
  );
  if (!isSet && findRunNote() === undefined) {
    throw new CliError('set AUDIT_KEY and AUDIT_KEY_ID, or start the embedded database with npm start');
  }
  const secrets = isSet ? process.env : readLocalSecrets(process.env);
  const settings = { key: secret('AUDIT_KEY', (name) => secretBytes(name, 32)), keyId: text('AUDIT_KEY_ID') };
  return createAuditSealer(readConfig({ ...secrets }, settings));
}

/**
 * The keys that encrypt and hash: those that the environment names, or those of a start that runs in this checkout.
 *
 * @throws {CliError} when there is neither.
 */
export async function requireKeyParts(): Promise<KeyParts> {
  const { readKeyParts } = await import('@boligtrapp/platform');
  const isSet = ['IDENTITY_ENCRYPTION_KEY', 'IDENTITY_ENCRYPTION_KEY_FILE'].some(
    (name) => (process.env[name] ?? '') !== '',
  );
  if (isSet) return readKeyParts(process.env);
  if (findRunNote() === undefined) {
    throw new CliError(
      'set IDENTITY_ENCRYPTION_KEY and the other keys, or start the embedded database with npm start',
    );
  }
  return readKeyParts({ ...process.env, ...readLocalSecrets(process.env) });
}

/** The login of the role `protected`, where it has one of its own. */
export async function protectedUrl(url: string): Promise<string> {
  const { optional, readConfig, secret, text } = await import('@boligtrapp/platform');
  const settings = { own: optional(secret('PROTECTED_DATABASE_URL', text)) };
  return readConfig(process.env, settings).own ?? url;
}
