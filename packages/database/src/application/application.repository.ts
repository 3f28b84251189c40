import type { PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { violatedConstraint } from '../constraint-violation.ts';
import type { ApplicationSource, ApplicationStatus } from './application.rows.ts';

/** An application as it comes in. */
export interface NewApplication {
  readonly id: string;
  readonly householdId: string;
  readonly source: ApplicationSource;
  readonly receivedOn: PlainDateString;
  /** When the receipt went out, RFC 3339. */
  readonly receiptSentAt: string;
  readonly helpedBy: string | null;
  /** A settled application of the same household. */
  readonly previousApplicationId: string | null;
}

/**
 * Adds an application with the status `received`, or says why it cannot be: the household is unknown or merged into
 * another, or has an open one. After any other answer the transaction is aborted: the caller throws.
 */
export async function insertApplication(
  tx: Tx,
  municipalityId: string,
  application: NewApplication,
): Promise<'inserted' | 'household-unknown' | 'household-merged' | 'already-open'> {
  try {
    await tx
      .insertInto('housing_applications')
      .values({
        municipality_id: municipalityId,
        id: application.id,
        household_id: application.householdId,
        source: application.source,
        received_on: application.receivedOn,
        receipt_sent_at: application.receiptSentAt,
        helped_by: application.helpedBy,
        previous_application_id: application.previousApplicationId,
      })
      .execute();
    return 'inserted';
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'housing_applications_one_open_key') return 'already-open';
    if (constraint === 'housing_applications_household_fkey') return 'household-unknown';
    if (constraint === 'households_not_merged_check') return 'household-merged';
    throw error;
  }
}

/** An application whose row is locked until the transaction ends. */
export interface LockedApplication {
  readonly id: string;
  readonly householdId: string;
  readonly receivedOn: PlainDateString;
  readonly preliminaryAnswerSentOn: PlainDateString | null;
  readonly status: ApplicationStatus;
  readonly version: number;
}

const LOCKED_COLUMNS = [
  'id',
  'household_id as householdId',
  'received_on as receivedOn',
  'preliminary_answer_sent_on as preliminaryAnswerSentOn',
  'status',
  'version',
] as const;

/** Locks an application, or undefined. Decision and assessment both ask for this lock before they look at each other. */
export async function lockApplication(
  tx: Tx,
  municipalityId: string,
  applicationId: string,
): Promise<LockedApplication | undefined> {
  return await tx
    .selectFrom('housing_applications')
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', applicationId)
    .select(LOCKED_COLUMNS)
    .forUpdate()
    .executeTakeFirst();
}

/** Locks the open application of a household, of which there is one at most. */
export async function lockOpenApplication(
  tx: Tx,
  municipalityId: string,
  householdId: string,
): Promise<LockedApplication | undefined> {
  return await tx
    .selectFrom('housing_applications')
    .where('municipality_id', '=', municipalityId)
    .where('household_id', '=', householdId)
    .where('status', 'in', ['received', 'in-queue'])
    .select(LOCKED_COLUMNS)
    .forUpdate()
    .executeTakeFirst();
}

/**
 * Sets what has become of an application and returns its new version, or says that the household has another open one
 * by now; after that answer the transaction is aborted. The caller holds the row.
 */
export async function updateApplicationStatus(
  tx: Tx,
  municipalityId: string,
  applicationId: string,
  status: ApplicationStatus,
): Promise<number | 'already-open'> {
  try {
    const { version } = await tx
      .updateTable('housing_applications')
      .set({ status, version: sql`version + 1` })
      .where('municipality_id', '=', municipalityId)
      .where('id', '=', applicationId)
      .returning('version')
      .executeTakeFirstOrThrow();
    return version;
  } catch (error) {
    if (violatedConstraint(error) === 'housing_applications_one_open_key') return 'already-open';
    throw error;
  }
}

/** Notes the day of the preliminary answer and returns the new version. The caller holds the row. */
export async function updatePreliminaryAnswer(
  tx: Tx,
  municipalityId: string,
  applicationId: string,
  sentOn: PlainDateString,
): Promise<number> {
  const { version } = await tx
    .updateTable('housing_applications')
    .set({ preliminary_answer_sent_on: sentOn, version: sql`version + 1` })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', applicationId)
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}
