import { type DecisionRow, findPolicyInForce, type SoftBreak, type Tx } from '@boligtrapp/database';
import {
  createJudgingContext,
  judgeEnding,
  type PlainDateString,
  type RoundFacts,
  type RuleCode,
} from '@boligtrapp/domain';
import { ConflictError, RuleRefusedError } from '../errors/domain-error.ts';
import { freezeFacts } from '../round/freeze-facts.ts';
import { loadFacts, loadRound } from '../round/read-round.ts';
import { householdOf } from './load-cases.ts';
import { waivedRulesOf } from './rule-case.ts';

/** A decision that rests on the facts of a round. */
export type RoundDecision = DecisionRow & { readonly roundId: string };

/** What a correction gives instead. */
export interface GivenInstead {
  readonly dwellingId: string;
  readonly waiverLegalBasis: string | null;
  /** The dwelling that the household was offered until now; null where no offer stood. */
  readonly insteadOfDwellingId: string | null;
}

/** What is to be recorded of a correction that may be made. */
export interface JudgedCorrection {
  /** Rules that the dwelling breaks and that are waived. */
  readonly brokenRules: readonly RuleCode[];
  readonly softBreaks: readonly SoftBreak[];
}

/**
 * Judges by the facts of today, whatever was so when the round was frozen: the dwelling is free, every rule of the pair
 * holds or is waived, no place is filled beyond its cap and nobody lives beside someone to be kept apart from. The
 * offer of the decision that is corrected has been withdrawn before.
 *
 * @throws {ConflictError} `correction.stale`
 * @throws {RuleRefusedError} `ruling.rule-broken`, `round.rulings-contradictory`.
 */
export async function judgeCorrection(
  tx: Tx,
  decision: RoundDecision,
  given: GivenInstead,
  today: PlainDateString,
): Promise<JudgedCorrection> {
  const facts = await factsOfToday(tx, decision, { ...given, today });
  const household = householdOf(facts, decision.householdId);
  if (household === undefined) throw staleCorrection('household-gone');
  if (!facts.dwellings.some(({ id }) => id === given.dwellingId)) throw staleCorrection('dwelling-taken');
  const brokenRules = waivedRulesOf(facts, household, given);
  const ending = new Map([[household.id, given.dwellingId]]);
  const { faults, unwelcome } = judgeEnding(createJudgingContext(facts), ending);
  const [fault] = faults;
  if (fault !== undefined) {
    throw new RuleRefusedError('round.rulings-contradictory', {
      facts: {
        fault: fault.code,
        faults: faults.length,
        ...('dwellingId' in fault ? { dwellingId: fault.dwellingId } : { placeId: fault.placeId }),
      },
    });
  }
  return { brokenRules, softBreaks: unwelcome };
}

/** The dwelling cannot be given any more. */
export function staleCorrection(reason: string): ConflictError {
  return new ConflictError('correction.stale', { field: 'dwellingId', facts: { reason } });
}

async function factsOfToday(
  tx: Tx,
  { roundId, householdId }: RoundDecision,
  { today, insteadOfDwellingId }: GivenInstead & { readonly today: PlainDateString },
): Promise<RoundFacts> {
  const policy = await findPolicyInForce(tx, today);
  if (policy === undefined) throw staleCorrection('no-policy-in-force');
  const round = await loadRound(tx, roundId);
  const { facts } = await freezeFacts(tx, {
    meetingOn: today,
    horizonEndsOn: round.horizonEndsOn < today ? today : round.horizonEndsOn,
    tracks: round.tracks,
    includesMovers: round.includesMovers,
    forecastCertainty: round.forecastCertainty,
    policy,
    // Nobody is ranked by it; a lot is drawn only because facts must have one.
    lotSeed: round.factsHash,
  });
  const household = householdOf(facts, householdId);
  const frozen = await loadFacts(tx, roundId);
  const former = frozen.dwellings.find(({ id }) => id === insteadOfDwellingId);
  if (household === undefined || former === undefined) return facts;
  // What it was to bring to the places of that dwelling was counted there until now, and leaves with it.
  const { track, level, extraLoad = 0 } = household;
  const { id, buildingId } = former;
  const leaving = { householdId, dwellingId: id, buildingId, track, level, extraLoad };
  return { ...facts, residents: [...facts.residents, leaving] };
}
