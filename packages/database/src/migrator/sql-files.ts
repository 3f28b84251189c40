import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

/** A migration as it lies in `migrations/`: plain SQL, run once, never edited after it was merged. */
export interface SqlMigration {
  /** File name without `.sql`, for example `20261123T080000Z-create-tenancy`. */
  readonly name: string;
  readonly text: string;
  /** SHA-256 of the text, in hex. */
  readonly checksum: string;
}

const FOLDER = new URL('../../../../migrations/', import.meta.url);
const NAME = /^\d{8}T\d{6}Z-[a-z0-9-]+\.sql$/;

/** All migrations, oldest first. @throws {Error} when a file in the folder does not follow the naming rule. */
export async function readMigrations(): Promise<readonly SqlMigration[]> {
  const files = (await readdir(FOLDER))
    .filter((file) => file.endsWith('.sql') && file !== 'schema.sql')
    .toSorted();
  const misnamed = files.filter((file) => !NAME.test(file));
  if (misnamed.length > 0) throw new Error(`migrations with a wrong name: ${misnamed.join(', ')}`);
  return await Promise.all(
    files.map(async (file) => {
      const text = await readFile(new URL(file, FOLDER), 'utf8');
      return { name: file.slice(0, -'.sql'.length), text, checksum: sha256(text) };
    }),
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
