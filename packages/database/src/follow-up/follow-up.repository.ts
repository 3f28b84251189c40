import type { FollowUpState, PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import type { FollowUpRow, VisitOutcomeRow } from './follow-up.rows.ts';

/** What a command about a follow-up is decided on. */
export interface LockedFollowUp
  extends Pick<FollowUpRow, 'id' | 'leaseId' | 'kind' | 'state' | 'assignedTo' | 'version'> {
  readonly householdId: string;
  /** First day of its lease. */
  readonly startsOn: PlainDateString;
}

/** A follow-up by id, its row locked until the transaction ends, or undefined. */
export async function lockFollowUp(
  tx: Tx,
  municipalityId: string,
  followUpId: string,
): Promise<LockedFollowUp | undefined> {
  const { rows } = await sql<LockedFollowUp>`
    select f.id, f.lease_id as "leaseId", f.kind, f.state, f.assigned_to as "assignedTo", f.version,
      l.household_id as "householdId", l.starts_on as "startsOn"
    from follow_ups f
    join leases l on l.municipality_id = f.municipality_id and l.id = f.lease_id
    where f.municipality_id = ${municipalityId} and f.id = ${followUpId}
    for no key update of f`.execute(tx);
  return rows[0];
}

/** The follow-ups of a household that are due and assigned to somebody, locked, by id. */
export async function lockAssignedFollowUps(
  tx: Tx,
  municipalityId: string,
  householdId: string,
): Promise<readonly { readonly id: string; readonly assignedTo: string }[]> {
  const { rows } = await sql<{ id: string; assignedTo: string }>`
    select f.id, f.assigned_to as "assignedTo" from follow_ups f
    join leases l on l.municipality_id = f.municipality_id and l.id = f.lease_id
    where f.municipality_id = ${municipalityId} and l.household_id = ${householdId}
      and f.state = 'due' and f.assigned_to is not null
    order by f.id for no key update of f`.execute(tx);
  return rows;
}

/** Changes whom it is assigned to, writes the history, and returns the new version. */
export async function assignFollowUp(
  tx: Tx,
  municipalityId: string,
  followUpId: string,
  assignment: { readonly id: string; readonly assignedTo: string | null; readonly assignedBy: string },
): Promise<number> {
  const { version } = await tx
    .updateTable('follow_ups')
    .set({ assigned_to: assignment.assignedTo, version: sql`version + 1` })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', followUpId)
    .returning('version')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('follow_up_assignments')
    .values({
      municipality_id: municipalityId,
      id: assignment.id,
      follow_up_id: followUpId,
      assigned_to: assignment.assignedTo,
      assigned_by: assignment.assignedBy,
    })
    .execute();
  return version;
}

/** A visit that was made, or tried. */
export interface CompletedVisit extends VisitOutcomeRow {
  readonly state: FollowUpState;
  readonly doneOn: PlainDateString;
  readonly doneBy: string;
  /** For the follow-up worker and the case officer only. */
  readonly note: string | null;
}

/** Stores what a visit found, and returns the new version. */
export async function completeFollowUp(
  tx: Tx,
  municipalityId: string,
  followUpId: string,
  visit: CompletedVisit,
): Promise<number> {
  const { version } = await tx
    .updateTable('follow_ups')
    .set({
      state: visit.state,
      done_on: visit.doneOn,
      done_by: visit.doneBy,
      version: sql`version + 1`,
    })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', followUpId)
    .returning('version')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('visit_outcomes')
    .values({
      municipality_id: municipalityId,
      follow_up_id: followUpId,
      outcome: visit.outcome,
      environment_level: visit.environmentLevel,
      needs_changed: visit.needsChanged,
      recorded_by: visit.doneBy,
    })
    .execute();
  if (visit.note !== null) {
    await tx
      .insertInto('follow_up_notes')
      .values({
        municipality_id: municipalityId,
        follow_up_id: followUpId,
        note: visit.note,
        written_by: visit.doneBy,
      })
      .execute();
  }
  return version;
}
