import { createHash } from 'node:crypto';
import {
  clearFlags,
  clearFlagsOfClosedLeases,
  countFlagsFirstSeenOn,
  type Db,
  ensureRotationRun,
  findPolicyInForce,
  insertFlags,
  inTenant,
  latestDoneRunOn,
  markRotationDone,
  markRotationFailed,
  markRotationRunning,
  type RotationRunRow,
  readLeasePage,
  type Tx,
  withRotationLock,
} from '@boligtrapp/database';
import {
  type CompletePolicy,
  DEFAULT_POLICY,
  findFlags,
  LEASE_STATES,
  type LeaseFacts,
  type LeaseState,
  type PlainDateString,
  type RotationFacts,
  type RotationFlag,
  type RotationOptions,
  readPolicy,
  rotationOptionsOf,
} from '@boligtrapp/domain';
import { toCanonicalJson } from '@boligtrapp/matching';
import type { IdSource } from '../ports/ports.ts';
import { catchUpQueue } from '../queue/record-queue-change.ts';
import { NIGHTLY_STEPS } from './nightly-steps.ts';

/** What {@link runRotation} works with. */
export interface RunRotationDeps {
  readonly db: Db;
  readonly ids: IdSource;
}

/** A run to make. */
export interface RunRotation {
  readonly municipalityId: string;
  readonly runOn: PlainDateString;
  /** Who asked for it: a user id, or the name of the scheduler. */
  readonly requestedBy: string;
}

const LEASES_PER_PAGE = 1_000;

/**
 * Looks at every lease that binds a dwelling, as the law stands for it on `runOn`, and stores what it finds. Run
 * again for the same date it adds nothing; run late it gives what it would have given that night. Each page is a
 * transaction of its own: a run that is cut off goes on from the start and finds the first pages done. What the night
 * has moved in the queue is written into its history.
 */
export async function runRotation(deps: RunRotationDeps, command: RunRotation): Promise<RotationRunRow> {
  return await withRotationLock(deps.db, command.municipalityId, async () => await sweepAll(deps, command));
}

async function sweepAll(deps: RunRotationDeps, command: RunRotation): Promise<RotationRunRow> {
  const scope = { municipalityId: command.municipalityId, actorId: command.requestedBy };
  const opened = await inTenant(deps.db, scope, async (tx) => await openRun(tx, deps, command));
  const totals = newTotals();
  for (let afterId: string | null = null; ; ) {
    const page: readonly LeaseFacts[] = await inTenant(
      deps.db,
      scope,
      async (tx) => await sweepPage(tx, deps, { ...command, ...opened, afterId, totals }),
    );
    const last = page.at(-1);
    if (last === undefined) break;
    afterId = last.id;
  }
  const night = {
    ...scope,
    runOn: command.runOn,
    isLatest: opened.laterRunOn === null,
    policy: opened.policy,
  };
  for (const step of NIGHTLY_STEPS) await step.run(deps, night);
  return await inTenant(deps.db, scope, async (tx) => {
    if (opened.laterRunOn === null) await clearFlagsOfClosedLeases(tx, command.runOn);
    await markRotationDone(tx, opened.run.id, {
      inputHash: totals.hash.digest('hex'),
      leaseCount: totals.leaseCount,
      flagCount: totals.flagCount,
      newFlagCount: await countFlagsFirstSeenOn(tx, command.runOn),
      stateCounts: totals.stateCounts,
    });
    await catchUpQueue(tx, deps, { scope, on: command.runOn });
    return await ensureRotationRun(tx, { ...command, id: opened.run.id });
  });
}

interface OpenedRun {
  readonly run: RotationRunRow;
  readonly policy: CompletePolicy;
  readonly options: RotationOptions;
  /** The latest finished run where it is later than this one; flags are then judged by that date, too. */
  readonly laterRunOn: PlainDateString | null;
}

async function openRun(tx: Tx, deps: RunRotationDeps, command: RunRotation): Promise<OpenedRun> {
  const run = await ensureRotationRun(tx, { ...command, id: deps.ids.next() });
  await markRotationRunning(tx, run.id);
  // Without a policy the run is still made: an unseen deadline costs more than a default window.
  const policy = readPolicy((await findPolicyInForce(tx, command.runOn))?.content ?? DEFAULT_POLICY);
  const latest = await latestDoneRunOn(tx);
  return {
    run,
    policy,
    options: rotationOptionsOf(policy),
    laterRunOn: latest !== null && latest > command.runOn ? latest : null,
  };
}

interface Totals {
  readonly hash: ReturnType<typeof createHash>;
  leaseCount: number;
  flagCount: number;
  readonly stateCounts: Record<LeaseState, number>;
}

function newTotals(): Totals {
  const stateCounts = Object.fromEntries(LEASE_STATES.map((state) => [state, 0]));
  return {
    hash: createHash('sha256'),
    leaseCount: 0,
    flagCount: 0,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the entries are made from all states
    stateCounts: stateCounts as Record<LeaseState, number>,
  };
}

interface Sweep extends RunRotation, OpenedRun {
  readonly afterId: string | null;
  readonly totals: Totals;
}

async function sweepPage(tx: Tx, deps: RunRotationDeps, sweep: Sweep): Promise<readonly LeaseFacts[]> {
  const { runOn, options, laterRunOn, totals } = sweep;
  const page = await readLeasePage(tx, { on: runOn, afterId: sweep.afterId, limit: LEASES_PER_PAGE });
  const found = page.flatMap((lease) => {
    const { status, flags } = findFlags(factsOf(lease), runOn, options);
    totals.hash.update(toCanonicalJson(lease));
    totals.leaseCount += 1;
    totals.flagCount += flags.length;
    totals.stateCounts[status.state] += 1;
    return flags.map((flag) => ({
      ...flag,
      id: deps.ids.next(),
      clearedRunOn: laterRunOn === null || holdsOn(lease, flag, laterRunOn, options) ? null : laterRunOn,
    }));
  });
  await insertFlags(tx, sweep.municipalityId, runOn, found);
  if (laterRunOn === null) {
    await clearFlags(
      tx,
      runOn,
      page.map((lease) => lease.id),
      found,
    );
  }
  return page;
}

/** What a page reads of a lease; nothing is found in what it does not read. */
function factsOf(lease: LeaseFacts): RotationFacts {
  const noTerminationInfoGivenOn = lease.start;
  return { lease, noTerminationInfoGivenOn, rents: [], deposits: [], followUps: [], occupancyRequests: [] };
}

function holdsOn(
  lease: LeaseFacts,
  flag: RotationFlag,
  on: PlainDateString,
  options: RotationOptions,
): boolean {
  return findFlags(factsOf(lease), on, options).flags.some(
    (other) => other.kind === flag.kind && other.dueOn === flag.dueOn,
  );
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
