import type { PlainDateString, PolicyContent } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** The policy set that holds on a date. */
export interface PolicyInForce {
  readonly id: string;
  readonly name: string;
  readonly content: PolicyContent;
  readonly contentHash: string;
}

/** The policy set in force on `on`, or undefined; the database lets no two hold on one day. */
export async function findPolicyInForce(tx: Tx, on: PlainDateString): Promise<PolicyInForce | undefined> {
  return await tx
    .selectFrom('policy_sets')
    .where('state', 'in', ['in-force', 'replaced'])
    .where(sql<boolean>`valid_during @> ${on}::date`)
    .select(['id', 'name', 'content', 'content_hash as contentHash'])
    .executeTakeFirst();
}
