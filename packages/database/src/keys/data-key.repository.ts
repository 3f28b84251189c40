import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** A data key as it is stored: wrapped. */
export interface DataKeyRow {
  readonly id: string;
  readonly purpose: string;
  /** Name of the key-encryption key that wraps it. */
  readonly keyId: string;
  readonly wrapped: Uint8Array;
  /** Whether new fields are encrypted with it; one of a purpose is. */
  readonly isInUse: boolean;
}

const columns = [
  'id',
  'purpose',
  'key_id as keyId',
  'wrapped_key as wrapped',
  sql<boolean>`retired_at is null`.as('isInUse'),
] as const;

/** The data keys of a municipality, by purpose, the newest first. */
export async function listDataKeys(tx: Tx, municipalityId: string): Promise<readonly DataKeyRow[]> {
  return await tx
    .selectFrom('data_keys')
    .where('municipality_id', '=', municipalityId)
    .select(columns)
    .orderBy('purpose')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** The data key that encrypts for a purpose, or undefined where there is none yet. */
export async function findDataKeyInUse(
  tx: Tx,
  municipalityId: string,
  purpose: string,
): Promise<DataKeyRow | undefined> {
  return await tx
    .selectFrom('data_keys')
    .where('municipality_id', '=', municipalityId)
    .where('purpose', '=', purpose)
    .where('retired_at', 'is', null)
    .select(columns)
    .executeTakeFirst();
}

/** A data key by id, or undefined. */
export async function findDataKey(
  tx: Tx,
  municipalityId: string,
  id: string,
): Promise<DataKeyRow | undefined> {
  return await tx
    .selectFrom('data_keys')
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', id)
    .select(columns)
    .executeTakeFirst();
}

/** Adds a data key that encrypts from now on, unless there is one: then nothing happens. */
export async function insertDataKey(
  tx: Tx,
  municipalityId: string,
  { id, purpose, keyId, wrapped }: Omit<DataKeyRow, 'isInUse'>,
): Promise<void> {
  await tx
    .insertInto('data_keys')
    .values({
      municipality_id: municipalityId,
      id,
      purpose,
      key_id: keyId,
      wrapped_key: Buffer.from(wrapped),
    })
    .onConflict((conflict) =>
      conflict.columns(['municipality_id', 'purpose']).where('retired_at', 'is', null).doNothing(),
    )
    .execute();
}

/** From now on this data key opens only. False when it did already. */
export async function retireDataKey(tx: Tx, municipalityId: string, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('data_keys')
    .set({ retired_at: sql`now()` })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', id)
    .where('retired_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Stores a data key under another key-encryption key. False when somebody else has done so since it was read. */
export async function rewrapDataKey(
  tx: Tx,
  municipalityId: string,
  before: Pick<DataKeyRow, 'id' | 'keyId'>,
  after: Pick<DataKeyRow, 'keyId' | 'wrapped'>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('data_keys')
    .set({ key_id: after.keyId, wrapped_key: Buffer.from(after.wrapped) })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', before.id)
    .where('key_id', '=', before.keyId)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
