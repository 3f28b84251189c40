import { type SelectQueryBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';
import type { DB } from '../schema.generated.ts';

/** States of an impact run. */
export type PolicyImpactRunState = 'queued' | 'running' | 'done' | 'failed';

/** An impact run as stored. */
export interface PolicyImpactRunRow {
  readonly id: string;
  readonly policySetId: string;
  readonly contentHash: string;
  readonly roundId: string | null;
  readonly state: PolicyImpactRunState;
  readonly failureCode: string | null;
  readonly progressDone: number;
  readonly progressTotal: number;
  /** As it was stored; null until it is done. */
  readonly result: unknown;
  readonly requestedBy: string;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

/** A new impact run. */
export interface NewPolicyImpactRun {
  readonly municipalityId: string;
  readonly id: string;
  readonly policySetId: string;
  readonly contentHash: string;
  readonly roundId: string | null;
  readonly requestedBy: string;
}

/** Stores a run that is to be made. */
export async function insertPolicyImpactRun(tx: Tx, run: NewPolicyImpactRun): Promise<void> {
  await tx
    .insertInto('policy_impact_runs')
    .values({
      municipality_id: run.municipalityId,
      id: run.id,
      policy_set_id: run.policySetId,
      content_hash: run.contentHash,
      round_id: run.roundId,
      requested_by: run.requestedBy,
    })
    .execute();
}

/** A run by id, or undefined. */
export async function findPolicyImpactRun(tx: Tx, runId: string): Promise<PolicyImpactRunRow | undefined> {
  return await runs(tx).where('r.id', '=', runId).executeTakeFirst();
}

/** The newest run of a policy set, or undefined. */
export async function findLatestPolicyImpactRun(
  tx: Tx,
  policySetId: string,
): Promise<PolicyImpactRunRow | undefined> {
  return await runs(tx)
    .where('r.policy_set_id', '=', policySetId)
    .orderBy('r.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Whether a run of this very content of the set is done. */
export async function hasImpactRunOf(tx: Tx, policySetId: string, contentHash: string): Promise<boolean> {
  const row = await runs(tx)
    .where('r.policy_set_id', '=', policySetId)
    .where('r.content_hash', '=', contentHash)
    .where('r.state', '=', 'done')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The state of a run, its row locked until the transaction ends. */
export async function lockPolicyImpactRun(tx: Tx, runId: string): Promise<PolicyImpactRunState | undefined> {
  const row = await tx
    .selectFrom('policy_impact_runs')
    .where('id', '=', runId)
    .select('state')
    .forUpdate()
    .executeTakeFirst();
  return row?.state;
}

/** Marks that a worker makes the run. */
export async function markImpactRunning(tx: Tx, runId: string): Promise<void> {
  await tx
    .updateTable('policy_impact_runs')
    .set({ state: 'running', progress_done: 0 })
    .where('id', '=', runId)
    .execute();
}

/** How far a run has come. */
export async function updateImpactProgress(
  tx: Tx,
  runId: string,
  progress: { readonly done: number; readonly total: number },
): Promise<void> {
  await tx
    .updateTable('policy_impact_runs')
    .set({ progress_done: progress.done, progress_total: progress.total })
    .where('id', '=', runId)
    .where('state', '=', 'running')
    .execute();
}

/** Stores what a run found. */
export async function markImpactDone(tx: Tx, runId: string, result: object): Promise<void> {
  await tx
    .updateTable('policy_impact_runs')
    .set({
      state: 'done',
      result: JSON.stringify(result),
      progress_done: sql`progress_total`,
      finished_at: sql`now()`,
    })
    .where('id', '=', runId)
    .execute();
}

/** Marks that a run could not be made, with a code that says why. */
export async function markImpactFailed(tx: Tx, runId: string, failureCode: string): Promise<void> {
  await tx
    .updateTable('policy_impact_runs')
    .set({ state: 'failed', failure_code: failureCode, finished_at: sql`now()` })
    .where('id', '=', runId)
    .execute();
}

function runs(tx: Tx): SelectQueryBuilder<DB & { r: DB['policy_impact_runs'] }, 'r', PolicyImpactRunRow> {
  return tx
    .selectFrom('policy_impact_runs as r')
    .select([
      'r.id',
      'r.policy_set_id as policySetId',
      'r.content_hash as contentHash',
      'r.round_id as roundId',
      'r.state',
      'r.failure_code as failureCode',
      'r.progress_done as progressDone',
      'r.progress_total as progressTotal',
      'r.result',
      'r.requested_by as requestedBy',
      'r.created_at as createdAt',
      'r.finished_at as finishedAt',
    ]);
}
