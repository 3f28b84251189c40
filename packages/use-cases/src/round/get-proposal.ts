import { inTenant, type RoundRow } from '@boligtrapp/database';
import {
  createJudgingContext,
  failedRuleCodes,
  type PairVerdict,
  type RoundDwelling,
  type RoundFacts,
  type RoundHousehold,
  type RoundJudgement,
  type RuleCode,
} from '@boligtrapp/domain';
import type { Objective, Solution, UnservedProof } from '@boligtrapp/matching';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { compareLoads, type LoadChange, residentsAfter } from './load-change.ts';
import { loadJudgement, loadProposal, type ReadRoundDeps } from './read-round.ts';

/** A household of a round, as the committee sees it: a reference and a need, no name. */
export interface ProposalHousehold {
  readonly id: string;
  readonly reference: string;
  readonly rank: number;
  readonly urgencyClass: number;
  readonly track: RoundHousehold['track'];
  readonly level: RoundHousehold['level'];
}

/** A household that the proposal gives a dwelling. */
export interface Placement {
  readonly household: ProposalHousehold;
  readonly dwelling: Pick<
    RoundDwelling,
    'id' | 'reference' | 'track' | 'level' | 'vacancy' | 'availableFrom'
  >;
  /** The dwelling it leaves; null for a household from the queue. */
  readonly fromDwellingId: string | null;
  readonly misfit: number;
  readonly score: number;
}

/** A household that gets none, and why. */
export interface Unplaced {
  readonly household: ProposalHousehold;
  /** `nothing-fits`: every dwelling but its own home fails a rule. Otherwise the kind of the certificate. */
  readonly because: 'nothing-fits' | UnservedProof['kind'];
  /** Dwellings that pass every rule for it, its own home not counted. */
  readonly fittingCount: number;
  /** How many dwellings each rule excludes, most first; its own home is not counted. */
  readonly excludedBy: readonly { readonly rule: RuleCode; readonly dwellings: number }[];
}

/** The proposal of a round in words that a committee can work with. */
export interface Proposal {
  readonly round: RoundRow;
  readonly solutionHash: string;
  readonly problemHash: string;
  readonly engineVersion: string;
  readonly solveMs: number;
  /** True only where who is served and every step of the placement is proven. */
  readonly optimal: boolean;
  readonly servedSetProven: boolean;
  readonly objective: Objective;
  readonly dwellingCount: number;
  /** By rank. */
  readonly placements: readonly Placement[];
  /** By rank; tenants who stay where they are among them. */
  readonly unplaced: readonly Unplaced[];
  /** Places whose load the proposal changes, or that are near, at or over their cap before it. */
  readonly places: readonly LoadChange[];
}

/**
 * The stored proposal of a round, read with its frozen facts. The read is logged for every household in it.
 *
 * @throws {NotFoundError} `round.not-found`, `proposal.not-found`
 */
export async function getProposal(deps: ReadRoundDeps, actor: Actor, roundId: string): Promise<Proposal> {
  authorise(actor, 'rounds.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const { round, facts, proposal, solution } = await loadProposal(tx, roundId);
    const judgement = await loadJudgement(tx, roundId, facts);
    await logAccess(tx, deps, actor, {
      operation: 'get-proposal',
      householdIds: facts.households.map(({ id }) => id),
    });
    return {
      round,
      solutionHash: proposal.solutionHash,
      problemHash: proposal.problemHash,
      engineVersion: proposal.engineVersion,
      solveMs: proposal.solveMs,
      optimal: proposal.isOptimal,
      servedSetProven: solution.certificate.servedSet.proven,
      objective: solution.objective,
      dwellingCount: facts.dwellings.length,
      ...describe(facts, judgement, solution),
      places: compareLoads(createJudgingContext(facts), residentsAfter(facts, solution)),
    };
  });
}

function describe(
  facts: RoundFacts,
  judgement: RoundJudgement,
  solution: Solution,
): Pick<Proposal, 'placements' | 'unplaced'> {
  const served = new Set(solution.served);
  const assigned = new Map(solution.assignments.map(({ household, dwelling }) => [household, dwelling]));
  const proofs = new Map(
    solution.certificate.servedSet.unserved.map(({ household, proof }) => [household, proof.kind]),
  );
  const indexes = new Map(facts.dwellings.map(({ id }, index) => [id, index]));
  const placements: Placement[] = [];
  const unplaced: Unplaced[] = [];
  for (const [position, household] of facts.households.entries()) {
    const verdicts = judgement.rows[position]?.verdicts ?? [];
    const index = indexes.get(assigned.get(household.id) ?? '');
    const dwelling = index === undefined ? undefined : facts.dwellings[index];
    const verdict = index === undefined ? undefined : verdicts[index];
    if (served.has(household.id) && dwelling !== undefined && verdict !== undefined) {
      placements.push({
        household: summaryOf(household),
        dwelling,
        fromDwellingId: household.currentDwellingId,
        misfit: verdict.misfit,
        score: verdict.score,
      });
    } else {
      const home = indexes.get(household.currentDwellingId ?? '');
      const others = verdicts.filter((_, position) => position !== home);
      unplaced.push(whyUnplaced(household, others, proofs.get(household.id)));
    }
  }
  return { placements, unplaced };
}

function whyUnplaced(
  household: RoundHousehold,
  verdicts: readonly PairVerdict[],
  proof: UnservedProof['kind'] | undefined,
): Unplaced {
  const fittingCount = verdicts.filter((verdict) => verdict.failedRules === 0).length;
  const counts = new Map<RuleCode, number>();
  for (const verdict of verdicts) {
    for (const rule of failedRuleCodes(verdict.failedRules)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return {
    household: summaryOf(household),
    because: fittingCount === 0 ? 'nothing-fits' : (proof ?? 'unproven'),
    fittingCount,
    excludedBy: [...counts]
      .map(([rule, dwellings]) => ({ rule, dwellings }))
      .toSorted((a, b) => b.dwellings - a.dwellings),
  };
}

function summaryOf(household: RoundHousehold): ProposalHousehold {
  const { id, reference, rank, urgencyClass, track, level } = household;
  return { id, reference, rank, urgencyClass, track, level };
}
