import type { ImportSubject } from '@boligtrapp/domain';
import type { Tx } from '../connect.ts';

/** An id of another system and what it stands for here. */
export interface ExternalIdRow {
  readonly externalId: string;
  readonly objectId: string;
}

/** Whose ids, and of what. */
export interface ExternalIdScope {
  readonly municipalityId: string;
  readonly subject: ImportSubject;
  readonly sourceSystem: string;
}

/** What is known of these ids of a system, or of these objects. */
export async function listExternalIds(
  tx: Tx,
  scope: ExternalIdScope,
  by: { readonly externalIds: readonly string[] } | { readonly objectIds: readonly string[] },
): Promise<readonly ExternalIdRow[]> {
  const named = 'externalIds' in by ? by.externalIds : by.objectIds;
  if (named.length === 0) return [];
  return await tx
    .selectFrom('external_ids')
    .where('municipality_id', '=', scope.municipalityId)
    .where('subject', '=', scope.subject)
    .where('source_system', '=', scope.sourceSystem)
    .where('externalIds' in by ? 'external_id' : 'object_id', 'in', named)
    .select(['external_id as externalId', 'object_id as objectId'])
    .execute();
}

/** Adds ids of a system. */
export async function insertExternalIds(
  tx: Tx,
  { municipalityId, subject, sourceSystem }: ExternalIdScope,
  rows: readonly ExternalIdRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto('external_ids')
    .values(
      rows.map(({ externalId, objectId }) => ({
        municipality_id: municipalityId,
        subject,
        source_system: sourceSystem,
        external_id: externalId,
        object_id: objectId,
      })),
    )
    .execute();
}
