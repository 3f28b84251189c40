import type { Tx } from '../connect.ts';

/** Adds the next bytes of a file that comes in; numbers count from 0. */
export async function insertImportFilePart(
  tx: Tx,
  municipalityId: string,
  part: { readonly importId: string; readonly number: number; readonly bytes: Uint8Array },
): Promise<void> {
  await tx
    .insertInto('import_file_parts')
    .values({
      municipality_id: municipalityId,
      import_id: part.importId,
      part_number: part.number,
      bytes: Buffer.from(part.bytes.buffer, part.bytes.byteOffset, part.bytes.byteLength),
    })
    .execute();
}

/** A piece of a file, or undefined where it has no such piece. */
export async function findImportFilePart(
  tx: Tx,
  municipalityId: string,
  importId: string,
  number: number,
): Promise<Uint8Array | undefined> {
  const row = await tx
    .selectFrom('import_file_parts')
    .where('municipality_id', '=', municipalityId)
    .where('import_id', '=', importId)
    .where('part_number', '=', number)
    .select('bytes')
    .executeTakeFirst();
  return row?.bytes;
}

/** Destroys the bytes of a file. */
export async function deleteImportFile(tx: Tx, municipalityId: string, importId: string): Promise<void> {
  await tx
    .deleteFrom('import_file_parts')
    .where('municipality_id', '=', municipalityId)
    .where('import_id', '=', importId)
    .execute();
}

/** Destroys the bytes of files that came in before `before`, an instant, and became no import. */
export async function deleteAbandonedFiles(tx: Tx, municipalityId: string, before: string): Promise<void> {
  await tx
    .deleteFrom('import_file_parts as p')
    .where('p.municipality_id', '=', municipalityId)
    .where('p.received_at', '<', before)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('import_runs as r')
            .whereRef('r.municipality_id', '=', 'p.municipality_id')
            .whereRef('r.id', '=', 'p.import_id')
            .select('r.id'),
        ),
      ),
    )
    .execute();
}
