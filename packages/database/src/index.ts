/**
 * PostgreSQL: roles, migrations, transactions for one municipality, and what is read and written per aggregate.
 */
export {
  type ConnectionSettings,
  createDb,
  createPool,
  type Db,
  type ReadDb,
  type Tx,
} from './connect.ts';
export { type MigrateOptions, migrateToLatest } from './migrator/migrate.ts';
export {
  assertSchemaFits,
  MigrationChangedError,
  readSchemaState,
  SchemaBehindCodeError,
  SchemaNewerThanCodeError,
} from './migrator/schema-state.ts';
export { DATABASE_ROLES, type DatabaseRole, ensureRoles } from './roles.ts';
export type { DB } from './schema.generated.ts';
export { inTenant, type TenantScope } from './tenant-scope.ts';
