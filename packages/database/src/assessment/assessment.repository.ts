import type { Tx } from '../connect.ts';
import type { AssessmentRow } from './assessment.rows.ts';

/** An assessment to be added; the version follows from those that are there. */
export type NewAssessment = Omit<
  AssessmentRow,
  'householdReference' | 'versionNumber' | 'isCurrent' | 'createdAt'
> & {
  /** The decision that made the version, of a review or for another home; left out where somebody made it. */
  readonly madeByDecisionId?: string;
};

/**
 * Adds the next version of a household's assessment and returns its number, 1 for the first. The caller holds the
 * lock of the household (`lockHousehold`), without which two could count the same number and one be refused.
 */
export async function appendAssessment(
  tx: Tx,
  municipalityId: string,
  assessment: NewAssessment,
): Promise<number> {
  const { last } = await tx
    .selectFrom('assessments')
    .where('municipality_id', '=', municipalityId)
    .where('household_id', '=', assessment.householdId)
    .select((eb) => eb.fn.coalesce(eb.fn.max('version_number'), eb.lit(0)).as('last'))
    .executeTakeFirstOrThrow();
  const versionNumber = last + 1;
  await tx
    .insertInto('assessments')
    .values({
      municipality_id: municipalityId,
      id: assessment.id,
      household_id: assessment.householdId,
      version_number: versionNumber,
      track: assessment.track,
      level: assessment.level,
      programme: assessment.programme,
      needs: assessment.needs,
      urgency_class: assessment.urgencyClass,
      need_points: assessment.needPoints,
      need_points_parts: JSON.stringify(assessment.needPointsParts),
      waiting_since: assessment.waitingSince,
      ready_to_move: assessment.readyToMove,
      assessed_on: assessment.assessedOn,
      assessed_by: assessment.assessedBy,
      valid_until: assessment.validUntil,
      made_by_decision_id: assessment.madeByDecisionId ?? null,
    })
    .execute();
  return versionNumber;
}

/** Which of the ids are neighbourhoods of the municipality. */
export async function findKnownNeighbourhoods(
  tx: Tx,
  municipalityId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  return await findKnown(tx, 'neighbourhoods', municipalityId, ids);
}

/** Which of the ids are buildings of the municipality. */
export async function findKnownBuildings(
  tx: Tx,
  municipalityId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  return await findKnown(tx, 'buildings', municipalityId, ids);
}

async function findKnown(
  tx: Tx,
  table: 'neighbourhoods' | 'buildings',
  municipalityId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .selectFrom(table)
    .where('municipality_id', '=', municipalityId)
    .where('id', 'in', ids)
    .select('id')
    .execute();
  return new Set(rows.map((row) => row.id));
}
