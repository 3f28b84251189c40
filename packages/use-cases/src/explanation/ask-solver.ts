import { findProposal, findSnapshot, inTenant, readVerdictsAt, type Tx } from '@boligtrapp/database';
import { failedRuleCodes, type RoundHousehold, type Statement, state } from '@boligtrapp/domain';
import type { NearestChange } from '@boligtrapp/matching';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { ConflictError, NotFoundError } from '../errors/domain-error.ts';
import type { ReadRoundDeps } from '../round/read-round.ts';
import { type ExplainedRound, loadExplainedRound, namesOf, watchNames } from './explained-round.ts';
import type { AskedRound, ExplanationSolver } from './explanation-solver.ts';
import { outcomeStatement } from './outcome-statements.ts';
import { fromEngine, outcomeOf, type PairOutcome } from './pair-outcome.ts';

/** What the explanations need that take a solve. */
export interface AskSolverDeps extends ReadRoundDeps {
  readonly explanationSolver: ExplanationSolver;
}

/** What would have to change for a household to be served. */
export interface NearestChangeView {
  readonly householdId: string;
  /** `not-in-time`: it was not found out within the time it may take; nothing is said by that. */
  readonly outcome: 'found' | 'none-found' | 'not-in-time';
  /** All of them together. One statement where none was found. */
  readonly changes: readonly Statement[];
}

/**
 * The smallest change of what may lawfully change (limits of places, the stock) that was found to serve a household of
 * a round which is not. Takes solves, so it is asked for by itself.
 *
 * @throws {NotFoundError} `round.not-found`, `proposal.not-found`, `verdict.not-found`
 * @throws {ConflictError} `round.household-served` when there is nothing to change.
 */
export async function findNearestChangeFor(
  deps: AskSolverDeps,
  actor: Actor,
  query: { readonly roundId: string; readonly householdId: string },
  signal: AbortSignal,
): Promise<NearestChangeView> {
  authorise(actor, 'rounds.read');
  // Read first, in a transaction that does not wait for the solve.
  const { round, asked } = await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const found = await findVisible(tx, actor, query);
    if (found.round.endings.served.has(query.householdId)) throw new ConflictError('round.household-served');
    await logAccess(tx, deps, actor, { operation: 'find-nearest-change', householdIds: [query.householdId] });
    return found;
  });
  const { householdId } = query;
  const answer = await deps.explanationSolver.ask(asked, { kind: 'nearest-change', householdId }, signal);
  if (answer.kind !== 'nearest-change') {
    return { householdId, outcome: 'not-in-time', changes: [state('change.not-in-time', {})] };
  }
  const { change } = answer;
  const outcome = change.kind;
  return { householdId, outcome, changes: changeStatements(round, change) };
}

function changeStatements({ endings }: ExplainedRound, change: NearestChange): readonly Statement[] {
  if (change.kind === 'none-found') return [state('change.none-found', { count: change.tried })];
  return change.changes.flatMap((one): readonly Statement[] => {
    if (one.kind === 'dwelling') {
      return [state('change.dwelling', { like: endings.dwellings.get(one.like)?.reference ?? '' })];
    }
    if (one.kind !== 'headroom') return [];
    const place = endings.context.places.byId.get(one.resource);
    const { cap = null, fixed = 0 } = endings.loads.get(one.resource) ?? {};
    if (place === undefined || cap === null) return [];
    // What the engine calls capacity is what those who take no part leave of the cap, and never below 0.
    const needed = fixed + Math.max(0, cap - fixed) + one.by;
    return [state('change.headroom', { place: place.name, cap, needed })];
  });
}

/** A pair of a household and a dwelling with what a solve says of it. */
export interface ComparedPair {
  readonly householdId: string;
  readonly dwellingId: string;
  readonly outcome: PairOutcome['kind'];
  readonly statement: Statement;
  /** Whether it was found out by how much the whole is better, where that is the outcome. */
  readonly isCompared: boolean;
}

/**
 * By how much the whole would be worse if a household of a round had a dwelling that fits it, or who would lose theirs;
 * for another outcome, that outcome. Takes a solve, so it is asked for by itself.
 *
 * @throws {NotFoundError} `round.not-found`, `proposal.not-found`, `verdict.not-found`, `dwelling.not-found`
 */
export async function comparePair(
  deps: AskSolverDeps,
  actor: Actor,
  query: { readonly roundId: string; readonly householdId: string; readonly dwellingId: string },
  signal: AbortSignal,
): Promise<ComparedPair> {
  authorise(actor, 'rounds.read');
  const { roundId, householdId, dwellingId } = query;
  const { round, asked, outcome, failed } = await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const found = await findVisible(tx, actor, query);
    const { endings } = found.round;
    const dwelling = endings.dwellings.get(dwellingId);
    if (dwelling === undefined) throw new NotFoundError('dwelling.not-found');
    const position = endings.facts.dwellings.indexOf(dwelling);
    const [verdict] = await readVerdictsAt(tx, roundId, [[householdId, position]]);
    const failedRules = verdict?.failedRules ?? 0;
    await logAccess(tx, deps, actor, { operation: 'compare-pair', householdIds: [householdId] });
    return {
      ...found,
      outcome: outcomeOf(endings, found.household, dwelling, failedRules),
      failed: failedRuleCodes(failedRules).length,
    };
  });
  const answer =
    outcome.kind === 'whole-is-better'
      ? await deps.explanationSolver.ask(asked, { kind: 'compare-pair', householdId, dwellingId }, signal)
      : undefined;
  const compared = answer?.kind === 'compare-pair' ? (fromEngine(answer.reason) ?? outcome) : outcome;
  const names = watchNames(namesOf(round, actor));
  const statement = outcomeStatement(compared, failed, names);
  const named = names.named();
  if (named.length > 0) {
    await inTenant(deps.db, tenantOf(actor), async (tx) => {
      await logAccess(tx, deps, actor, { operation: 'compare-pair', householdIds: named });
    });
  }
  return {
    householdId,
    dwellingId,
    outcome: compared.kind,
    statement,
    isCompared: compared.kind !== 'whole-is-better' || compared.compared !== null,
  };
}

async function findVisible(
  tx: Tx,
  actor: Actor,
  { roundId, householdId }: { readonly roundId: string; readonly householdId: string },
): Promise<{
  readonly round: ExplainedRound;
  readonly household: RoundHousehold;
  readonly asked: AskedRound;
}> {
  const round = await loadExplainedRound(tx, actor, roundId);
  const household = round.endings.households.get(householdId);
  if (household === undefined || round.hidden.has(householdId)) throw new NotFoundError('verdict.not-found');
  const snapshot = await findSnapshot(tx, roundId);
  const proposal = await findProposal(tx, roundId);
  if (snapshot === undefined || proposal === undefined) throw new NotFoundError('proposal.not-found');
  return { round, household, asked: { ...snapshot, solution: proposal.solution } };
}
