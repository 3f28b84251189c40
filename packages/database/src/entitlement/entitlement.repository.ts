import type { AppealBody, DecisionTrack, PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { violatedConstraint } from '../constraint-violation.ts';

/** A decision on entitlement (vedtak). Never changed; a correction is another one that points at it. */
export interface EntitlementRow {
  readonly id: string;
  readonly applicationId: string;
  readonly decisionTrack: DecisionTrack;
  readonly outcome: 'granted' | 'refused';
  readonly legalBasis: string;
  readonly appealBody: AppealBody;
  /** Twenty characters or more for a refusal. */
  readonly reason: string | null;
  readonly decidedOn: PlainDateString;
  /** When the notice reached the party; null for decisions from before it was recorded. */
  readonly notifiedOn: PlainDateString | null;
  readonly decidedBy: string;
  readonly correctsId: string | null;
}

/** Why a decision could not be added. */
export type EntitlementConflict = 'decided-already' | 'corrected-already' | 'corrected-unknown';

const CONFLICTS: Readonly<Record<string, EntitlementConflict>> = {
  entitlements_once_per_track_key: 'decided-already',
  entitlements_corrects_once_key: 'corrected-already',
  entitlements_corrects_fkey: 'corrected-unknown',
};

/**
 * Adds a decision, or says what stands against it: the track has one already, another corrects the same, or what is to
 * be corrected is no decision of this application and track. After such an answer the transaction is aborted.
 */
export async function insertEntitlement(
  tx: Tx,
  municipalityId: string,
  entitlement: EntitlementRow,
): Promise<'inserted' | EntitlementConflict> {
  try {
    await tx
      .insertInto('entitlements')
      .values({
        municipality_id: municipalityId,
        id: entitlement.id,
        application_id: entitlement.applicationId,
        decision_track: entitlement.decisionTrack,
        outcome: entitlement.outcome,
        legal_basis: entitlement.legalBasis,
        appeal_body: entitlement.appealBody,
        reason: entitlement.reason,
        decided_on: entitlement.decidedOn,
        notified_on: entitlement.notifiedOn,
        decided_by: entitlement.decidedBy,
        corrects_id: entitlement.correctsId,
      })
      .execute();
    return 'inserted';
  } catch (error) {
    const conflict = CONFLICTS[violatedConstraint(error) ?? ''];
    if (conflict !== undefined) return conflict;
    throw error;
  }
}

/** The decisions on an application in the order in which they were made. */
export async function listEntitlements(
  tx: Tx,
  municipalityId: string,
  applicationId: string,
): Promise<readonly EntitlementRow[]> {
  return await tx
    .selectFrom('entitlements')
    .where('municipality_id', '=', municipalityId)
    .where('application_id', '=', applicationId)
    .select([
      'id',
      'application_id as applicationId',
      'decision_track as decisionTrack',
      'outcome',
      'legal_basis as legalBasis',
      'appeal_body as appealBody',
      'reason',
      'decided_on as decidedOn',
      'notified_on as notifiedOn',
      'decided_by as decidedBy',
      'corrects_id as correctsId',
    ])
    .orderBy('registered_at')
    .orderBy('id')
    .execute();
}

/** Whether the household's assessment in force, its highest version, holds on `on`. */
export async function hasCurrentAssessment(
  tx: Tx,
  municipalityId: string,
  householdId: string,
  on: PlainDateString,
): Promise<boolean> {
  const latest = await tx
    .selectFrom('assessments')
    .where('municipality_id', '=', municipalityId)
    .where('household_id', '=', householdId)
    .select(sql<boolean>`assessed_on <= ${on}::date and valid_until > ${on}::date`.as('holds'))
    .orderBy('version_number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return latest?.holds ?? false;
}
