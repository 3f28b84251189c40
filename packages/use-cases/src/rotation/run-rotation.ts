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
import { type Chunk, noProgress, readChunk, type Sweep, storeChunk, sweepLimits } from './sweep-chunk.ts';

/** What {@link runRotation} works with. */
export interface RunRotationDeps {
  /** Three of its connections are used at once: for the lock, for what is stored and for what is read ahead. */
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
  let { progress } = night;
  const makeSteps = async (steps: readonly NightlyStep[]): Promise<void> => {
    for (const step of steps) {
      if (progress.doneSteps.includes(step.name)) continue;
      await attempt(step.name, async () => await step.run(deps, night));
      const done = { ...progress, doneSteps: [...progress.doneSteps, step.name] };
      await inTenant(db, scope, async (tx) => await saveRotationProgress(tx, night, done));
      progress = done;
    }
  };
  const steps = deps.steps ?? NIGHTLY_STEPS;
  const [before] = await Promise.allSettled([makeSteps(steps.filter(isBeforeSweep))]);
  progress = await attempt(SWEEP, async () => await sweepAll(deps, command, { ...night, progress }));
  if (before.status === 'rejected') throw before.reason;
  await makeSteps(steps.filter((step) => !isBeforeSweep(step)));
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

/** The looking at every lease, among the steps of the night. */
const SWEEP = 'sweep';

function isBeforeSweep(step: NightlyStep): boolean {
  return step.isBeforeSweep === true;
}

/** The rest of the leases, part by part; then the places and pairs, what has ended altogether, and the result. */
async function sweepAll(
  { db, ids }: RunRotationDeps,
  { signal }: RunRotation,
  night: OpenedNight,
): Promise<RotationProgress> {
  let { progress } = night;
  if (progress.doneSteps.includes(SWEEP)) return progress;
  for await (const chunk of chunksAhead(db, night)) {
    signal?.throwIfAborted();
    const before = progress;
    progress = await inTenant(db, night, async (tx) => {
      const swept = await storeChunk(tx, ids, night, { before, chunk });
      await saveRotationProgress(tx, night, swept);
      return swept;
    });
  }
  return await inTenant(db, night, async (tx) => {
    const swept = await sweepLimits(tx, ids, night, progress);
    const { afterId } = progress;
    if (night.isLatest) await clearFlagsOfClosedLeases(tx, { runOn: night.runOn, afterId });
    await storeRotationResult(tx, night, swept);
    const done = { ...swept, doneSteps: [...swept.doneSteps, SWEEP] };
    await saveRotationProgress(tx, night, done);
    return done;
  });
}

/**
 * The leases that are left, part by part. Each is read, in a transaction of its own, while the one before it is judged
 * and stored, so that neither the database nor this process waits for the other.
 */
async function* chunksAhead(db: Db, night: OpenedNight): AsyncGenerator<Chunk, void, void> {
  const read = async (afterId: string | null): Promise<Chunk | null> =>
    await inTenant(db, night, async (tx) => await readChunk(tx, night, afterId));
  let next = read(night.progress.afterId);
  try {
    for (let chunk = await next; chunk !== null; chunk = await next) {
      next = read(chunk.lastId);
      // Its failure is thrown where it is awaited, in the next round, and is nobody's until then.
      next.catch(() => undefined);
      yield chunk;
    }
  } finally {
    // Whoever leaves in the middle leaves no read behind.
    await next.catch(() => undefined);
  }
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
