import type { CorrectionState } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { violatedConstraint } from '../constraint-violation.ts';

/** A correction that was proposed. */
export interface CorrectionRow {
  readonly id: string;
  readonly decisionId: string;
  readonly outcome: 'overridden' | 'postponed' | 'refused';
  readonly dwellingId: string | null;
  readonly reasonCode: string;
  readonly reason: string;
  readonly delegationReference: string;
  readonly waiverLegalBasis: string | null;
  readonly state: CorrectionState;
  readonly proposedBy: string;
  readonly settledBy: string | null;
  readonly newDecisionId: string | null;
  readonly version: number;
}

/** Adds a proposed correction. @returns `open-already` where another one of the decision is not settled. */
export async function insertCorrection(
  tx: Tx,
  municipalityId: string,
  correction: Omit<CorrectionRow, 'state' | 'settledBy' | 'newDecisionId' | 'version'>,
): Promise<'inserted' | 'open-already' | 'dwelling-unknown'> {
  try {
    await tx
      .insertInto('corrections')
      .values({
        municipality_id: municipalityId,
        id: correction.id,
        decision_id: correction.decisionId,
        outcome: correction.outcome,
        dwelling_id: correction.dwellingId,
        reason_code: correction.reasonCode,
        reason: correction.reason,
        delegation_reference: correction.delegationReference,
        waiver_legal_basis: correction.waiverLegalBasis,
        proposed_by: correction.proposedBy,
      })
      .execute();
    return 'inserted';
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'corrections_one_open_key') return 'open-already';
    if (constraint === 'corrections_dwelling_fkey') return 'dwelling-unknown';
    throw error;
  }
}

/** A correction by id, its row locked until the transaction ends, or undefined. */
export async function lockCorrection(tx: Tx, correctionId: string): Promise<CorrectionRow | undefined> {
  return await tx
    .selectFrom('corrections')
    .where('id', '=', correctionId)
    .select([
      'id',
      'decision_id as decisionId',
      'outcome',
      'dwelling_id as dwellingId',
      'reason_code as reasonCode',
      'reason',
      'delegation_reference as delegationReference',
      'waiver_legal_basis as waiverLegalBasis',
      'state',
      'proposed_by as proposedBy',
      'settled_by as settledBy',
      'new_decision_id as newDecisionId',
      'version',
    ])
    .forUpdate()
    .executeTakeFirst();
}

/** Ends a correction, by a decision or by discarding it. */
export async function settleCorrection(
  tx: Tx,
  correctionId: string,
  settled: {
    readonly state: Exclude<CorrectionState, 'proposed'>;
    readonly settledBy: string;
    readonly newDecisionId: string | null;
  },
): Promise<void> {
  await tx
    .updateTable('corrections')
    .set({
      state: settled.state,
      settled_by: settled.settledBy,
      new_decision_id: settled.newDecisionId,
      version: sql`version + 1`,
    })
    .where('id', '=', correctionId)
    .execute();
}
