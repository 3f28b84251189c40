import type { PlainDateString, PolicyContent, PolicySetState } from '@boligtrapp/domain';
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';
import type { DB } from '../schema.generated.ts';

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
  readonly basedOnId: string | null;
  readonly author: string;
  /** Everybody beside the author who changed the content. */
  readonly editors: readonly string[];
  readonly submittedBy: string | null;
  readonly approver: string | null;
  readonly approvalReference: string | null;
  readonly approvalReason: string | null;
  /** Why it was sent back the last time; null once it is submitted anew. */
  readonly rejectionReason: string | null;
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

/** Policy sets that are being written or wait for approval, but for one, from the newest. */
export async function listOpenPolicySets(
  tx: Tx,
  municipalityId: string,
  exceptId: string,
): Promise<readonly PolicySetRow[]> {
  return await policySets(tx, municipalityId)
    .where('s.state', 'in', ['draft', 'submitted'])
    .where('s.id', '<>', exceptId)
    .orderBy('s.id', 'desc')
    .execute();
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
      's.based_on_id as basedOnId',
      's.author',
      's.editors',
      's.submitted_by as submittedBy',
      's.approver',
      's.approval_reference as approvalReference',
      's.approval_reason as approvalReason',
      's.rejection_reason as rejectionReason',
      's.version',
      's.created_at as createdAt',
    ]);
}
