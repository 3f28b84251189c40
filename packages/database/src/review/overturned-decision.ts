import type { PlainDateString } from '@boligtrapp/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';

/**
 * Whether an appeal against decision `alias` was granted by `on` (any day where it is null). Such a decision says no
 * more how a tenancy goes on; the one that takes its place is made by another review.
 */
export function isOverturned(alias: string, on: PlainDateString | null): RawBuilder<boolean> {
  return sql<boolean>`exists (select from appeals y
    where y.municipality_id = ${sql.ref(`${alias}.municipality_id`)} and y.decision_id = ${sql.ref(`${alias}.id`)}
      and y.state in ('changed', 'reversed')
      and (${on}::date is null or coalesce(y.outcome_on, y.reviewed_on) <= ${on}::date))`;
}

/** The same for one decision, by all that is known. */
export async function isDecisionOverturned(tx: Tx, decisionId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('decisions as d')
    .where('d.id', '=', decisionId)
    .select(isOverturned('d', null).as('isOverturned'))
    .executeTakeFirst();
  return row?.isOverturned === true;
}
