export { migrateToLatest } from './migrator/migrate.ts';
