import type { PlainDateString, PolicyContent, PolicySetState } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { violatedConstraint } from '../constraint-violation.ts';

/** A new draft. */
export interface NewPolicySet {
  readonly municipalityId: string;
  readonly id: string;
  readonly name: string;
  readonly basedOnId: string | null;
  readonly content: PolicyContent;
  readonly contentHash: string;
  readonly author: string;
}

/** Whether it was stored, or what the database has against it; the transaction is aborted then. */
export type PolicySetStoring = 'stored' | 'name-taken' | 'another-in-force';

/** Stores a draft. */
export async function insertPolicySet(tx: Tx, set: NewPolicySet): Promise<PolicySetStoring> {
  const insertion = tx
    .insertInto('policy_sets')
    .values({
      municipality_id: set.municipalityId,
      id: set.id,
      name: set.name,
      state: 'draft',
      based_on_id: set.basedOnId,
      content: set.content,
      content_hash: set.contentHash,
      author: set.author,
    })
    .execute();
  return await storingOf(insertion);
}

/** What a change of a policy set sets; what is left out stays. */
export interface PolicySetChange {
  readonly name?: string;
  readonly content?: { readonly content: PolicyContent; readonly contentHash: string };
  readonly editors?: readonly string[];
  readonly state?: PolicySetState;
  readonly submittedBy?: string;
  readonly rejectionReason?: string | null;
  readonly approval?: {
    readonly approver: string;
    readonly reason: string;
    readonly reference: string;
    readonly validFrom: PlainDateString;
  };
}

/** Locks the row until the transaction ends; whether there is one. */
export async function lockPolicySet(tx: Tx, municipalityId: string, policySetId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('policy_sets')
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', policySetId)
    .select('id')
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** Stores a change under the next version; the database lets no two sets hold on one day. */
export async function updatePolicySet(
  tx: Tx,
  municipalityId: string,
  policySetId: string,
  change: PolicySetChange,
): Promise<PolicySetStoring> {
  const { name, content, editors, state, submittedBy, rejectionReason, approval } = change;
  const update = tx
    .updateTable('policy_sets')
    .set({
      ...(name === undefined ? {} : { name }),
      ...(content === undefined ? {} : { content: content.content, content_hash: content.contentHash }),
      ...(editors === undefined ? {} : { editors: [...editors] }),
      ...(state === undefined ? {} : { state }),
      ...(submittedBy === undefined ? {} : { submitted_by: submittedBy }),
      ...(rejectionReason === undefined ? {} : { rejection_reason: rejectionReason }),
      ...(approval === undefined
        ? {}
        : {
            approver: approval.approver,
            approval_reason: approval.reason,
            approval_reference: approval.reference,
            valid_during: sql<string>`daterange(${approval.validFrom}::date, null)`,
          }),
      version: sql`version + 1`,
    })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', policySetId)
    .execute();
  return await storingOf(update);
}

async function storingOf(statement: Promise<unknown>): Promise<PolicySetStoring> {
  try {
    await statement;
    return 'stored';
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'policy_sets_name_key') return 'name-taken';
    if (constraint === 'policy_sets_one_in_force_excl') return 'another-in-force';
    throw error;
  }
}

/** One approval at a time in a municipality: it closes one set and opens another. Held until the transaction ends. */
export async function lockApprovals(tx: Tx, municipalityId: string): Promise<void> {
  const key = `policy-sets:${municipalityId}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
}

/** The id of a set that begins to hold on `validFrom` or later, or undefined. */
export async function findPolicySetFrom(
  tx: Tx,
  municipalityId: string,
  validFrom: PlainDateString,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('policy_sets')
    .where('municipality_id', '=', municipalityId)
    .where('state', 'in', ['in-force', 'replaced'])
    .where(sql<boolean>`lower(valid_during) >= ${validFrom}::date`)
    .select('id')
    .executeTakeFirst();
  return row?.id;
}

/** Ends what holds on `validFrom` the day before it, as replaced. Gives the id of the set that was ended. */
export async function closePolicySetBefore(
  tx: Tx,
  municipalityId: string,
  validFrom: PlainDateString,
): Promise<string | undefined> {
  const row = await tx
    .updateTable('policy_sets')
    .set({
      state: 'replaced',
      valid_during: sql<string>`daterange(lower(valid_during), ${validFrom}::date)`,
      version: sql`version + 1`,
    })
    .where('municipality_id', '=', municipalityId)
    .where('state', 'in', ['in-force', 'replaced'])
    .where(sql<boolean>`valid_during @> ${validFrom}::date and not lower(valid_during) >= ${validFrom}::date`)
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}
