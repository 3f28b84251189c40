import {
  countSolverDeath,
  type Db,
  findProposal,
  findSnapshot,
  insertAuditEvent,
  insertProposal,
  insertVerdicts,
  inTenant,
  lockRound,
  markRoundFailed,
  markRoundProposed,
  markRoundSolving,
  updateRoundProgress,
} from '@boligtrapp/database';
import type { RoundState } from '@boligtrapp/domain';
import { parseSolution } from '@boligtrapp/matching';
import { ENGINE_VERSION } from './compute-proposal.ts';
import { type RoundSolver, type SolvedRound, SolverDiedError } from './round-solver.ts';
import { throttleProgress } from './throttled-progress.ts';

/** What {@link solveRound} works with. */
export interface SolveRoundDeps {
  readonly db: Db;
  readonly solver: RoundSolver;
  /** Milliseconds since the epoch; for the time the solve took, which decides nothing. */
  readonly nowMs: () => number;
}

/** Which round to compute. */
export interface SolveRound {
  readonly municipalityId: string;
  readonly roundId: string;
  readonly signal: AbortSignal;
}

/** Two computations of the same facts with the same effort differed. A bug: nothing may be stored. */
export class ProposalDiffersError extends Error {
  override readonly name = 'ProposalDiffersError';
}

const ACTOR_ID = 'job:solve-round';

/** Effort after a solve has died: linear programs of one question. A city keeps a good answer, with less of it proven. */
const SMALLER_MAX_NODES = 200;
/** The solve before the last one died, and this one too: nothing smaller is tried. */
const LAST_DEATH = 1;

/**
 * Computes the proposal of a round from its frozen facts alone, and stores it with every verdict. Does nothing when
 * the round has its proposal or is cancelled, so that a job that is taken twice has one effect.
 *
 * A solve that dies is done once more with a smaller effort; when that one dies too, the round has failed. What has
 * died is kept with the round: after a kill, whoever takes the job next goes on with the same effort. The death of
 * this process counts for nothing, since it says nothing about the solve.
 *
 * @returns the state of the round afterwards; undefined when there is no such round.
 * @throws {SolverDiedError} when the solve with the smaller effort died; the round is failed by then.
 */
export async function solveRound(deps: SolveRoundDeps, command: SolveRound): Promise<RoundState | undefined> {
  const scope = { municipalityId: command.municipalityId, actorId: ACTOR_ID };
  for (;;) {
    const started = await startSolving(deps, scope, command.roundId);
    if (started.snapshot === undefined) return started.state;
    const { facts } = started.snapshot;
    const { solverDeaths } = started;
    const before = deps.nowMs();
    const progress = throttleProgress(deps.nowMs, async (done) => {
      await inTenant(deps.db, scope, async (tx) => {
        await updateRoundProgress(tx, command.roundId, done);
      });
    });
    try {
      const computed = await deps.solver.solve(facts, {
        maxNodes: solverDeaths === 0 ? undefined : SMALLER_MAX_NODES,
        signal: command.signal,
        onProgress: progress.report,
      });
      const solveMs = Math.max(0, deps.nowMs() - before);
      await progress.settled();
      return await storeProposal(deps, scope, command.roundId, { computed, solveMs });
    } catch (error) {
      if (!(error instanceof SolverDiedError)) throw error;
      await progress.settled();
      const isLast = await storeDeath(deps, scope, { roundId: command.roundId, solverDeaths, error });
      if (isLast) throw error;
    }
  }
}

interface Scope {
  readonly municipalityId: string;
  readonly actorId: string;
}

type Started =
  | {
      readonly state: RoundState;
      readonly solverDeaths: number;
      readonly snapshot: Awaited<ReturnType<typeof findSnapshot>>;
    }
  | { readonly state: RoundState | undefined; readonly snapshot?: undefined };

async function startSolving(
  deps: Pick<SolveRoundDeps, 'db'>,
  scope: Scope,
  roundId: string,
): Promise<Started> {
  return await inTenant(deps.db, scope, async (tx) => {
    const round = await lockRound(tx, roundId);
    if (round === undefined || !isToBeSolved(round.state)) return { state: round?.state };
    await markRoundSolving(tx, roundId);
    return { ...round, snapshot: await findSnapshot(tx, roundId) };
  });
}

async function storeProposal(
  deps: Pick<SolveRoundDeps, 'db'>,
  scope: Scope,
  roundId: string,
  { computed, solveMs }: { readonly computed: SolvedRound; readonly solveMs: number },
): Promise<RoundState | undefined> {
  const { municipalityId } = scope;
  return await inTenant(deps.db, scope, async (tx) => {
    const round = await lockRound(tx, roundId);
    if (round === undefined || round.state !== 'solving') {
      const stored = await findProposal(tx, roundId);
      if (stored !== undefined) assertSameAnswer(roundId, stored, computed);
      return round?.state;
    }
    await insertProposal(tx, {
      municipalityId,
      roundId,
      ...computed,
      engineVersion: ENGINE_VERSION,
      solveMs,
    });
    await insertVerdicts(tx, { municipalityId, roundId }, computed.judgement.rows);
    await markRoundProposed(tx, roundId);
    await insertAuditEvent(tx, {
      ...scope,
      role: 'system',
      requestId: roundId,
      action: 'round.proposed',
      objectKind: 'round',
      objectId: roundId,
      after: { solutionHash: computed.solutionHash, engineVersion: ENGINE_VERSION },
    });
    return 'proposed';
  });
}

/** Two workers with different efforts may both be right: one lost its job while the other's first solve died. */
function assertSameAnswer(
  roundId: string,
  stored: { readonly solution: string; readonly solutionHash: string },
  computed: { readonly solution: string; readonly solutionHash: string },
): void {
  if (stored.solutionHash === computed.solutionHash) return;
  if (effortOf(stored.solution) !== effortOf(computed.solution)) return;
  throw new ProposalDiffersError(`round ${roundId} was computed twice with different results`);
}

function effortOf(solution: string): number | undefined {
  const parsed = parseSolution(JSON.parse(solution));
  return parsed.ok ? parsed.solution.stats.maxNodes : undefined;
}

/**
 * Keeps that a solve died, unless another worker has gone on from there.
 *
 * @returns whether the round has failed by it.
 */
async function storeDeath(
  deps: Pick<SolveRoundDeps, 'db'>,
  scope: Scope,
  death: { readonly roundId: string; readonly solverDeaths: number; readonly error: SolverDiedError },
): Promise<boolean> {
  const { roundId, solverDeaths, error } = death;
  return await inTenant(deps.db, scope, async (tx) => {
    const round = await lockRound(tx, roundId);
    if (round?.state !== 'solving' || round.solverDeaths !== solverDeaths) return false;
    await countSolverDeath(tx, roundId);
    if (solverDeaths < LAST_DEATH) return false;
    await markRoundFailed(tx, roundId, error.code);
    return true;
  });
}

/** Marks a round as failed after the last attempt; a round that has its proposal keeps it. */
export async function failRound(
  deps: Pick<SolveRoundDeps, 'db'>,
  command: { readonly municipalityId: string; readonly roundId: string; readonly failureCode: string },
): Promise<void> {
  const scope = { municipalityId: command.municipalityId, actorId: ACTOR_ID };
  await inTenant(deps.db, scope, async (tx) => {
    const round = await lockRound(tx, command.roundId);
    if (round !== undefined && isToBeSolved(round.state)) {
      await markRoundFailed(tx, command.roundId, command.failureCode);
    }
  });
}

function isToBeSolved(state: RoundState): boolean {
  return state === 'queued' || state === 'solving';
}
