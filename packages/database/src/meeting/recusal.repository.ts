import type { Tx } from '../connect.ts';

/**
 * The households whose cases `member` must not see, because of an own recusal (inhabilitet). Those of a superior do not
 * count here: a subordinate may prepare the case, and is only kept from deciding.
 */
export async function listRecusedHouseholds(tx: Tx, member: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('recusals')
    .where('member', '=', member)
    .where('ground', '<>', 'superior-recused')
    .select('household_id as householdId')
    .distinct()
    .execute();
  return rows.map(({ householdId }) => householdId);
}

/**
 * Whether `member` must not decide the case of a household: recused, or the direct subordinate of somebody who is.
 */
export async function isKeptFromDeciding(tx: Tx, member: string, householdId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('recusals as r')
    .leftJoin('staff as s', (join) =>
      join
        .onRef('s.municipality_id', '=', 'r.municipality_id')
        .onRef('s.superior', '=', 'r.member')
        .on('s.member', '=', member),
    )
    .where('r.household_id', '=', householdId)
    .where((eb) =>
      eb.or([
        eb('r.member', '=', member),
        eb.and([eb('s.member', 'is not', null), eb('r.ground', '<>', 'superior-recused')]),
      ]),
    )
    .select('r.id')
    .executeTakeFirst();
  return row !== undefined;
}
