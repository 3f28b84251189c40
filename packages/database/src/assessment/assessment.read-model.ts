import { type SelectQueryBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';
import type { DB } from '../schema.generated.ts';
import { type AssessmentRow, toNeedPointsParts } from './assessment.rows.ts';

type StoredRow = Omit<AssessmentRow, 'needPointsParts'> & { readonly needPointsParts: unknown };

/** An assessment by id, or undefined. */
export async function findAssessment(
  tx: Tx,
  municipalityId: string,
  assessmentId: string,
): Promise<AssessmentRow | undefined> {
  const row = await assessments(tx, municipalityId).where('a.id', '=', assessmentId).executeTakeFirst();
  return row === undefined ? undefined : toAssessmentRow(row);
}

/** The assessments of a household from the newest, below `beforeVersion` (exclusive). */
export async function listAssessments(
  tx: Tx,
  municipalityId: string,
  householdId: string,
  page: { readonly beforeVersion?: number | undefined; readonly limit: number },
): Promise<readonly AssessmentRow[]> {
  let rows = assessments(tx, municipalityId)
    .where('a.household_id', '=', householdId)
    .orderBy('a.version_number', 'desc')
    .limit(page.limit);
  if (page.beforeVersion !== undefined) rows = rows.where('a.version_number', '<', page.beforeVersion);
  return (await rows.execute()).map(toAssessmentRow);
}

/** How many assessments a household has. */
export async function countAssessments(tx: Tx, municipalityId: string, householdId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('assessments')
    .where('municipality_id', '=', municipalityId)
    .where('household_id', '=', householdId)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function toAssessmentRow(row: StoredRow): AssessmentRow {
  return { ...row, needPointsParts: toNeedPointsParts(row.needPointsParts) };
}

function assessments(
  tx: Tx,
  municipalityId: string,
): SelectQueryBuilder<DB & { a: DB['assessments']; h: DB['households'] }, 'a' | 'h', StoredRow> {
  return tx
    .selectFrom('assessments as a')
    .innerJoin('households as h', (join) =>
      join.onRef('h.municipality_id', '=', 'a.municipality_id').onRef('h.id', '=', 'a.household_id'),
    )
    .where('a.municipality_id', '=', municipalityId)
    .select([
      'a.id',
      'a.household_id as householdId',
      'h.reference as householdReference',
      'a.version_number as versionNumber',
      sql<boolean>`not exists (select from assessments later where later.municipality_id = a.municipality_id
        and later.household_id = a.household_id and later.version_number > a.version_number)`.as('isCurrent'),
      'a.track',
      'a.level',
      'a.programme',
      'a.needs',
      'a.urgency_class as urgencyClass',
      'a.need_points as needPoints',
      'a.need_points_parts as needPointsParts',
      'a.waiting_since as waitingSince',
      'a.ready_to_move as readyToMove',
      'a.assessed_on as assessedOn',
      'a.assessed_by as assessedBy',
      'a.valid_until as validUntil',
      'a.created_at as createdAt',
    ]);
}
