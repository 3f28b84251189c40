import type { MeetingCapacity, MeetingState, PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { violatedConstraint } from '../constraint-violation.ts';

/** What a meeting is decided on, its row locked. */
export interface LockedMeeting {
  readonly id: string;
  readonly meetingOn: PlainDateString;
  readonly state: MeetingState;
  readonly quorum: number;
  readonly sitting: number;
  readonly policySetId: string;
  readonly version: number;
}

/** Adds a planned meeting. */
export async function insertMeeting(
  tx: Tx,
  municipalityId: string,
  meeting: {
    readonly id: string;
    readonly meetingOn: PlainDateString;
    readonly quorum: number;
    readonly policySetId: string;
    readonly createdBy: string;
  },
): Promise<void> {
  await tx
    .insertInto('meetings')
    .values({
      municipality_id: municipalityId,
      id: meeting.id,
      meeting_on: meeting.meetingOn,
      quorum: meeting.quorum,
      policy_set_id: meeting.policySetId,
      created_by: meeting.createdBy,
    })
    .execute();
}

/** A meeting by id, its row locked until the transaction ends, or undefined. */
export async function lockMeeting(tx: Tx, meetingId: string): Promise<LockedMeeting | undefined> {
  return await tx
    .selectFrom('meetings')
    .where('id', '=', meetingId)
    .select([
      'id',
      'meeting_on as meetingOn',
      'state',
      'quorum',
      'sitting',
      'policy_set_id as policySetId',
      'version',
    ])
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** Sets the state, and the sitting where it is another one. @returns the new version. */
export async function updateMeetingState(
  tx: Tx,
  meetingId: string,
  change: { readonly state: MeetingState; readonly sitting: number },
): Promise<number> {
  const { version } = await tx
    .updateTable('meetings')
    .set({
      state: change.state,
      sitting: change.sitting,
      version: sql`version + 1`,
      ...(change.state === 'closed' ? { closed_at: sql`now()` } : {}),
    })
    .where('id', '=', meetingId)
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}

/** Something a meeting is to decide: a round, or a lease whose review is due. */
export type AgendaSubject = { readonly roundId: string } | { readonly leaseId: string };

/** Adds to the end of the agenda. @returns what stood in the way. */
export async function appendMeetingItem(
  tx: Tx,
  municipalityId: string,
  meetingId: string,
  subject: AgendaSubject,
): Promise<'appended' | 'unknown' | 'there-already'> {
  try {
    await tx
      .insertInto('meeting_items')
      .values({
        municipality_id: municipalityId,
        meeting_id: meetingId,
        position: sql<number>`(select coalesce(max(position), 0) + 1 from meeting_items where meeting_id = ${meetingId})`,
        round_id: 'roundId' in subject ? subject.roundId : null,
        lease_id: 'leaseId' in subject ? subject.leaseId : null,
      })
      .execute();
    return 'appended';
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'meeting_items_round_fkey' || constraint === 'meeting_items_lease_fkey')
      return 'unknown';
    if (constraint === 'meeting_items_round_key' || constraint === 'meeting_items_lease_key')
      return 'there-already';
    throw error;
  }
}

/** Whether another meeting that is still to end has the round on its agenda. */
export async function isRoundOnAnotherAgenda(tx: Tx, roundId: string, meetingId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('meeting_items as i')
    .innerJoin('meetings as m', (join) =>
      join.onRef('m.municipality_id', '=', 'i.municipality_id').onRef('m.id', '=', 'i.meeting_id'),
    )
    .where('i.round_id', '=', roundId)
    .where('i.meeting_id', '<>', meetingId)
    .where('m.state', 'in', ['planned', 'open', 'adjourned'])
    .select('i.meeting_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The meeting that has the round on its agenda and sits now, locked; undefined when none does. */
export async function lockOpenMeetingOfRound(tx: Tx, roundId: string): Promise<LockedMeeting | undefined> {
  return await lockOpenMeetingWith(tx, 'i.round_id', roundId);
}

/** The same for a lease whose review is on the agenda. */
export async function lockOpenMeetingOfLease(tx: Tx, leaseId: string): Promise<LockedMeeting | undefined> {
  return await lockOpenMeetingWith(tx, 'i.lease_id', leaseId);
}

async function lockOpenMeetingWith(
  tx: Tx,
  subject: 'i.round_id' | 'i.lease_id',
  subjectId: string,
): Promise<LockedMeeting | undefined> {
  const row = await tx
    .selectFrom('meeting_items as i')
    .innerJoin('meetings as m', (join) =>
      join.onRef('m.municipality_id', '=', 'i.municipality_id').onRef('m.id', '=', 'i.meeting_id'),
    )
    .where(subject, '=', subjectId)
    .where('m.state', '=', 'open')
    .select('m.id')
    .orderBy('m.id')
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const meeting = await lockMeeting(tx, row.id);
  return meeting?.state === 'open' ? meeting : undefined;
}

/** Someone who is present in a sitting. */
export interface Attendee {
  readonly member: string;
  readonly capacity: MeetingCapacity;
  readonly deputyFor: string | null;
}

/** Adds a dissent. */
export async function insertDissent(
  tx: Tx,
  municipalityId: string,
  dissent: {
    readonly id: string;
    readonly meetingId: string;
    /** Exactly one of the two is given. */
    readonly roundId: string | null;
    readonly reviewId: string | null;
    readonly householdId: string;
    readonly member: string;
    readonly reason: string;
  },
): Promise<void> {
  await tx
    .insertInto('dissents')
    .values({
      municipality_id: municipalityId,
      id: dissent.id,
      meeting_id: dissent.meetingId,
      round_id: dissent.roundId,
      review_id: dissent.reviewId,
      household_id: dissent.householdId,
      member: dissent.member,
      reason: dissent.reason,
    })
    .execute();
}
