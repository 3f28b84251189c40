import type { PlainDateString, PolicyContent } from '@boligtrapp/domain';
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';
import type { DB } from '../schema.generated.ts';

/** States of a policy set. `in-force` and `replaced` hold for their period, `draft` and `submitted` for none. */
export const POLICY_SET_STATES = ['draft', 'submitted', 'in-force', 'replaced'] as const;
/** One of {@link POLICY_SET_STATES}. */
export type PolicySetState = (typeof POLICY_SET_STATES)[number];

/** A policy set as stored. */
export interface PolicySetRow {
  readonly id: string;
  readonly name: string;
  readonly state: PolicySetState;
  /** First day on which it holds (inclusive); null while it holds on none. */
  readonly validFrom: PlainDateString | null;
  /** First day on which it no longer holds (exclusive); null for no end. */
  readonly validTo: PlainDateString | null;
  readonly content: PolicyContent;
  readonly contentHash: string;
  readonly author: string;
  readonly approver: string | null;
  readonly approvalReference: string | null;
  readonly version: number;
  readonly createdAt: string;
}

/** A policy set by id, or undefined. */
export async function findPolicySet(
  tx: Tx,
  municipalityId: string,
  policySetId: string,
): Promise<PolicySetRow | undefined> {
  return await policySets(tx, municipalityId).where('s.id', '=', policySetId).executeTakeFirst();
}

/** Policy sets from the newest, before `beforeId` (exclusive); ids grow with time. */
export async function listPolicySets(
  tx: Tx,
  municipalityId: string,
  page: { readonly beforeId?: string | undefined; readonly limit: number },
): Promise<readonly PolicySetRow[]> {
  let rows = policySets(tx, municipalityId).orderBy('s.id', 'desc').limit(page.limit);
  if (page.beforeId !== undefined) rows = rows.where('s.id', '<', page.beforeId);
  return await rows.execute();
}

/** How many policy sets there are. */
export async function countPolicySets(tx: Tx, municipalityId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('policy_sets')
    .where('municipality_id', '=', municipalityId)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function policySets(
  tx: Tx,
  municipalityId: string,
): SelectQueryBuilder<DB & { s: DB['policy_sets'] }, 's', PolicySetRow> {
  return tx
    .selectFrom('policy_sets as s')
    .where('s.municipality_id', '=', municipalityId)
    .select([
      's.id',
      's.name',
      's.state',
      sql<PlainDateString | null>`lower(s.valid_during)`.as('validFrom'),
      sql<PlainDateString | null>`upper(s.valid_during)`.as('validTo'),
      's.content',
      's.content_hash as contentHash',
      's.author',
      's.approver',
      's.approval_reference as approvalReference',
      's.version',
      's.created_at as createdAt',
    ]);
}
