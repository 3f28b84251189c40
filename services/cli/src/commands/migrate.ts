import type { Command } from 'commander';
import { printJson, printLines } from '../output.ts';

/** Adds `migrate`: brings the database and the queue store to the schema of this version. */
export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('bring the database to the schema of this version')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nUses MIGRATION_DATABASE_URL, or DATABASE_URL where it is not set.')
    .action(async (flags: { readonly json?: true }) => {
      const { migrateAll, requireDatabaseUrl } = await import('../database-access.ts');
      const migrated: string[] = [];
      const url = await requireDatabaseUrl(['MIGRATION_DATABASE_URL', 'DATABASE_URL']);
      await migrateAll(url, (line) => {
        migrated.push(line.replace(/^migrated /, ''));
        if (flags.json !== true) printLines([line]);
      });
      if (flags.json === true) printJson({ migrated });
      else if (migrated.length === 0) printLines(['nothing to do: the schema is up to date']);
    });
}
