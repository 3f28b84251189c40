import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { violatedConstraint } from '../constraint-violation.ts';
import type { Attendee } from './meeting.repository.ts';

/** A sitting of a meeting. */
export interface SittingKey {
  readonly meetingId: string;
  readonly sitting: number;
}

/** What holds about somebody in a sitting. */
export interface HeldAttendance extends Attendee {
  readonly entry: number;
  readonly isPresent: boolean;
  /** Whether something was decided in the meeting since it was recorded. */
  readonly isDecidedOn: boolean;
}

/** What holds about somebody in a sitting, present or struck; undefined for whoever was never registered. */
export async function findHeldAttendance(
  tx: Tx,
  { meetingId, sitting }: SittingKey,
  member: string,
): Promise<HeldAttendance | undefined> {
  const { rows } = await sql<HeldAttendance>`
    select a.member, a.capacity, a.deputy_for as "deputyFor", a.entry, a.is_present as "isPresent",
      exists (select from decisions d where d.municipality_id = a.municipality_id and d.meeting_id = a.meeting_id
        and (a.recorded_at is null or d.decided_at >= a.recorded_at)) as "isDecidedOn"
    from attendance a
    where a.meeting_id = ${meetingId} and a.sitting = ${sitting} and a.member = ${member}
    order by a.entry desc limit 1`.execute(tx);
  return rows[0];
}

/** Who was there when something was decided: nothing of them is corrected any more. */
export async function listDecidedAttendance(
  tx: Tx,
  meetingId: string,
): Promise<readonly { readonly sitting: number; readonly member: string }[]> {
  const { rows } = await sql<{ sitting: number; member: string }>`
    select a.sitting, a.member from attendance a
    where a.meeting_id = ${meetingId}
      and exists (select from decisions d where d.municipality_id = a.municipality_id and d.meeting_id = a.meeting_id
        and (a.recorded_at is null or d.decided_at >= a.recorded_at))
      and not exists (select from attendance later
        where later.municipality_id = a.municipality_id and later.meeting_id = a.meeting_id
          and later.sitting = a.sitting and later.member = a.member and later.entry > a.entry)
    order by a.sitting, a.member`.execute(tx);
  return rows;
}

/** An entry about who was there. */
export interface AttendanceEntry extends Attendee {
  readonly entry: number;
  readonly isPresent: boolean;
  /** Why what was registered is corrected; null for a registration. */
  readonly reason: string | null;
  readonly recordedBy: string;
}

/** Adds an entry about who was there; the row of the meeting is locked. @returns what stood in the way. */
export async function insertAttendance(
  tx: Tx,
  municipalityId: string,
  key: SittingKey,
  attendee: AttendanceEntry,
): Promise<'inserted' | 'there-already' | 'has-chair'> {
  try {
    await tx
      .insertInto('attendance')
      .values({
        municipality_id: municipalityId,
        meeting_id: key.meetingId,
        sitting: key.sitting,
        member: attendee.member,
        entry: attendee.entry,
        capacity: attendee.capacity,
        deputy_for: attendee.deputyFor,
        is_present: attendee.isPresent,
        reason: attendee.reason,
        recorded_by: attendee.recordedBy,
      })
      .execute();
    return 'inserted';
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'attendance_pkey') return 'there-already';
    if (constraint === 'attendance_one_chair_key') return 'has-chair';
    throw error;
  }
}
