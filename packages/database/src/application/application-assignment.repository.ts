import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';

/**
 * The latest assignment of an application, for `left join lateral`; no row where there was none.
 *
 * @param applicationId column of the outer row `p` that names the application.
 */
export function latestAssignment(applicationId: 'application_id' | 'id' = 'id'): RawBuilder<unknown> {
  return sql`select g.assigned_to, g.assignment_number from application_assignments g
    where g.municipality_id = p.municipality_id and g.application_id = ${sql.ref(`p.${applicationId}`)}
    order by g.assignment_number desc limit 1`;
}

/** Who has an application, and how often it was assigned. */
export interface ApplicationAssignment {
  readonly assignedTo: string | null;
  readonly assignmentNumber: number;
}

/** Who has the application; nobody, for the 0th time, where it was never assigned. */
export async function findApplicationAssignment(
  tx: Tx,
  municipalityId: string,
  applicationId: string,
): Promise<ApplicationAssignment> {
  const latest = await tx
    .selectFrom('application_assignments')
    .where('municipality_id', '=', municipalityId)
    .where('application_id', '=', applicationId)
    .select(['assigned_to as assignedTo', 'assignment_number as assignmentNumber'])
    .orderBy('assignment_number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return latest ?? { assignedTo: null, assignmentNumber: 0 };
}

/** An assignment, or that it is given back. */
export interface NewApplicationAssignment extends ApplicationAssignment {
  readonly id: string;
  readonly applicationId: string;
  readonly reason: string;
  readonly assignedBy: string;
}

/** Appends an assignment; the caller holds the lock of the application. */
export async function appendApplicationAssignment(
  tx: Tx,
  municipalityId: string,
  { id, applicationId, assignedTo, assignmentNumber, reason, assignedBy }: NewApplicationAssignment,
): Promise<void> {
  await tx
    .insertInto('application_assignments')
    .values({
      municipality_id: municipalityId,
      id,
      application_id: applicationId,
      assignment_number: assignmentNumber,
      assigned_to: assignedTo,
      reason,
      assigned_by: assignedBy,
    })
    .execute();
}

/** An open application that somebody has. */
export interface AssignedApplication extends ApplicationAssignment {
  readonly id: string;
  readonly assignedTo: string;
}

/** Locks the open applications of a household that somebody has. */
export async function lockAssignedApplications(
  tx: Tx,
  municipalityId: string,
  householdId: string,
): Promise<readonly AssignedApplication[]> {
  const open = await tx
    .selectFrom('housing_applications')
    .where('municipality_id', '=', municipalityId)
    .where('household_id', '=', householdId)
    .where('status', 'in', ['received', 'in-queue'])
    .select('id')
    .forUpdate()
    .execute();
  const assigned: AssignedApplication[] = [];
  for (const { id } of open) {
    const { assignedTo, assignmentNumber } = await findApplicationAssignment(tx, municipalityId, id);
    if (assignedTo !== null) assigned.push({ id, assignedTo, assignmentNumber });
  }
  return assigned;
}
