import {
  countRounds,
  type Db,
  findProposal,
  findRound,
  findSnapshot,
  inTenant,
  listRounds,
  listVerdicts,
  type ProposalRow,
  parseFacts,
  type RoundRow,
  type Tx,
} from '@boligtrapp/database';
import { createJudgingContext, type RoundFacts, type RoundJudgement } from '@boligtrapp/domain';
import { type Problem, parseSolution, type Solution } from '@boligtrapp/matching';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { AccessRefusedError, NotFoundError } from '../errors/domain-error.ts';
import type { IdSource } from '../ports/ports.ts';
import { hiddenFromFrozen } from '../privacy/hidden-from-frozen.ts';
import { buildProblem } from './build-problem.ts';

/** What reading rounds works with; ids are for the access log. */
export interface ReadRoundDeps {
  readonly db: Db;
  readonly ids: IdSource;
}

/** A page of rounds; `totalCount` counts those on all pages. */
export interface RoundPage {
  readonly items: readonly RoundRow[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** One round. @throws {NotFoundError} `round.not-found` */
export async function getRound(deps: ReadRoundDeps, actor: Actor, roundId: string): Promise<RoundRow> {
  authorise(actor, 'rounds.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => await loadRound(tx, roundId));
}

/** Rounds from the newest, after `afterId` (exclusive). */
export async function listAllRounds(
  deps: ReadRoundDeps,
  actor: Actor,
  { afterId, limit }: { readonly afterId: string | undefined; readonly limit: number },
): Promise<RoundPage> {
  authorise(actor, 'rounds.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    // One more than the page holds tells whether there is another page.
    const rows = await listRounds(tx, { afterId, limit: limit + 1 });
    return {
      items: rows.slice(0, limit),
      isLast: rows.length <= limit,
      totalCount: await countRounds(tx),
    };
  });
}

/**
 * The very files that the solver read and wrote, for an independent check. Ids only. They are checked as a whole, so that
 * nothing can be left out of them: who is recused from one of the households does not get them.
 *
 * @throws {AccessRefusedError} `round.export-recused`
 */
export async function exportRound(
  deps: ReadRoundDeps,
  actor: Actor,
  roundId: string,
): Promise<{ readonly problem: Problem; readonly solution: Solution }> {
  authorise(actor, 'rounds.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const { facts, solution } = await loadProposal(tx, roundId);
    const hidden = await hiddenFromFrozen(tx, actor);
    if (facts.households.some(({ id }) => hidden.has(id)))
      throw new AccessRefusedError('round.export-recused');
    await logAccess(tx, deps, actor, {
      operation: 'export-round',
      householdIds: facts.households.map(({ id }) => id),
    });
    const judgement = await loadJudgement(tx, roundId, facts);
    return { problem: buildProblem(createJudgingContext(facts), judgement), solution };
  });
}

/** The round, or the refusal that says it is not there for this actor. */
export async function loadRound(tx: Tx, roundId: string): Promise<RoundRow> {
  const round = await findRound(tx, roundId);
  if (round === undefined) throw new NotFoundError('round.not-found');
  return round;
}

/** The frozen facts of a round. */
export async function loadFacts(tx: Tx, roundId: string): Promise<RoundFacts> {
  const snapshot = await findSnapshot(tx, roundId);
  if (snapshot === undefined) throw new NotFoundError('round.not-found');
  return parseFacts(snapshot.facts);
}

/** Round, facts and proposal together. @throws {NotFoundError} `proposal.not-found` while there is none. */
export async function loadProposal(
  tx: Tx,
  roundId: string,
): Promise<{
  readonly round: RoundRow;
  readonly facts: RoundFacts;
  readonly proposal: ProposalRow;
  readonly solution: Solution;
}> {
  const round = await loadRound(tx, roundId);
  const proposal = await findProposal(tx, roundId);
  if (proposal === undefined) throw new NotFoundError('proposal.not-found');
  const parsed = parseSolution(JSON.parse(proposal.solution));
  if (!parsed.ok) throw new Error(`the stored proposal of round ${roundId} cannot be read`);
  return { round, facts: await loadFacts(tx, roundId), proposal, solution: parsed.solution };
}

/** The stored verdicts in the order of the facts. */
export async function loadJudgement(tx: Tx, roundId: string, facts: RoundFacts): Promise<RoundJudgement> {
  const rows = new Map((await listVerdicts(tx, roundId)).map((row) => [row.householdId, row]));
  return {
    rows: facts.households.map(({ id }) => {
      const row = rows.get(id);
      return {
        householdId: id,
        verdicts: facts.dwellings.map((_, index) => ({
          failedRules: row?.failedRules[index] ?? -1,
          misfit: row?.misfits[index] ?? -1,
          score: row?.scores[index] ?? 0,
        })),
      };
    }),
  };
}
