import { inTenant, readVerdictsAt } from '@boligtrapp/database';
import {
  type AddedLoad,
  explainPair,
  failedRuleCodes,
  type RoundDwelling,
  type RuleVerdict,
  type Statement,
} from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import { type ProposalHousehold, summaryOf } from '../round/get-proposal.ts';
import type { ReadRoundDeps } from '../round/read-round.ts';
import { loadExplainedRound, namesOf, watchNames } from './explained-round.ts';
import { outcomeStatement } from './outcome-statements.ts';
import { outcomeOf, type PairOutcome } from './pair-outcome.ts';
import { loadsWith } from './round-endings.ts';

/** A household of a round, for a dwelling. */
export interface CandidateExplanation {
  readonly household: ProposalHousehold;
  readonly outcome: PairOutcome['kind'];
  readonly statement: Statement;
  /** The rules that failed. */
  readonly failedRules: readonly RuleVerdict[];
  readonly misfit: number | null;
  readonly score: number | null;
  readonly loads: readonly AddedLoad[];
}

/** Why a dwelling goes to whom it goes: a page of all households, by rank. */
export interface DwellingExplanationPage {
  readonly dwelling: Pick<
    RoundDwelling,
    'id' | 'reference' | 'track' | 'level' | 'vacancy' | 'availableFrom' | 'certainty'
  >;
  readonly items: readonly CandidateExplanation[];
  readonly isLast: boolean;
  readonly totalCount: number;
  readonly names: { readonly place: (id: string) => string };
}

/** Which page of the households of which dwelling. */
export interface ExplainDwelling {
  readonly roundId: string;
  readonly dwellingId: string;
  /** Rank of the last household of the page before (exclusive); 0 for the first page. */
  readonly afterRank: number;
  readonly limit: number;
}

/**
 * Says of a dwelling of a round for every household, by rank, whether it gets it and why not. A household whose case is
 * hidden from the actor is not in it. The reading is logged for those on the page.
 *
 * @throws {NotFoundError} `round.not-found`, `proposal.not-found`; `dwelling.not-found` when it is not in the round.
 */
export async function explainDwellingOutcomes(
  deps: ReadRoundDeps,
  actor: Actor,
  { roundId, dwellingId, afterRank, limit }: ExplainDwelling,
): Promise<DwellingExplanationPage> {
  authorise(actor, 'rounds.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const round = await loadExplainedRound(tx, actor, roundId);
    const { endings, hidden } = round;
    const { facts, context } = endings;
    const position = facts.dwellings.findIndex(({ id }) => id === dwellingId);
    const dwelling = facts.dwellings[position];
    if (dwelling === undefined) throw new NotFoundError('dwelling.not-found');
    const visible = facts.households.filter(({ id }) => !hidden.has(id));
    const rest = visible.filter(({ rank }) => rank > afterRank);
    const page = rest.slice(0, limit);
    const pairs = page.map(({ id }) => [id, position] as const);
    const verdicts = new Map((await readVerdictsAt(tx, roundId, pairs)).map((row) => [row.householdId, row]));
    const names = watchNames(namesOf(round, actor));
    const items = page.map((household): CandidateExplanation => {
      const { failedRules = 0, misfit = 0, score = 0 } = verdicts.get(household.id) ?? {};
      const outcome = outcomeOf(endings, household, dwelling, failedRules);
      const failed = failedRuleCodes(failedRules);
      return {
        household: summaryOf(household),
        outcome: outcome.kind,
        statement: outcomeStatement(outcome, failed.length, names),
        failedRules:
          failed.length === 0
            ? []
            : explainPair(context, household, dwelling).rules.filter(({ passed }) => !passed),
        misfit: failedRules === 0 ? misfit : null,
        score: failedRules === 0 ? score : null,
        loads: loadsWith(endings, household, dwelling),
      };
    });
    await logAccess(tx, deps, actor, {
      operation: 'explain-dwelling',
      householdIds: [...page.map(({ id }) => id), ...names.named()],
    });
    return { dwelling, items, isLast: rest.length <= limit, totalCount: visible.length, names };
  });
}
