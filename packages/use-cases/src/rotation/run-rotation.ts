import {
  beginRotationProgress,
  type ClaimedRun,
  claimRotationRun,
  clearFlagsOfClosedLeases,
  type Db,
  ensureRotationRun,
  findPolicyInForce,
  inTenant,
  latestDoneRunOn,
  markRotationDone,
  markRotationFailed,
  type RotationProgress,
  type RotationRunRow,
  recordFailedStep,
  saveRotationProgress,
  storeRotationResult,
  type TenantScope,
  type Tx,
  withRotationLock,
} from '@boligtrapp/database';
import {
  type CompletePolicy,
  DEFAULT_POLICY,
  type PlainDateString,
  readPolicy,
  rotationOptionsOf,
} from '@boligtrapp/domain';
import { sha256Hex } from '@boligtrapp/matching';
import type { IdSource } from '../ports/ports.ts';
import { catchUpQueue } from '../queue/record-queue-change.ts';
import { NIGHTLY_STEPS, type NightlyStep } from './nightly-steps.ts';
import { noProgress, type Sweep, sweepChunk, sweepLimits } from './sweep-chunk.ts';

/** What {@link runRotation} works with. */
export interface RunRotationDeps {
  readonly db: Db;
  readonly ids: IdSource;
  /** The steps after the sweep; those of the product where nothing is said. */
  readonly steps?: readonly NightlyStep[];
}

/** A run to make. */
export interface RunRotation {
  readonly municipalityId: string;
  readonly runOn: PlainDateString;
  /** Who asked for it: a user id, or the name of the scheduler. */
  readonly requestedBy: string;
  /** Ends the run between two parts; made again, it goes on from there. */
  readonly signal?: AbortSignal;
}

/**
 * Looks at every lease that binds a dwelling, as the law stands for it on `runOn`, and stores what it finds; then
 * makes the steps of the night. Run again for the same date it adds nothing; run late it gives what it would have
 * given that night. 500 leases are one transaction, which also stores how far the run has come: one that was cut off
 * goes on from there, with the counts and the hash that it would have had.
 *
 * @throws {RotationRunTakenError} when another process has taken the run, or that of another date.
 */
export async function runRotation(deps: RunRotationDeps, command: RunRotation): Promise<RotationRunRow> {
  const { db } = deps;
  return await withRotationLock(db, command.municipalityId, async () => await makeRun(deps, command));
}

/** The same for who holds the rotation lock of the municipality. */
export async function makeRun(deps: RunRotationDeps, command: RunRotation): Promise<RotationRunRow> {
  const { db } = deps;
  const scope = { municipalityId: command.municipalityId, actorId: command.requestedBy };
  const night = await inTenant(db, scope, async (tx) => await openNight(tx, deps, command));
  const attempt = async <T>(step: string, work: () => Promise<T>): Promise<T> => {
    try {
      command.signal?.throwIfAborted();
      return await work();
    } catch (error) {
      // What failed is for people to see; that it cannot be noted must not hide why it failed.
      await inTenant(db, scope, async (tx) => await recordFailedStep(tx, night, step)).catch(() => undefined);
      throw error;
    }
  };
  let progress = await attempt(SWEEP, async () => await sweepAll(deps, command, night));
  for (const step of deps.steps ?? NIGHTLY_STEPS) {
    if (progress.doneSteps.includes(step.name)) continue;
    await attempt(step.name, async () => await step.run(deps, night));
    progress = { ...progress, doneSteps: [...progress.doneSteps, step.name] };
    const done = progress;
    await inTenant(db, scope, async (tx) => await saveRotationProgress(tx, night, done));
  }
  return await inTenant(db, scope, async (tx) => {
    await markRotationDone(tx, night);
    await catchUpQueue(tx, deps, { scope, on: command.runOn });
    return await ensureRotationRun(tx, { ...command, id: night.runId });
  });
}

interface OpenedNight extends Sweep, ClaimedRun, TenantScope {
  readonly policy: CompletePolicy;
  readonly isLatest: boolean;
  readonly progress: RotationProgress;
}

async function openNight(tx: Tx, deps: RunRotationDeps, command: RunRotation): Promise<OpenedNight> {
  const { municipalityId, runOn, requestedBy: actorId } = command;
  const run = await ensureRotationRun(tx, { ...command, id: deps.ids.next() });
  const claimed = { runId: run.id, claim: deps.ids.next() };
  const state = await claimRotationRun(tx, claimed);
  // Without a policy the run is still made: an unseen deadline costs more than a default window.
  const policy = readPolicy((await findPolicyInForce(tx, runOn))?.content ?? DEFAULT_POLICY);
  const latest = await latestDoneRunOn(tx);
  const laterRunOn = latest !== null && latest > runOn ? latest : null;
  const basis = sha256Hex({ policy, laterRunOn });
  const goesOn = state.progress?.basis === basis;
  const progress = goesOn ? state.progress : noProgress(basis, state.newFlagCount);
  if (!goesOn) await beginRotationProgress(tx, claimed, { runOn, progress });
  return {
    ...claimed,
    municipalityId,
    runOn,
    actorId,
    policy,
    options: rotationOptionsOf(policy),
    laterRunOn,
    isLatest: laterRunOn === null,
    progress,
  };
}

/** The step that every other one comes after. */
const SWEEP = 'sweep';

/** The rest of the leases, part by part; then the places and pairs, what has ended altogether, and the result. */
async function sweepAll(
  { db, ids }: RunRotationDeps,
  { signal }: RunRotation,
  night: OpenedNight,
): Promise<RotationProgress> {
  let { progress } = night;
  if (progress.doneSteps.includes(SWEEP)) return progress;
  for (;;) {
    signal?.throwIfAborted();
    const before = progress;
    const after = await inTenant(db, night, async (tx) => {
      const swept = await sweepChunk(tx, ids, night, before);
      if (swept !== null) await saveRotationProgress(tx, night, swept);
      return swept;
    });
    if (after === null) break;
    progress = after;
  }
  return await inTenant(db, night, async (tx) => {
    const swept = await sweepLimits(tx, ids, night, progress);
    const { afterId } = progress;
    if (night.isLatest) await clearFlagsOfClosedLeases(tx, { runOn: night.runOn, afterId });
    await storeRotationResult(tx, night, swept);
    const done = { ...swept, doneSteps: [SWEEP] };
    await saveRotationProgress(tx, night, done);
    return done;
  });
}

/** Marks the run of a date as failed after the last attempt; a finished one keeps its result. */
export async function failRotationRun(
  deps: RunRotationDeps,
  command: { readonly municipalityId: string; readonly runOn: PlainDateString; readonly failureCode: string },
): Promise<void> {
  const scope = { municipalityId: command.municipalityId, actorId: 'job:run-rotation' };
  await inTenant(deps.db, scope, async (tx) => {
    const run = await ensureRotationRun(tx, { ...command, id: deps.ids.next(), requestedBy: scope.actorId });
    await markRotationFailed(tx, run.id, command.failureCode);
  });
}
