import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';

/**
 * The households whose cases are not there for `member`: those from which it is recused (inhabil), and those with
 * somebody who has, or had while a member, a protected address and for which it is not named. Recusals of a superior do
 * not count: a subordinate may prepare the case, and is only kept from deciding.
 *
 * One notion for both, so that whatever leaves out the one leaves out the other. As of this very statement: a grade or a
 * grant that changes holds from the next question on. Which day it is, is asked of the database, in Norwegian time. The
 * answer is the same when the case is blocked, whose rows the application does not see.
 */
export async function listHiddenHouseholds(tx: Tx, member: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select hidden.id from hidden_households(${member}) as hidden (id)`.execute(tx);
  return rows.map(({ id }) => id);
}

/** The households, blocked ones included, from whose cases `member` is recused (inhabil); not those of a superior. */
export async function listRecusedHouseholds(tx: Tx, member: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select recused.id from recused_households(${member}) as recused (id)`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Whether a grant of `alias` names somebody now. */
export function isInForce(alias: string): RawBuilder<boolean> {
  return sql<boolean>`(${sql.ref(`${alias}.state`)} = 'in-force' and (${sql.ref(`${alias}.until`)} is null
    or ${sql.ref(`${alias}.until`)} > (now() at time zone 'Europe/Oslo')::date))`;
}

/** Those of the households, blocked ones included, with somebody who has, or had while a member, a protected address. */
export async function listProtectedHouseholds(
  tx: Tx,
  householdIds: readonly string[],
): Promise<readonly string[]> {
  if (householdIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select p.id from protected_households() as p (id) where p.id = any(${[...householdIds]}::uuid[])`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}
