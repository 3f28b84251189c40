import {
  countFailures,
  type FailureCount,
  type HouseholdPosition,
  inTenant,
  type PairVerdictRow,
  type RoundRow,
  readVerdictsAt,
  type Tx,
} from '@boligtrapp/database';
import {
  createJudgingContext,
  failedRuleCodes,
  type RoundDwelling,
  type RoundFacts,
  type RoundHousehold,
  RULES,
  type RuleCode,
  residentsAfter,
} from '@boligtrapp/domain';

import type { Objective, Solution, UnservedProof } from '@boligtrapp/matching';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';

import { hiddenFromFrozen } from '../privacy/hidden-from-frozen.ts';
import { compareLoads, endingOfSolution, type LoadChange } from './load-change.ts';
import { loadProposal, type ReadRoundDeps } from './read-round.ts';

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
    'id' | 'reference' | 'track' | 'level' | 'vacancy' | 'availableFrom' | 'certainty'
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
 * The stored proposal of a round, read with its frozen facts. The read is logged for every household in it. A household
 * whose case is hidden from the actor is not in it; what the places carry counts everybody.
 *
 * @throws {NotFoundError} `round.not-found`, `proposal.not-found`
 */
export async function getProposal(deps: ReadRoundDeps, actor: Actor, roundId: string): Promise<Proposal> {
  authorise(actor, 'rounds.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const { round, facts, proposal, solution } = await loadProposal(tx, roundId);
    const hidden = await hiddenFromFrozen(tx, actor);
    const households = facts.households.filter(({ id }) => !hidden.has(id));
    await logAccess(tx, deps, actor, {
      operation: 'get-proposal',
      householdIds: households.map(({ id }) => id),
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
      ...(await describe(tx, { roundId, facts, solution, households })),
      places: compareLoads(createJudgingContext(facts), residentsAfter(facts, endingOfSolution(solution))),
    };
  });
}

/** Reads of the verdicts only what the proposal tells: the pair of who is placed, counts of who is not. */
async function describe(
  tx: Tx,
  {
    roundId,
    facts,
    solution,
    households,
  }: {
    readonly roundId: string;
    readonly facts: RoundFacts;
    readonly solution: Solution;
    readonly households: readonly RoundHousehold[];
  },
): Promise<Pick<Proposal, 'placements' | 'unplaced'>> {
  const served = new Set(solution.served);
  const assigned = new Map(solution.assignments.map(({ household, dwelling }) => [household, dwelling]));
  const proofs = new Map(
    solution.certificate.servedSet.unserved.map(({ household, proof }) => [household, proof.kind]),
  );
  const indexes = new Map(facts.dwellings.map(({ id }, index) => [id, index]));
  const positionOf = (id: string | null | undefined): number => indexes.get(id ?? '') ?? -1;
  const placed = households.filter(({ id }) => served.has(id));
  const others = households.filter(({ id }) => !served.has(id));
  const pairs = placed.map(({ id }): HouseholdPosition => [id, positionOf(assigned.get(id))]);
  const verdicts = new Map((await readVerdictsAt(tx, roundId, pairs)).map((row) => [row.householdId, row]));
  const homes = others.map(
    ({ id, currentDwellingId }): HouseholdPosition => [id, positionOf(currentDwellingId)],
  );
  const failures = Map.groupBy(await countFailures(tx, roundId, homes), ({ householdId }) => householdId);
  return {
    placements: placed.flatMap((household) => {
      const dwelling = facts.dwellings[positionOf(assigned.get(household.id))];
      const verdict = verdicts.get(household.id);
      return dwelling === undefined || verdict === undefined
        ? []
        : [toPlacement(household, dwelling, verdict)];
    }),
    unplaced: others.map((household) =>
      whyUnplaced(household, failures.get(household.id) ?? [], proofs.get(household.id)),
    ),
  };
}

function toPlacement(
  household: RoundHousehold,
  dwelling: RoundDwelling,
  { misfit, score }: PairVerdictRow,
): Placement {
  return {
    household: summaryOf(household),
    dwelling,
    fromDwellingId: household.currentDwellingId,
    misfit,
    score,
  };
}

function whyUnplaced(
  household: RoundHousehold,
  failures: readonly FailureCount[],
  proof: UnservedProof['kind'] | undefined,
): Unplaced {
  const fittingCount = failures.find(({ failedRules }) => failedRules === 0)?.dwellings ?? 0;
  return {
    household: summaryOf(household),
    because: fittingCount === 0 ? 'nothing-fits' : (proof ?? 'unproven'),
    fittingCount,
    excludedBy: countByRule(failures),
  };
}

/** How many dwellings each rule excludes, most first; of equal numbers in the order of the rules. */
export function countByRule(
  failures: readonly Pick<FailureCount, 'failedRules' | 'dwellings'>[],
): Unplaced['excludedBy'] {
  const counts = new Map<RuleCode, number>();
  for (const { failedRules, dwellings } of failures) {
    for (const rule of failedRuleCodes(failedRules)) counts.set(rule, (counts.get(rule) ?? 0) + dwellings);
  }
  return RULES.flatMap(({ code }) => {
    const dwellings = counts.get(code);
    return dwellings === undefined ? [] : [{ rule: code, dwellings }];
  }).toSorted((a, b) => b.dwellings - a.dwellings);
}

/** A household of a round, as the committee sees it. */
export function summaryOf(household: RoundHousehold): ProposalHousehold {
  const { id, reference, rank, urgencyClass, track, level } = household;
  return { id, reference, rank, urgencyClass, track, level };
}
