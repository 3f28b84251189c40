import type { Tx } from '../connect.ts';
import { violatedConstraint } from '../constraint-violation.ts';

/** What may come of a case. `overridden` without a dwelling: the proposal gave one, and the committee gives none. */
export type DecisionOutcome = 'allocated' | 'overridden' | 'postponed' | 'refused';

/** A place that a decision fills beyond its soft level. */
export interface SoftBreak {
  readonly placeId: string;
  /** Load points. */
  readonly before: number;
  readonly after: number;
  readonly cap: number;
}

/** A decision (vedtak) to be added: two persons, a meeting or a delegation, a policy set, and the facts of a round. */
export interface NewDecision {
  readonly id: string;
  readonly roundId: string;
  /** Exactly one of the two is given. */
  readonly authority: { readonly meetingId: string } | { readonly delegationReference: string };
  readonly policySetId: string;
  readonly householdId: string;
  readonly dwellingId: string | null;
  readonly outcome: DecisionOutcome;
  readonly reasonCode: string | null;
  /** Twenty characters or more unless the outcome is `allocated`. */
  readonly reason: string | null;
  readonly decidedBy: string;
  /** Another person. */
  readonly countersignedBy: string;
  readonly correctsId: string | null;
  readonly chainId: string | null;
  readonly softBreaks: readonly SoftBreak[];
  /** Where the committee decided otherwise than was proposed. */
  readonly override: {
    readonly proposedDwellingId: string | null;
    readonly brokenRules: readonly string[];
    readonly waiverLegalBasis: string | null;
  } | null;
}

/** Adds decisions and their overrides; none is ever changed. @returns `corrected-already` when another corrects the same. */
export async function insertDecisions(
  tx: Tx,
  municipalityId: string,
  decisions: readonly NewDecision[],
): Promise<'inserted' | 'corrected-already'> {
  if (decisions.length === 0) return 'inserted';
  try {
    await tx
      .insertInto('decisions')
      .values(decisions.map((decision) => toRow(municipalityId, decision)))
      .execute();
  } catch (error) {
    if (violatedConstraint(error) === 'decisions_corrects_once_key') return 'corrected-already';
    throw error;
  }
  const overrides = decisions.flatMap(({ id, override, reasonCode }) =>
    override === null
      ? []
      : [
          {
            municipality_id: municipalityId,
            decision_id: id,
            proposed_dwelling_id: override.proposedDwellingId,
            reason_code: reasonCode ?? '',
            broken_rules: [...override.brokenRules],
            waiver_legal_basis: override.waiverLegalBasis,
          },
        ],
  );
  if (overrides.length > 0) await tx.insertInto('overrides').values(overrides).execute();
  return 'inserted';
}

function toRow(municipalityId: string, decision: NewDecision) {
  const { authority } = decision;
  return {
    municipality_id: municipalityId,
    id: decision.id,
    round_id: decision.roundId,
    meeting_id: 'meetingId' in authority ? authority.meetingId : null,
    delegation_reference: 'delegationReference' in authority ? authority.delegationReference : null,
    policy_set_id: decision.policySetId,
    household_id: decision.householdId,
    dwelling_id: decision.dwellingId,
    outcome: decision.outcome,
    reason_code: decision.reasonCode,
    reason: decision.reason,
    decided_by: decision.decidedBy,
    countersigned_by: decision.countersignedBy,
    corrects_id: decision.correctsId,
    chain_id: decision.chainId,
    soft_breaks: JSON.stringify(decision.softBreaks),
  };
}
