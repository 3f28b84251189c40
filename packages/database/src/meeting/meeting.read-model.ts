import type { MeetingState, PlainDateString, RoundState } from '@boligtrapp/domain';
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';
import type { DB } from '../schema.generated.ts';
import type { Attendee } from './meeting.repository.ts';

/** A meeting as it is listed. */
export interface MeetingRow {
  readonly id: string;
  readonly meetingOn: PlainDateString;
  readonly state: MeetingState;
  readonly quorum: number;
  readonly sitting: number;
  readonly policySetId: string;
  readonly version: number;
}

/** One item of an agenda. */
export interface AgendaItem {
  readonly position: number;
  readonly roundId: string | null;
  readonly roundReference: string | null;
  readonly roundState: RoundState | null;
  readonly leaseId: string | null;
}

/** A meeting by id, or undefined. */
export async function findMeeting(tx: Tx, meetingId: string): Promise<MeetingRow | undefined> {
  return await meetingRows(tx).where('id', '=', meetingId).executeTakeFirst();
}

/** Meetings from the newest, after `afterId` (exclusive); ids grow with time. */
export async function listMeetings(
  tx: Tx,
  page: { readonly afterId: string | undefined; readonly limit: number },
): Promise<readonly MeetingRow[]> {
  let query = meetingRows(tx).orderBy('id', 'desc').limit(page.limit);
  if (page.afterId !== undefined) query = query.where('id', '<', page.afterId);
  return await query.execute();
}

/** How many meetings there are. */
export async function countMeetings(tx: Tx): Promise<number> {
  const { count } = await tx
    .selectFrom('meetings')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function meetingRows(tx: Tx): SelectQueryBuilder<DB, 'meetings', MeetingRow> {
  return tx
    .selectFrom('meetings')
    .select([
      'id',
      'meeting_on as meetingOn',
      'state',
      'quorum',
      'sitting',
      'policy_set_id as policySetId',
      'version',
    ]);
}

/** The agenda of a meeting in its order. */
export async function listAgenda(tx: Tx, meetingId: string): Promise<readonly AgendaItem[]> {
  return await tx
    .selectFrom('meeting_items as i')
    .leftJoin('rounds as r', (join) =>
      join.onRef('r.municipality_id', '=', 'i.municipality_id').onRef('r.id', '=', 'i.round_id'),
    )
    .where('i.meeting_id', '=', meetingId)
    .select([
      'i.position',
      'i.round_id as roundId',
      'r.reference as roundReference',
      'r.state as roundState',
      'i.lease_id as leaseId',
    ])
    .orderBy('i.position')
    .execute();
}

/** Who is present, in every sitting of the meeting, by the entries that hold. */
export async function listAttendance(
  tx: Tx,
  meetingId: string,
): Promise<readonly (Attendee & { readonly sitting: number })[]> {
  return await tx
    .selectFrom(
      tx
        .selectFrom('attendance')
        .where('meeting_id', '=', meetingId)
        .distinctOn(['sitting', 'member'])
        .select(['sitting', 'member', 'capacity', 'deputy_for as deputyFor', 'is_present'])
        .orderBy('sitting')
        .orderBy('member')
        .orderBy('entry', 'desc')
        .as('held'),
    )
    .where('held.is_present', '=', true)
    .select(['held.sitting', 'held.member', 'held.capacity', 'held.deputyFor'])
    .orderBy('held.sitting')
    .orderBy('held.member')
    .execute();
}

/** A correction of who was present, and what stood there before. */
export interface AttendanceCorrectionRow extends Attendee {
  readonly sitting: number;
  /** False where the person was not there. */
  readonly isPresent: boolean;
  readonly capacityBefore: Attendee['capacity'];
  readonly reason: string;
  readonly correctedBy: string | null;
  readonly correctedAt: string | null;
}

/** The corrections of who was present, from the first. */
export async function listAttendanceCorrections(
  tx: Tx,
  meetingId: string,
): Promise<readonly AttendanceCorrectionRow[]> {
  const { rows } = await sql<AttendanceCorrectionRow>`
    select a.sitting, a.member, a.capacity, a.deputy_for as "deputyFor", a.is_present as "isPresent",
      before.capacity as "capacityBefore", a.reason, a.recorded_by as "correctedBy", a.recorded_at as "correctedAt"
    from attendance a
    join attendance before on before.municipality_id = a.municipality_id and before.meeting_id = a.meeting_id
      and before.sitting = a.sitting and before.member = a.member and before.entry = a.entry - 1
    where a.meeting_id = ${meetingId} and a.reason is not null
    order by a.recorded_at, a.sitting, a.member`.execute(tx);
  return rows;
}

/** What a member disagrees with: a case of a round, or a review; exactly one of the two. */
export interface DissentRow {
  readonly id: string;
  readonly roundId: string | null;
  readonly reviewId: string | null;
  readonly householdId: string;
  readonly member: string;
  readonly reason: string;
}

/** The dissents of a meeting, from the first declared. */
export async function listDissents(tx: Tx, meetingId: string): Promise<readonly DissentRow[]> {
  return await tx
    .selectFrom('dissents')
    .where('meeting_id', '=', meetingId)
    .select([
      'id',
      'round_id as roundId',
      'review_id as reviewId',
      'household_id as householdId',
      'member',
      'reason',
    ])
    .orderBy('id')
    .execute();
}
