import type { Recusal, RecusalGround } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { violatedConstraint } from '../constraint-violation.ts';

/**
 * Takes the lock of the municipality's recusals until the transaction ends: `shared` whoever decides a case or gives it
 * to somebody, `exclusive` whoever declares a recusal. So a recusal is either seen by a decision, or comes after it. It is
 * the first lock of a transaction: who holds it alone waits for rows that others hold, and they must not wait for it.
 */
export async function lockRecusals(
  tx: Tx,
  municipalityId: string,
  mode: 'shared' | 'exclusive',
): Promise<void> {
  const key = sql`hashtextextended(${`recusals:${municipalityId}`}, 0)`;
  await (mode === 'shared'
    ? sql`select pg_advisory_xact_lock_shared(${key})`
    : sql`select pg_advisory_xact_lock(${key})`
  ).execute(tx);
}

/** Every recusal from the cases of the given households, by household and member. */
export async function listRecusals(tx: Tx, householdIds: readonly string[]): Promise<readonly Recusal[]> {
  if (householdIds.length === 0) return [];
  return await tx
    .selectFrom('recusals')
    .where('household_id', 'in', [...householdIds])
    .select(['household_id as householdId', 'member', 'ground'])
    .orderBy('household_id')
    .orderBy('member')
    .execute();
}

/** Adds a recusal; it is never taken back. @returns what stood in the way. */
export async function insertRecusal(
  tx: Tx,
  municipalityId: string,
  recusal: {
    readonly id: string;
    readonly meetingId: string | null;
    readonly householdId: string;
    readonly member: string;
    readonly ground: RecusalGround;
  },
): Promise<'inserted' | 'household-unknown' | 'declared-already'> {
  try {
    await tx
      .insertInto('recusals')
      .values({
        municipality_id: municipalityId,
        id: recusal.id,
        meeting_id: recusal.meetingId,
        household_id: recusal.householdId,
        member: recusal.member,
        ground: recusal.ground,
      })
      .execute();
    return 'inserted';
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'recusals_household_fkey') return 'household-unknown';
    if (constraint === 'recusals_once_key') return 'declared-already';
    throw error;
  }
}

/** Sets the direct superior of a member; null where there is none. */
export async function upsertSuperior(
  tx: Tx,
  municipalityId: string,
  staff: { readonly member: string; readonly superior: string | null },
): Promise<void> {
  await tx
    .insertInto('staff')
    .values({ municipality_id: municipalityId, ...staff })
    .onConflict((conflict) =>
      conflict.columns(['municipality_id', 'member']).doUpdateSet({ superior: staff.superior }),
    )
    .execute();
}

/** The direct superior of each member that has one. */
export async function listSuperiors(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('staff')
    .where('superior', 'is not', null)
    .select(['member', 'superior'])
    .orderBy('member')
    .execute();
  return new Map(
    rows.flatMap(({ member, superior }) => (superior === null ? [] : [[member, superior] as const])),
  );
}
