import type { Tx } from '../connect.ts';

/** A drawn lot (loddtrekning). Options and result are groups of household ids, as stored. */
export interface LotRow {
  readonly id: string;
  readonly roundId: string;
  readonly seed: string;
  readonly method: string;
  readonly options: unknown;
  readonly result: unknown;
  readonly drawnBy: string;
  readonly drawnAt: string;
}

/** The lots of the municipality, or of one round, from the newest, before the given id (exclusive). */
export async function listLots(
  tx: Tx,
  municipalityId: string,
  query: { readonly roundId?: string | undefined },
  page: { readonly beforeId?: string | undefined; readonly limit: number },
): Promise<readonly LotRow[]> {
  let rows = tx
    .selectFrom('lots')
    .where('municipality_id', '=', municipalityId)
    .select([
      'id',
      'round_id as roundId',
      'seed',
      'method',
      'options',
      'result',
      'drawn_by as drawnBy',
      'drawn_at as drawnAt',
    ])
    .orderBy('id', 'desc')
    .limit(page.limit);
  if (query.roundId !== undefined) rows = rows.where('round_id', '=', query.roundId);
  if (page.beforeId !== undefined) rows = rows.where('id', '<', page.beforeId);
  return await rows.execute();
}

/** How many lots there are. */
export async function countLots(
  tx: Tx,
  municipalityId: string,
  query: { readonly roundId?: string | undefined },
): Promise<number> {
  let rows = tx.selectFrom('lots').where('municipality_id', '=', municipalityId);
  if (query.roundId !== undefined) rows = rows.where('round_id', '=', query.roundId);
  const { count } = await rows.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return count;
}
