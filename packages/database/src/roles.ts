import type { Client } from 'pg';

/**
 * The database roles. Nobody logs in as them in development: the login role switches to one of them when it
 * connects. In production the login of each process is the role itself, or a member of it.
 *
 * - `migrator` owns every table and is used for migrations only.
 * - `app` owns nothing, is bound by row-level security and has no right to change what is append-only.
 * - `relay` sees the outbox of all municipalities and which municipalities exist, nothing else.
 * - `identity` sees who is signed in and which municipalities exist, of all municipalities, and nothing else.
 * - `readonly` reads places, dwellings and counts, no person.
 * - `protected` reads and writes the addresses of people with a protected one, and can do nothing else but leave its traces.
 * - `keys` reads and writes the ciphertexts of identity numbers, those of blocked persons too, and adds their hashes.
 * - `retention` blocks closed cases, reads blocked ones, and deletes what an approved retention run names.
 */
export const DATABASE_ROLES = {
  migrator: 'boligtrapp_migrator',
  app: 'boligtrapp_app',
  relay: 'boligtrapp_relay',
  identity: 'boligtrapp_identity',
  readonly: 'boligtrapp_readonly',
  protected: 'boligtrapp_protected',
  keys: 'boligtrapp_keys',
  retention: 'boligtrapp_retention',
} as const;

/** One of the values of {@link DATABASE_ROLES}. */
export type DatabaseRole = (typeof DATABASE_ROLES)[keyof typeof DATABASE_ROLES];

/** The login may neither become the roles nor be made a member of them. */
export class RolesUnavailableError extends Error {
  override readonly name = 'RolesUnavailableError';
}

/**
 * Creates the roles that are missing and lets the migrator create objects in this database. Needs a login that
 * may create roles, or roles that are already there. Safe to run many times and at the same time: roles belong
 * to the whole cluster, so two databases may be prepared at once.
 *
 * @throws {RolesUnavailableError} when the login lacks the rights; says which statement gives them.
 */
export async function ensureRoles(client: Client): Promise<void> {
  for (const role of Object.values(DATABASE_ROLES)) {
    await client.query(`DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN
        CREATE ROLE ${role} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
  }
  try {
    // One by one: a login that has the roles of an earlier version is given those that are new.
    await client.query(`DO $$ DECLARE wanted name; BEGIN
    FOREACH wanted IN ARRAY ARRAY['${Object.values(DATABASE_ROLES).join("', '")}'] LOOP
      IF NOT pg_has_role(current_user, wanted, 'SET') THEN
        EXECUTE format('GRANT %I TO CURRENT_USER', wanted);
      END IF;
    END LOOP;
    IF NOT has_database_privilege('${DATABASE_ROLES.migrator}', current_database(), 'CREATE') THEN
      EXECUTE format('GRANT CREATE ON DATABASE %I TO ${DATABASE_ROLES.migrator}', current_database());
    END IF;
    IF NOT has_schema_privilege('${DATABASE_ROLES.migrator}', 'public', 'CREATE') THEN
      GRANT CREATE ON SCHEMA public TO ${DATABASE_ROLES.migrator};
    END IF;
  END $$`);
  } catch (error) {
    if (!isInsufficientPrivilege(error)) throw error;
    const roles = Object.values(DATABASE_ROLES).join(', ');
    throw new RolesUnavailableError(
      `the login of the database may not use its roles: as an administrator of the server run GRANT ${roles} TO that login, and make it the owner of the database`,
      { cause: error },
    );
  }
}

function isInsufficientPrivilege(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '42501';
}
