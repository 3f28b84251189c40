import type { KoboLinkState } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** What can stand in the ledger. */
export type KoboEffect =
  | 'taken'
  | 'sent'
  | 'asked'
  | 'created'
  | 'linked'
  | 'stopped'
  | 'replayed'
  | 'uncertain';

/** What was found to differ, and which way it went; values as JSON. */
export interface KoboLedgerRow {
  readonly id: string;
  readonly effect: KoboEffect;
  readonly field: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly happenedAt: string;
}

/** Adds rows to the ledger of a dwelling. */
export async function appendKoboLedger(
  tx: Tx,
  { municipalityId, dwellingId }: { readonly municipalityId: string; readonly dwellingId: string },
  rows: readonly Omit<KoboLedgerRow, 'happenedAt'>[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto('kobo_ledger')
    .values(
      rows.map(({ id, effect, field, before, after }) => ({
        municipality_id: municipalityId,
        id,
        dwelling_id: dwellingId,
        effect,
        field,
        before: JSON.stringify(before),
        after: JSON.stringify(after),
      })),
    )
    .execute();
}

/** The ledger of a dwelling from the newest, after `afterId` (exclusive), with how many rows there are. */
export async function listKoboLedgerRows(
  tx: Tx,
  dwellingId: string,
  page: { readonly afterId: string | undefined; readonly limit: number },
): Promise<{ readonly rows: readonly KoboLedgerRow[]; readonly totalCount: number }> {
  let query = tx
    .selectFrom('kobo_ledger')
    .select(['id', 'effect', 'field', 'before', 'after', 'happened_at as happenedAt'])
    .where('dwelling_id', '=', dwellingId)
    .orderBy('id', 'desc')
    .limit(page.limit);
  if (page.afterId !== undefined) query = query.where('id', '<', page.afterId);
  const { count } = await tx
    .selectFrom('kobo_ledger')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('dwelling_id', '=', dwellingId)
    .executeTakeFirstOrThrow();
  return { rows: await query.execute(), totalCount: count };
}

/**
 * Notes that Kobo has told of a dwelling that is linked with none of ours. False where a reading of it is waiting
 * already.
 */
export async function noteKoboHint(tx: Tx, municipalityId: string, koboId: string): Promise<boolean> {
  const noted = await tx
    .insertInto('kobo_hints')
    .values({ municipality_id: municipalityId, kobo_id: koboId })
    .onConflict((conflict) =>
      conflict
        .columns(['municipality_id', 'kobo_id'])
        .doUpdateSet({
          received_count: sql`kobo_hints.received_count + 1`,
          last_received_at: sql`now()`,
          read_at: null,
        })
        .where('kobo_hints.read_at', 'is not', null),
    )
    .returning('kobo_id')
    .executeTakeFirst();
  return noted !== undefined;
}

/** Stores what came of reading a dwelling that Kobo has told of. */
export async function settleKoboHint(
  tx: Tx,
  koboId: string,
  found: { readonly supplierId: string | null; readonly fault: string | null },
): Promise<void> {
  await tx
    .updateTable('kobo_hints')
    .set({ read_at: sql`now()`, supplier_id: found.supplierId, last_fault: found.fault })
    .where('kobo_id', '=', koboId)
    .execute();
}

/** A link as lists show it. */
export interface KoboLinkListRow {
  readonly dwellingId: string;
  readonly dwellingReference: string;
  readonly koboId: string | null;
  readonly supplierId: string;
  readonly state: KoboLinkState;
  readonly isInStep: boolean;
  readonly attempts: number;
  readonly failingSince: string | null;
  readonly nextAttemptAt: string | null;
  readonly lastFault: string | null;
  readonly lastSyncedAt: string | null;
}

/** Links in the order of their dwellings' ids, after `afterId` (exclusive), with how many there are. */
export async function listKoboLinkRows(
  tx: Tx,
  page: {
    readonly state: KoboLinkState | undefined;
    readonly afterId: string | undefined;
    readonly limit: number;
  },
): Promise<{ readonly rows: readonly KoboLinkListRow[]; readonly totalCount: number }> {
  let query = tx
    .selectFrom('kobo_links as k')
    .innerJoin('dwellings as d', (join) =>
      join.onRef('d.municipality_id', '=', 'k.municipality_id').onRef('d.id', '=', 'k.dwelling_id'),
    )
    .select([
      'k.dwelling_id as dwellingId',
      'd.reference as dwellingReference',
      'k.kobo_id as koboId',
      'k.supplier_id as supplierId',
      'k.state',
      sql<boolean>`k.wanted = k.done`.as('isInStep'),
      'k.attempts',
      'k.failing_since as failingSince',
      'k.next_attempt_at as nextAttemptAt',
      'k.last_fault as lastFault',
      'k.last_synced_at as lastSyncedAt',
    ])
    .orderBy('k.dwelling_id')
    .limit(page.limit);
  let count = tx.selectFrom('kobo_links').select((eb) => eb.fn.countAll<number>().as('count'));
  if (page.state !== undefined) {
    query = query.where('k.state', '=', page.state);
    count = count.where('state', '=', page.state);
  }
  if (page.afterId !== undefined) query = query.where('k.dwelling_id', '>', page.afterId);
  return { rows: await query.execute(), totalCount: (await count.executeTakeFirstOrThrow()).count };
}
