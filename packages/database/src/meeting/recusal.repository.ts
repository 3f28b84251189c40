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
