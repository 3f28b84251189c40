import {
  type AgendaItem,
  type AttendanceCorrectionRow,
  type Attendee,
  countMeetings,
  type Db,
  type DecisionRow,
  type DissentRow,
  findLease,
  findMeeting,
  findProposal,
  findSnapshot,
  inTenant,
  listAgenda,
  listAttendance,
  listAttendanceCorrections,
  listDecidedAttendance,
  listDirectoryOf,
  listDissents,
  listMeetings,
  listRecusals,
  listReviewDecisionsOfMeeting,
  type MeetingRow,
  parseFacts,
  type Tx,
} from '@boligtrapp/database';
import { allowedActions, hasVote, MEETING_TRANSITIONS, type Recusal } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/** What reading meetings works with; ids are for the access log. */
export interface ReadMeetingsDeps {
  readonly db: Db;
  readonly ids: IdSource;
}

/** A meeting with all that belongs to it. */
export interface MeetingDetails extends MeetingRow {
  readonly agenda: readonly AgendaItem[];
  readonly attendance: readonly (Attendee & {
    readonly sitting: number;
    /** Null for whoever has no name here: one without a user, or whose identity provider gives none. */
    readonly name: string | null;
    /** Whether the person has signed in here; whoever has not cannot sign. */
    readonly isUser: boolean;
    /** Whether something was decided since: it is corrected no more. */
    readonly isDecidedOn: boolean;
  })[];
  readonly attendanceCorrections: readonly AttendanceCorrectionRow[];
  /** Voters in the present sitting. */
  readonly votersPresent: number;
  readonly isQuorate: boolean;
  /** Of its cases; one that the reader is recused from, or a withheld one, is shown with the member and no household. */
  readonly recusals: readonly {
    readonly householdId: string | null;
    readonly member: string;
    readonly ground: Recusal['ground'];
  }[];
  /** The household is null where it is withheld: a review tells where it lives. */
  readonly dissents: readonly (Omit<DissentRow, 'householdId'> & { readonly householdId: string | null })[];
  /** What was decided about reviews; decisions of rounds stand in the minutes of the round. */
  readonly reviewDecisions: readonly {
    readonly reviewId: string;
    readonly decisionId: string;
    /** Null where it is withheld. */
    readonly householdId: string | null;
    readonly outcome: DecisionRow['outcome'];
  }[];
  readonly allowedActions: readonly string[];
}

