import { createHash } from 'node:crypto';
import { type Db, findProposal, findSnapshot, inTenant } from '@boligtrapp/database';
import { parseSolution } from '@boligtrapp/matching';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import { ENGINE_VERSION } from './compute-proposal.ts';
import { loadRound } from './read-round.ts';
import { type RoundSolver, whileSolving } from './round-solver.ts';

/** What {@link replayRound} works with. */
export interface ReplayRoundDeps {
  readonly db: Db;
  readonly solver: RoundSolver;
}

/** A hash as it was stored, and as it was computed now. */
export interface ReplayedHash {
  readonly stored: string;
  readonly recomputed: string;
}

/** What came of computing a round once more. */
export interface RoundReplay {
  readonly roundId: string;
  /** The engine that made the stored proposal. */
  readonly engineVersion: string;
  /** The engine that replayed it. */
  readonly replayedBy: string;
  /** Whether all hashes are the same. Another engine may answer otherwise and be right, too. */
  readonly isReproduced: boolean;
  readonly facts: ReplayedHash;
  readonly problem: ReplayedHash;
  readonly solution: ReplayedHash;
}

/**
 * Computes a round once more from its frozen facts, with the policy that is among them and the effort of then, and
 * compares. Nothing is stored.
 *
 * @throws {NotFoundError} `round.not-found`, `proposal.not-found`
 * @throws {UnavailableError} `solver.unavailable`
 */
export async function replayRound(
  deps: ReplayRoundDeps,
  actor: Actor,
  { roundId, signal }: { readonly roundId: string; readonly signal: AbortSignal },
): Promise<RoundReplay> {
  authorise(actor, 'rounds.read');
  const { snapshot, proposal } = await inTenant(deps.db, tenantOf(actor), async (tx) => {
    await loadRound(tx, roundId);
    return { snapshot: await findSnapshot(tx, roundId), proposal: await findProposal(tx, roundId) };
  });
  if (snapshot === undefined || proposal === undefined) throw new NotFoundError('proposal.not-found');
  const { facts, factsHash } = snapshot;
  const maxNodes = effortOf(proposal.solution);
  const solved = await whileSolving(
    signal,
    async () => await deps.solver.solve(facts, { maxNodes, signal, onProgress: () => {} }),
  );
  const hashes = {
    facts: { stored: factsHash, recomputed: createHash('sha256').update(facts).digest('hex') },
    problem: { stored: proposal.problemHash, recomputed: solved.problemHash },
    solution: { stored: proposal.solutionHash, recomputed: solved.solutionHash },
  };
  return {
    roundId,
    engineVersion: proposal.engineVersion,
    replayedBy: ENGINE_VERSION,
    isReproduced: Object.values(hashes).every(({ stored, recomputed }) => stored === recomputed),
    ...hashes,
  };
}

/** The effort that a stored solution was made with. */
function effortOf(solution: string): number | undefined {
  const parsed = parseSolution(JSON.parse(solution));
  return parsed.ok ? parsed.solution.stats.maxNodes : undefined;
}
