import { type Db, findImportFilePart, inTenant, type TenantScope } from '@boligtrapp/database';
import { columnFinder, IMPORT_COLUMNS, type ImportSubject, type RawRow } from '@boligtrapp/domain';
import { type RowFile, RowFileError, type RowReader } from '../ports/row-file.ts';

/** What reading a file that has come in works with. */
export interface ReadImportFileDeps {
  readonly db: Db;
  readonly readRows: RowReader;
}

/** A file that has come in. */
export interface ImportFile extends Pick<RowFile, 'format' | 'isUtf8'> {
  readonly id: string;
  readonly subject: ImportSubject;
}

/** Rows that are judged in one transaction. */
const LOT_SIZE = 500;

/**
 * The rows of a file in lots. The bytes are fetched piece by piece, each in a transaction of its own.
 *
 * @throws {ImportFaultError} for a file that gives no rows that could be judged.
 */
export async function* readImportFile(
  { db, readRows }: ReadImportFileDeps,
  scope: TenantScope,
  file: ImportFile,
): AsyncGenerator<readonly RawRow[]> {
  let lot: RawRow[] = [];
  let isFirst = true;
  try {
    const { format, isUtf8 } = file;
    for await (const row of readRows({ format, isUtf8, bytes: bytesOf(db, scope, file.id) })) {
      if (isFirst && !hasKnownHeading(file.subject, row))
        throw new ImportFaultError('import.headings-unknown');
      isFirst = false;
      lot.push(row);
      if (lot.length < LOT_SIZE) continue;
      yield lot;
      lot = [];
    }
  } catch (error) {
    if (error instanceof RowFileError)
      throw new ImportFaultError(`import.file-${error.code}`, { cause: error });
    throw error;
  }
  if (isFirst) throw new ImportFaultError('import.no-rows');
  if (lot.length > 0) yield lot;
}

/** A file that cannot be imported at all, whatever its rows say; the code is stored with the import. */
export class ImportFaultError extends Error {
  override readonly name = 'ImportFaultError';
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

/** The bytes of a file, piece by piece, each fetched in a transaction of its own. */
export async function* bytesOf(db: Db, scope: TenantScope, importId: string): AsyncGenerator<Uint8Array> {
  for (let number = 0; ; number += 1) {
    const part = await inTenant(
      db,
      scope,
      async (tx) => await findImportFilePart(tx, scope.municipalityId, importId, number),
    );
    if (part === undefined) return;
    yield part;
  }
}

function hasKnownHeading(subject: ImportSubject, { cells }: RawRow): boolean {
  const find = columnFinder(IMPORT_COLUMNS[subject]);
  return cells === null || cells.some(([heading]) => find(heading) !== undefined);
}
