import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import type { KoboFact, KoboPairedField, KoboSide } from './kobo-question.repository.ts';

/** A word of ours and Kobo's value for it, as entered. */
export interface KoboValuePairRow {
  readonly id: string;
  readonly field: KoboPairedField;
  readonly ours: string;
  readonly kobos: string;
  readonly enteredBy: string;
  readonly enteredAt: string;
}

/** The pairs that hold, by field and our word. */
export async function listKoboValuePairRows(tx: Tx): Promise<readonly KoboValuePairRow[]> {
  return await tx
    .selectFrom('kobo_value_pairs')
    .select(['id', 'field', 'ours', 'kobos', 'entered_by as enteredBy', 'entered_at as enteredAt'])
    .where('ended_at', 'is', null)
    .orderBy('field')
    .orderBy('ours')
    .execute();
}

/** Adds a pair; false where one of the two values has a partner. */
export async function insertKoboValuePair(
  tx: Tx,
  municipalityId: string,
  pair: Omit<KoboValuePairRow, 'enteredAt'>,
): Promise<boolean> {
  const added = await tx
    .insertInto('kobo_value_pairs')
    .values({
      municipality_id: municipalityId,
      id: pair.id,
      field: pair.field,
      ours: pair.ours,
      kobos: pair.kobos,
      entered_by: pair.enteredBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

/** Ends a pair; false where there is none that holds. */
export async function endKoboValuePairRow(
  tx: Tx,
  pairId: string,
  by: string,
): Promise<KoboValuePairRow | undefined> {
  return await tx
    .updateTable('kobo_value_pairs')
    .set({ ended_by: by, ended_at: sql`now()` })
    .where('id', '=', pairId)
    .where('ended_at', 'is', null)
    .returning(['id', 'field', 'ours', 'kobos', 'entered_by as enteredBy', 'entered_at as enteredAt'])
    .executeTakeFirst();
}

/** Who owns a fact, as the municipality has said. */
export interface KoboOwnerRow {
  readonly fact: KoboFact;
  readonly owner: KoboSide;
  readonly changedBy: string;
  readonly changedAt: string;
}

/** What the municipality has said of owners; facts that it has said nothing of are not there. */
export async function listKoboOwnerRows(tx: Tx): Promise<readonly KoboOwnerRow[]> {
  return await tx
    .selectFrom('kobo_owners')
    .select(['fact', 'owner', 'changed_by as changedBy', 'changed_at as changedAt'])
    .orderBy('fact')
    .execute();
}

/** Stores who owns a fact from now on. */
export async function setKoboOwnerRow(
  tx: Tx,
  municipalityId: string,
  { fact, owner, by }: { readonly fact: KoboFact; readonly owner: KoboSide; readonly by: string },
): Promise<void> {
  await tx
    .insertInto('kobo_owners')
    .values({ municipality_id: municipalityId, fact, owner, changed_by: by })
    .onConflict((conflict) =>
      conflict
        .columns(['municipality_id', 'fact'])
        .doUpdateSet({ owner, changed_by: by, changed_at: sql`now()` }),
    )
    .execute();
}
