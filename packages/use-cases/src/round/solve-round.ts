import {
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
  type RoundState,
  updateRoundProgress,
} from '@boligtrapp/database';
import { ENGINE_VERSION } from './compute-proposal.ts';
import type { RoundSolver } from './round-solver.ts';

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

/** Two computations of the same facts differed. A bug: nothing may be stored. */
export class ProposalDiffersError extends Error {
  override readonly name = 'ProposalDiffersError';
}

const ACTOR_ID = 'job:solve-round';
const PROGRESS_EVERY_MS = 500;

/**
 * Computes the proposal of a round from its frozen facts alone, and stores it with every verdict. Does nothing when
 * the round has its proposal or is cancelled, so that a job that is taken twice has one effect.
 *
 * @returns the state of the round afterwards; undefined when there is no such round.
 */
export async function solveRound(deps: SolveRoundDeps, command: SolveRound): Promise<RoundState | undefined> {
  const { municipalityId, roundId } = command;
  const scope = { municipalityId, actorId: ACTOR_ID };
  const started = await inTenant(deps.db, scope, async (tx) => {
    const round = await lockRound(tx, roundId);
    if (round === undefined || !isToBeSolved(round.state)) return { state: round?.state };
    await markRoundSolving(tx, roundId);
    return { state: round.state, snapshot: await findSnapshot(tx, roundId) };
  });
  if (started.snapshot === undefined) return started.state;

  const before = deps.nowMs();
  const progress = throttledProgress(deps, scope, roundId);
  const computed = await deps.solver.solve(started.snapshot.facts, {
    signal: command.signal,
    onProgress: progress.report,
  });
  const solveMs = Math.max(0, deps.nowMs() - before);
  await progress.settled();

  return await inTenant(deps.db, scope, async (tx) => {
    const round = await lockRound(tx, roundId);
    if (round === undefined || round.state !== 'solving') {
      const stored = await findProposal(tx, roundId);
      if (stored !== undefined && stored.solutionHash !== computed.solutionHash) {
        throw new ProposalDiffersError(`round ${roundId} was computed twice with different results`);
      }
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

interface ThrottledProgress {
  readonly report: (done: number, total: number) => void;
  readonly settled: () => Promise<void>;
}

/**
 * Writes progress at most every half second, one report at a time; a lost one delays the picture and nothing else.
 */
function throttledProgress(
  deps: Pick<SolveRoundDeps, 'db' | 'nowMs'>,
  scope: { readonly municipalityId: string; readonly actorId: string },
  roundId: string,
): ThrottledProgress {
  let lastMs = Number.NEGATIVE_INFINITY;
  let pending: Promise<void> = Promise.resolve();
  let isWriting = false;
  return {
    report(done, total) {
      const now = deps.nowMs();
      if (isWriting || now - lastMs < PROGRESS_EVERY_MS) return;
      lastMs = now;
      isWriting = true;
      pending = inTenant(deps.db, scope, async (tx) => {
        await updateRoundProgress(tx, roundId, { done, total });
      })
        .catch(() => {})
        .finally(() => {
          isWriting = false;
        });
    },
    settled: async () => {
      await pending;
    },
  };
}
