import { createHash } from 'node:crypto';
import {
  type Db,
  findLotSeed,
  findPolicyImpactRun,
  findPolicyInForce,
  findPolicySet,
  findProposal,
  findRound,
  findSnapshot,
  inTenant,
  inTenantSnapshot,
  lockPolicyImpactRun,
  markImpactDone,
  markImpactFailed,
  markImpactRunning,
  type PolicyImpactRunRow,
  type TenantScope,
  type Tx,
  updateImpactProgress,
} from '@boligtrapp/database';
import { addDays, daysBetween, type PolicyContent, TRACKS } from '@boligtrapp/domain';
import { toCanonicalJson } from '@boligtrapp/matching';
import type { Clock } from '../ports/ports.ts';
import { NO_LOT_SEED } from '../round/find-round-changes.ts';
import { freezeFacts } from '../round/freeze-facts.ts';
import { assertRoundFits } from '../round/round-size.ts';
import type { ImpactSolver } from '../round/round-solver.ts';
import { throttleProgress } from '../round/throttled-progress.ts';
import type { ImpactTask, PolicyImpact } from './compute-impact.ts';

/** What {@link runPolicyImpact} works with. */
export interface RunPolicyImpactDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly solver: ImpactSolver;
  /** Milliseconds since the epoch; for how often progress is written. */
  readonly nowMs: () => number;
}

/** Which run to make. */
export interface RunPolicyImpact {
  readonly municipalityId: string;
  readonly impactRunId: string;
  readonly signal: AbortSignal;
}

const ACTOR_ID = 'job:run-policy-impact';
/** Days that the present queue looks ahead where there was no round to take them from. */
const USUAL_HORIZON_DAYS = 30;
/** Progress of one part. */
const PART = 1_000;

/**
 * Makes an impact run: the last round and the present queue, each as it is and under the policy of the set. Does
 * nothing when the run is done or has failed, so that a job that is taken twice has one effect.
 *
 * @throws {SolverDiedError} when the solve ended what it ran in. @throws {RuleRefusedError} `round.too-large`
 */
export async function runPolicyImpact(deps: RunPolicyImpactDeps, command: RunPolicyImpact): Promise<void> {
  const { municipalityId, impactRunId, signal } = command;
  const scope = { municipalityId, actorId: ACTOR_ID };
  const started = await startRun(deps, scope, impactRunId);
  if (started === undefined) return;
  const { run, content } = started;
  const tasks = await inTenantSnapshot(deps.db, scope, async (tx) => ({
    lastRound: await taskOfLastRound(tx, run, content),
    presentQueue: await taskOfPresentQueue(tx, deps, run, content),
  }));
  const progress = throttleProgress(deps.nowMs, async (done) => {
    await inTenant(deps.db, scope, async (tx) => await updateImpactProgress(tx, impactRunId, done));
  });
  const measure = async (task: ImpactTask | undefined, part: number) =>
    task === undefined
      ? null
      : await deps.solver.measureImpact(task, {
          signal,
          onProgress: (done, total) =>
            progress.report(part * PART + Math.floor((PART * done) / Math.max(1, total)), 2 * PART),
        });
  const result: PolicyImpact = {
    lastRound: await measure(tasks.lastRound, 0),
    presentQueue: await measure(tasks.presentQueue, 1),
  };
  await progress.settled();
  await inTenant(deps.db, scope, async (tx) => {
    if ((await lockPolicyImpactRun(tx, impactRunId)) === 'running')
      await markImpactDone(tx, impactRunId, result);
  });
}

/** Marks a run as failed after the last attempt; one that is done stays so. */
export async function failPolicyImpactRun(
  deps: Pick<RunPolicyImpactDeps, 'db'>,
  command: Pick<RunPolicyImpact, 'municipalityId' | 'impactRunId'> & { readonly failureCode: string },
): Promise<void> {
  const { municipalityId, impactRunId, failureCode } = command;
  await inTenant(deps.db, { municipalityId, actorId: ACTOR_ID }, async (tx) => {
    const state = await lockPolicyImpactRun(tx, impactRunId);
    if (state === 'queued' || state === 'running') await markImpactFailed(tx, impactRunId, failureCode);
  });
}

interface StartedRun {
  readonly run: PolicyImpactRunRow;
  readonly content: PolicyContent;
}

async function startRun(
  deps: Pick<RunPolicyImpactDeps, 'db'>,
  scope: TenantScope,
  impactRunId: string,
): Promise<StartedRun | undefined> {
  return await inTenant(deps.db, scope, async (tx) => {
    const state = await lockPolicyImpactRun(tx, impactRunId);
    if (state !== 'queued' && state !== 'running') return undefined;
    const run = await findPolicyImpactRun(tx, impactRunId);
    const set = run && (await findPolicySet(tx, scope.municipalityId, run.policySetId));
    if (run === undefined || set === undefined) return undefined;
    // The run is of the content that it was asked for; a draft that has changed since needs another one.
    if (set.contentHash !== run.contentHash) {
      await markImpactFailed(tx, impactRunId, 'policy-impact.content-changed');
      return undefined;
    }
    await markImpactRunning(tx, impactRunId);
    return { run, content: set.content };
  });
}

async function taskOfLastRound(
  tx: Tx,
  { roundId }: PolicyImpactRunRow,
  content: PolicyContent,
): Promise<ImpactTask | undefined> {
  if (roundId === null) return undefined;
  const [snapshot, proposal] = [await findSnapshot(tx, roundId), await findProposal(tx, roundId)];
  if (snapshot === undefined || proposal === undefined) return undefined;
  const lotSeed = (await findLotSeed(tx, roundId)) ?? NO_LOT_SEED;
  return { facts: snapshot.facts, solution: proposal.solution, lotSeed, content };
}

/** As a round that is asked for today, by the rules in force today; nothing where none are. */
async function taskOfPresentQueue(
  tx: Tx,
  { clock }: Pick<RunPolicyImpactDeps, 'clock'>,
  run: PolicyImpactRunRow,
  content: PolicyContent,
): Promise<ImpactTask | undefined> {
  const meetingOn = clock.today();
  const policy = await findPolicyInForce(tx, meetingOn);
  if (policy === undefined) return undefined;
  const last = run.roundId === null ? undefined : await findRound(tx, run.roundId);
  const horizonDays =
    last === undefined ? USUAL_HORIZON_DAYS : daysBetween(last.meetingOn, last.horizonEndsOn);
  // No lot that decides anything: the same in every attempt.
  const lotSeed = createHash('sha256').update(run.id).digest('hex');
  const { facts } = await freezeFacts(tx, {
    meetingOn,
    horizonEndsOn: addDays(meetingOn, horizonDays),
    tracks: TRACKS,
    includesMovers: true,
    forecastCertainty: last?.forecastCertainty ?? null,
    policy,
    lotSeed,
  });
  assertRoundFits(facts);
  return { facts: toCanonicalJson(facts), solution: null, lotSeed, content };
}
