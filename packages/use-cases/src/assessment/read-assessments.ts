import {
  type AssessmentRow,
  countAssessments,
  type Db,
  findAssessment,
  findHousehold,
  inTenant,
  listAssessments as readAssessments,
} from '@boligtrapp/database';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { IdSource } from '../ports/ports.ts';
import { assertVisible } from '../recusal/assert-visible.ts';
import { type BedroomNormView, readBedroomNorm } from './bedroom-norm-view.ts';

/** What the queries about assessments need. */
export interface ReadAssessmentsDeps {
  readonly db: Db;
  readonly ids: IdSource;
}

/** An assessment with the bedroom norm of its day. */
export interface AssessmentDetails extends AssessmentRow {
  readonly bedroomNorm: BedroomNormView | null;
}

/** The assessment; the reading is logged. @throws {NotFoundError} `assessment.not-found` */
export async function getAssessment(
  deps: ReadAssessmentsDeps,
  actor: Actor,
  assessmentId: string,
): Promise<AssessmentDetails> {
  authorise(actor, 'assessments.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const assessment = await findAssessment(tx, municipalityId, assessmentId);
    if (assessment === undefined) throw new NotFoundError('assessment.not-found');
    const { householdId, assessedOn } = assessment;
    await assertVisible(tx, actor, householdId, 'assessment.not-found');
    const bedroomNorm = await readBedroomNorm(tx, municipalityId, householdId, assessedOn);
    await logAccess(tx, deps, actor, { operation: 'get-assessment', householdIds: [householdId] });
    return { ...assessment, bedroomNorm };
  });
}

/** Which page of the assessments of which household. */
export interface ListAssessments {
  readonly householdId: string;
  /** Version of the last assessment of the page before. */
  readonly beforeVersion?: number | undefined;
  readonly limit: number;
}

/** A page; `totalCount` counts all versions. */
export interface AssessmentPage {
  readonly items: readonly AssessmentRow[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/**
 * The assessments of a household from the newest, which is the one in force; the reading is logged.
 *
 * @throws {NotFoundError} `household.not-found`
 */
export async function listAssessments(
  deps: ReadAssessmentsDeps,
  actor: Actor,
  { householdId, beforeVersion, limit }: ListAssessments,
): Promise<AssessmentPage> {
  authorise(actor, 'assessments.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    if ((await findHousehold(tx, municipalityId, householdId)) === undefined) {
      throw new NotFoundError('household.not-found');
    }
    await assertVisible(tx, actor, householdId, 'household.not-found');
    const page = { beforeVersion, limit: limit + 1 };
    const rows = await readAssessments(tx, municipalityId, householdId, page);
    const totalCount = await countAssessments(tx, municipalityId, householdId);
    await logAccess(tx, deps, actor, { operation: 'list-assessments', householdIds: [householdId] });
    return { items: rows.slice(0, limit), isLast: rows.length <= limit, totalCount };
  });
}