/** A page of meetings; `totalCount` counts those on all pages. */
export interface MeetingPage {
  readonly items: readonly MeetingRow[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** Meetings from the newest, after `afterId` (exclusive). */
export async function listAllMeetings(
  deps: ReadMeetingsDeps,
  actor: Actor,
  { afterId, limit }: { readonly afterId: string | undefined; readonly limit: number },
): Promise<MeetingPage> {
  authorise(actor, 'meetings.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const rows = await listMeetings(tx, { afterId, limit: limit + 1 });
    return { items: rows.slice(0, limit), isLast: rows.length <= limit, totalCount: await countMeetings(tx) };
  });
}

/** One meeting; the households that it names are logged as read. @throws {NotFoundError} `meeting.not-found` */
export async function getMeeting(
  deps: ReadMeetingsDeps,
  actor: Actor,
  meetingId: string,
): Promise<MeetingDetails> {
  authorise(actor, 'meetings.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const meeting = await findMeeting(tx, meetingId);
    if (meeting === undefined) throw new NotFoundError('meeting.not-found');
    const agenda = await listAgenda(tx, meetingId);
    const attendance = await listAttendance(tx, meetingId);
    const hidden = await hiddenHouseholds(tx, actor);
    const dissents = await listDissents(tx, meetingId);
    const cases = await householdsOf(tx, actor, agenda);
    const recusals = await listRecusals(tx, [
      ...new Set([...cases.inRounds, ...cases.leaseTenants.values()]),
    ]);
    const voters = votersOf(attendance, meeting.sitting);
    const reviewed = await listReviewDecisionsOfMeeting(tx, meetingId);
    const shown = (householdId: string): string | null => (hidden.has(householdId) ? null : householdId);
    const named = [...recusals, ...dissents, ...reviewed].flatMap(
      ({ householdId }) => shown(householdId) ?? [],
    );
    await logAccess(tx, deps, actor, {
      operation: 'get-meeting',
      householdIds: named,
    });
    return {
      ...meeting,
      agenda: agenda.filter(({ leaseId }) => !hidden.has(cases.leaseTenants.get(leaseId ?? '') ?? '')),
      attendance: await describe(tx, meetingId, attendance),
      attendanceCorrections: await listAttendanceCorrections(tx, meetingId),
      votersPresent: voters.length,
      isQuorate: voters.length >= meeting.quorum && hasChair(attendance, meeting.sitting),
      // Of a case that is not there for the actor, its own recusal alone is.
      recusals: recusals
        .filter(({ householdId, member }) => !hidden.has(householdId) || member === actor.id)
        .map(({ householdId, member, ground }) => ({
          householdId: shown(householdId),
          member,
          ground,
        })),
      dissents: dissents
        .filter(({ householdId }) => !hidden.has(householdId))
        .map((dissent) => ({ ...dissent, householdId: shown(dissent.householdId) })),
      reviewDecisions: reviewed.flatMap(({ id, reviewId, householdId, outcome }) =>
        reviewId === null || hidden.has(householdId)
          ? []
          : [{ reviewId, decisionId: id, householdId: shown(householdId), outcome }],
      ),
      allowedActions: allowedActions(MEETING_TRANSITIONS, meeting.state),
    };
  });
}

async function describe(
  tx: Tx,
  meetingId: string,
  attendance: readonly (Attendee & { readonly sitting: number })[],
): Promise<MeetingDetails['attendance']> {
  const known = await listDirectoryOf(tx, [...new Set(attendance.map(({ member }) => member))]);
  const byMember = new Map(known.map((entry) => [entry.member, entry]));
  const decided = await listDecidedAttendance(tx, meetingId);
  return attendance.map((attendee) => ({
    ...attendee,
    name: byMember.get(attendee.member)?.name ?? null,
    isUser: byMember.has(attendee.member),
    isDecidedOn: decided.some(
      ({ sitting, member }) => sitting === attendee.sitting && member === attendee.member,
    ),
  }));
}

/** Who sits with a vote in a sitting: chair, members, and deputies. */
export function votersOf(
  attendance: readonly (Attendee & { readonly sitting: number })[],
  sitting: number,
): readonly string[] {
  return attendance
    .filter((attendee) => attendee.sitting === sitting && hasVote(attendee.capacity))
    .map(({ member }) => member);
}

/** Whether the sitting has a chair. */
export function hasChair(
  attendance: readonly (Attendee & { readonly sitting: number })[],
  sitting: number,
): boolean {
  return attendance.some((attendee) => attendee.sitting === sitting && attendee.capacity === 'chair');
}

interface CasesOfAgenda {
  readonly inRounds: readonly string[];
  /** The household of each lease that is to be reviewed. */
  readonly leaseTenants: ReadonlyMap<string, string>;
}

async function householdsOf(
  tx: Tx,
  { municipalityId }: Actor,
  agenda: readonly AgendaItem[],
): Promise<CasesOfAgenda> {
  const [inRounds, leaseTenants] = [new Set<string>(), new Map<string, string>()];
  for (const { roundId, leaseId } of agenda) {
    const lease = leaseId === null ? undefined : await findLease(tx, municipalityId, leaseId);
    if (lease !== undefined) leaseTenants.set(lease.id, lease.householdId);
    if (roundId === null || (await findProposal(tx, roundId)) === undefined) continue;
    const snapshot = await findSnapshot(tx, roundId);
    for (const { id } of snapshot === undefined ? [] : parseFacts(snapshot.facts).households)
      inRounds.add(id);
  }
  return { inRounds: [...inRounds], leaseTenants };
}
