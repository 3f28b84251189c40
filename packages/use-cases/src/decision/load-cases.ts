import {
  type DecisionRow,
  listDecisions,
  listProtectedHouseholds,
  listRulings,
  type RoundRow,
  type RulingRow,
  type Tx,
} from '@boligtrapp/database';
import {
  type Ending,
  endingOf,
  moveChains,
  type RoundFacts,
  type RoundHousehold,
  type Ruling,
  type RulingOutcome,
} from '@boligtrapp/domain';
import { type Solution, sha256Hex } from '@boligtrapp/matching';
import { loadProposal } from '../round/read-round.ts';

/** The cases of a round: what was proposed, what the committee says of it, and what is decided. */
export interface RoundCases {
  readonly round: RoundRow;
  readonly facts: RoundFacts;
  readonly solution: Solution;
  readonly solutionHash: string;
  readonly engineVersion: string;
  /** Who was proposed which dwelling. */
  readonly proposed: Ending;
  readonly rulings: ReadonlyMap<string, RulingRow>;
  /** The decision of the meeting about a household, the first and uncorrected one. */
  readonly decided: ReadonlyMap<string, DecisionRow>;
  /** Every decision that rests on the round, corrections and those by delegation among them. */
  readonly decisions: readonly DecisionRow[];
}

/**
 * Reads the cases. One that is not decided and whose household has got a protected address since the facts were frozen is
 * no case of the round any more: named people decide it outside the round, and nobody signs for it here.
 *
 * @throws {NotFoundError} `round.not-found`, `proposal.not-found`.
 */
export async function loadCases(tx: Tx, roundId: string): Promise<RoundCases> {
  const { round, facts: frozen, proposal, solution } = await loadProposal(tx, roundId);
  const decisions = await listDecisions(tx, roundId);
  const isGone = await casesThatLeft(tx, frozen, decisions);
  const served = new Set(solution.served.filter((id) => !isGone.has(id)));
  const rulings = (await listRulings(tx, roundId)).filter(({ householdId }) => !isGone.has(householdId));
  const facts =
    isGone.size === 0
      ? frozen
      : { ...frozen, households: frozen.households.filter(({ id }) => !isGone.has(id)) };
  return {
    round,
    facts,
    solution,
    solutionHash: proposal.solutionHash,
    engineVersion: proposal.engineVersion,
    proposed: new Map(
      solution.assignments.flatMap(({ household, dwelling }) =>
        served.has(household) ? [[household, dwelling] as const] : [],
      ),
    ),
    rulings: new Map(rulings.map((ruling) => [ruling.householdId, ruling])),
    decided: new Map(
      decisions.flatMap((decision) =>
        decision.meetingId !== null && decision.correctsId === null ? [[decision.householdId, decision]] : [],
      ),
    ),
    decisions,
  };
}

async function casesThatLeft(
  tx: Tx,
  { households }: RoundFacts,
  decisions: readonly DecisionRow[],
): Promise<ReadonlySet<string>> {
  const decided = new Set(decisions.map(({ householdId }) => householdId));
  const open = households.map(({ id }) => id).filter((id) => !decided.has(id));
  return new Set(await listProtectedHouseholds(tx, open));
}

/** What is to be signed about one case. */
export interface CaseToSign {
  readonly householdId: string;
  readonly outcome: RulingOutcome;
  /** The dwelling that the household gets; null for none. */
  readonly dwellingId: string | null;
  readonly proposedDwellingId: string | null;
  readonly reasonCode: string | null;
  readonly reason: string | null;
  readonly waiverLegalBasis: string | null;
}

/** What two persons sign. */
export interface SigningContent {
  /** By rank: whoever was proposed a dwelling, and whoever the committee has said something of. */
  readonly cases: readonly CaseToSign[];
  readonly ending: Ending;
  /** The cases in the groups that only go together. */
  readonly groups: readonly (readonly string[])[];
  /** SHA-256 in hex over facts, proposal and cases: another ruling, another hash. */
  readonly hash: string;
}

/** Puts together what is to be signed: the proposal, but where a ruling says otherwise. */
export function signingContentOf({
  round,
  facts,
  solutionHash,
  proposed,
  rulings,
}: RoundCases): SigningContent {
  const ending = endingOf(proposed, new Map<string, Ruling>(rulings));
  const cases = facts.households.flatMap(({ id }): readonly CaseToSign[] => {
    const ruling = rulings.get(id);
    if (ruling === undefined && !proposed.has(id)) return [];
    return [
      {
        householdId: id,
        outcome: ruling?.outcome ?? 'accepted',
        dwellingId: ending.get(id) ?? null,
        proposedDwellingId: proposed.get(id) ?? null,
        reasonCode: ruling?.reasonCode ?? null,
        reason: ruling?.reason ?? null,
        waiverLegalBasis: ruling?.waiverLegalBasis ?? null,
      },
    ];
  });
  const without = cases.filter(({ householdId }) => !ending.has(householdId));
  return {
    cases,
    ending,
    groups: [...moveChains(facts.households, ending), ...without.map(({ householdId }) => [householdId])],
    hash: sha256Hex({
      format: 'boligtrapp-rulings/1',
      roundId: round.id,
      factsHash: round.factsHash,
      solutionHash,
      cases,
    }),
  };
}

/** The household of the round, or undefined. */
export function householdOf(facts: RoundFacts, householdId: string): RoundHousehold | undefined {
  return facts.households.find(({ id }) => id === householdId);
}
