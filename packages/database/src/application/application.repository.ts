import type { PlainDateString } from '@boligtrapp/domain';
import type { Tx } from '../connect.ts';
import { violatedConstraint } from '../constraint-violation.ts';
import type { ApplicationSource } from './application.rows.ts';

/** An application as it comes in. */
export interface NewApplication {
  readonly id: string;
  readonly householdId: string;
  readonly source: ApplicationSource;
  readonly receivedOn: PlainDateString;
}

/**
 * Adds an application with the status `received`, or says why it cannot be: the household is unknown, or has an
 * open one. After either answer the transaction is aborted: the caller throws.
 */
export async function insertApplication(
  tx: Tx,
  municipalityId: string,
  application: NewApplication,
): Promise<'inserted' | 'household-unknown' | 'already-open'> {
  try {
    await tx
      .insertInto('housing_applications')
      .values({
        municipality_id: municipalityId,
        id: application.id,
        household_id: application.householdId,
        source: application.source,
        received_on: application.receivedOn,
      })
      .execute();
    return 'inserted';
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'housing_applications_one_open_key') return 'already-open';
    if (constraint === 'housing_applications_household_fkey') return 'household-unknown';
    throw error;
  }
}
