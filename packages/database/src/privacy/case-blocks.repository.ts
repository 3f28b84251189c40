import type { CaseBlockState } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** A blocked case. */
export interface CaseBlockRow {
  readonly id: string;
  readonly householdId: string;
  readonly state: CaseBlockState;
  readonly blockedAt: string;
  readonly liftRequestedBy: string | null;
  readonly liftReasonCode: string | null;
  readonly liftReference: string | null;
  readonly liftedAt: string | null;
  readonly version: number;
}

/** Notes that a case is blocked. Needs the retention role. */
export async function insertCaseBlock(
  tx: Tx,
  municipalityId: string,
  block: { readonly id: string; readonly householdId: string; readonly runId: string },
): Promise<void> {
  await tx
    .insertInto('case_blocks')
    .values({
      municipality_id: municipalityId,
      id: block.id,
      household_id: block.householdId,
      run_id: block.runId,
      blocked_at: sql<string>`now()`,
    })
    .execute();
}

/** The block of a case that is not lifted, or undefined; locked until the transaction ends. */
export async function lockCaseBlock(
  tx: Tx,
  municipalityId: string,
  householdId: string,
): Promise<CaseBlockRow | undefined> {
  return await blocks(tx, municipalityId)
    .where('household_id', '=', householdId)
    .where('state', '<>', 'lifted')
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** The block of a case that is not lifted, or undefined. */
export async function findCaseBlock(
  tx: Tx,
  municipalityId: string,
  householdId: string,
): Promise<CaseBlockRow | undefined> {
  return await blocks(tx, municipalityId)
    .where('household_id', '=', householdId)
    .where('state', '<>', 'lifted')
    .executeTakeFirst();
}

/** Blocks that are not lifted, but for those of `hidden` households, from the newest, after `afterId` (exclusive). */
export async function listCaseBlocks(
  tx: Tx,
  municipalityId: string,
  hidden: readonly string[],
  page: { readonly afterId?: string | undefined; readonly limit: number },
): Promise<readonly CaseBlockRow[]> {
  let query = blocks(tx, municipalityId)
    .where('state', '<>', 'lifted')
    .where(sql<boolean>`household_id <> all(${[...hidden]}::uuid[])`)
    .orderBy('id', 'desc')
    .limit(page.limit);
  if (page.afterId !== undefined) query = query.where('id', '<', page.afterId);
  return await query.execute();
}

/** How many cases are blocked, but for those of `hidden` households. */
export async function countCaseBlocks(
  tx: Tx,
  municipalityId: string,
  hidden: readonly string[],
): Promise<number> {
  const { count } = await tx
    .selectFrom('case_blocks')
    .where('municipality_id', '=', municipalityId)
    .where('state', '<>', 'lifted')
    .where(sql<boolean>`household_id <> all(${[...hidden]}::uuid[])`)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Notes that somebody asks to lift a block whose row is locked, and returns the new version. */
export async function requestLift(
  tx: Tx,
  municipalityId: string,
  blockId: string,
  request: {
    readonly state: CaseBlockState;
    readonly requestedBy: string;
    readonly reasonCode: string;
    readonly reference: string;
  },
): Promise<number> {
  const { version } = await tx
    .updateTable('case_blocks')
    .set({
      state: request.state,
      lift_requested_by: request.requestedBy,
      lift_reason_code: request.reasonCode,
      lift_reference: request.reference,
      version: sql`version + 1`,
    })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', blockId)
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}

/** Notes that a block is lifted. Needs the retention role. */
export async function closeCaseBlock(
  tx: Tx,
  municipalityId: string,
  blockId: string,
  state: CaseBlockState,
): Promise<void> {
  await tx
    .updateTable('case_blocks')
    .set({ state, lifted_at: sql<string>`now()`, version: sql`version + 1` })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', blockId)
    .execute();
}

/** Which of the households are blocked; the texts of a round may still name them. */
export async function listBlockedAmong(
  tx: Tx,
  municipalityId: string,
  householdIds: readonly string[] | null,
): Promise<readonly string[]> {
  let query = tx
    .selectFrom('case_blocks')
    .where('municipality_id', '=', municipalityId)
    .where('state', '<>', 'lifted')
    .select('household_id as id');
  if (householdIds !== null) {
    query = query.where('household_id', '=', sql<string>`any(${[...householdIds]}::uuid[])`);
  }
  const rows = await query.execute();
  return rows.map(({ id }) => id);
}

function blocks(tx: Tx, municipalityId: string) {
  return tx
    .selectFrom('case_blocks')
    .where('municipality_id', '=', municipalityId)
    .select([
      'id',
      'household_id as householdId',
      'blocked_at as blockedAt',
      'lift_requested_by as liftRequestedBy',
      'lift_reason_code as liftReasonCode',
      'lift_reference as liftReference',
      'lifted_at as liftedAt',
      'version',
    ])
    .select((eb) => eb.ref('state').$castTo<CaseBlockState>().as('state'));
}
