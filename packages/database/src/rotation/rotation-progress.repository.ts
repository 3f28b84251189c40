import type { LeaseState, PlainDateString, RotationFlagKind } from '@boligtrapp/domain';
import { sql, type UpdateObject } from 'kysely';
import type { Tx } from '../connect.ts';
import { hasProtectedMember } from '../household/protected-household.ts';
import type { DB } from '../schema.generated.ts';

/** What has been done of a run that has not ended. */
export interface RotationProgress {
  /** What the leases are judged by; a run that would be judged by something else begins anew. */
  readonly basis: string;
  /** The last lease that was looked at; null before the first. */
  readonly afterId: string | null;
  /** Without those of protected cases, as {@link stateCounts}. */
  readonly leaseCount: number;
  readonly flagCount: number;
  readonly newFlagCount: number;
  readonly stateCounts: Readonly<Record<LeaseState, number>>;
  readonly kindCounts: Readonly<Partial<Record<RotationFlagKind, number>>>;
  /** SHA-256, in hex, over the hash before and the facts of the last part. */
  readonly hash: string;
  /** Steps that are done, the sweep among them. */
  readonly doneSteps: readonly string[];
}

/** A run, and the claim of the process that makes it. */
export interface ClaimedRun {
  readonly runId: string;
  readonly claim: string;
}

/** Another process has taken the run, or one of another date: what this one does is not wanted any more. */
export class RotationRunTakenError extends Error {
  readonly code = 'rotation-run.taken';

  constructor() {
    super('the run has been taken by another process');
    this.name = 'RotationRunTakenError';
  }
}

/** What a run looked like when it was claimed. */
export interface ClaimedState {
  /** Null when there is nothing to go on with, or the run was asked for again since. */
  readonly progress: RotationProgress | null;
  /** Flags that earlier runs for the date were the first to see. */
  readonly newFlagCount: number;
}

/**
 * Takes a run, and every other run of the municipality from whoever may still be at work on it: of two processes that
 * both believe to be alone, the one that came first can store nothing more.
 */
export async function claimRotationRun(tx: Tx, { runId, claim }: ClaimedRun): Promise<ClaimedState> {
  await tx
    .updateTable('rotation_runs')
    .set({ claim: null })
    .where('id', '<>', runId)
    .where('claim', 'is not', null)
    .execute();
  const row = await tx
    .updateTable('rotation_runs')
    .set({
      claim,
      state: sql`case when state = 'done' then state else 'running' end`,
      attempt_count: sql`attempt_count + 1`,
    })
    .where('id', '=', runId)
    .returning((eb) => [
      eb.ref('progress').$castTo<RotationProgress | null>().as('progress'),
      'new_flag_count as newFlagCount',
      sql<boolean>`coalesce(started_at >= requested_at, false)`.as('isCurrent'),
    ])
    .executeTakeFirstOrThrow();
  const { progress, newFlagCount, isCurrent } = row;
  return {
    progress: isCurrent ? progress : null,
    newFlagCount: progress?.newFlagCount ?? newFlagCount ?? 0,
  };
}

/** Begins a run from its first lease. */
export async function beginRotationProgress(
  tx: Tx,
  run: ClaimedRun,
  { runOn, progress }: { readonly runOn: PlainDateString; readonly progress: RotationProgress },
): Promise<void> {
  await updateClaimed(tx, run, {
    progress: JSON.stringify(progress),
    started_at: sql`now()`,
    progressed_at: sql`now()`,
    total_count: sql`(select count(*) from leases l where (l.closed_on is null or l.closed_on > ${runOn}::date)
      and not ${hasProtectedMember('l')})`,
  });
}

/** Stores how far the run has come. @throws {RotationRunTakenError} */
export async function saveRotationProgress(
  tx: Tx,
  run: ClaimedRun,
  progress: RotationProgress,
): Promise<void> {
  await updateClaimed(tx, run, { progress: JSON.stringify(progress), progressed_at: sql`now()` });
}

/**
 * Stores what the sweep found. A repetition overwrites it with what holds now; the count of new flags grows only by
 * what was not there before.
 *
 * @throws {RotationRunTakenError}
 */
export async function storeRotationResult(
  tx: Tx,
  run: ClaimedRun,
  progress: RotationProgress,
): Promise<void> {
  await updateClaimed(tx, run, {
    input_hash: progress.hash,
    lease_count: progress.leaseCount,
    flag_count: progress.flagCount,
    new_flag_count: progress.newFlagCount,
    state_counts: JSON.stringify(progress.stateCounts),
    kind_counts: JSON.stringify(progress.kindCounts),
    progressed_at: sql`now()`,
  });
}

/** Marks that all of the night is done. @throws {RotationRunTakenError} */
export async function markRotationDone(tx: Tx, run: ClaimedRun): Promise<void> {
  await updateClaimed(tx, run, {
    state: 'done',
    progress: null,
    claim: null,
    failure_code: null,
    failed_step: null,
    progressed_at: sql`now()`,
    finished_at: sql`clock_timestamp()`,
  });
}

/** Names the part of the night that did not succeed; nothing is stored for a run that somebody else has. */
export async function recordFailedStep(tx: Tx, { runId, claim }: ClaimedRun, step: string): Promise<void> {
  await tx
    .updateTable('rotation_runs')
    .set({ failed_step: step })
    .where('id', '=', runId)
    .where('claim', '=', claim)
    .execute();
}

type RunChanges = UpdateObject<DB, 'rotation_runs'>;

async function updateClaimed(tx: Tx, { runId, claim }: ClaimedRun, changes: RunChanges): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('rotation_runs')
    .set(changes)
    .where('id', '=', runId)
    .where('claim', '=', claim)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new RotationRunTakenError();
}
