import { type Attendee, type Db, insertAttendance, listAttendance, type Tx } from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { loadOpenMeeting } from './load-meeting.ts';

/** What {@link registerAttendance} works with. */
export interface RegisterAttendanceDeps {
  readonly db: Db;
}

/** Someone who is present in the present sitting. */
export interface RegisterAttendance extends Attendee {
  readonly meetingId: string;
}

/**
 * Registers who is present while the meeting sits. A sitting has one chair; a deputy names whose place it takes, and no
 * member votes twice: by a deputy and in person, or by two deputies.
 *
 * @throws {NotFoundError} `meeting.not-found` @throws {RuleRefusedError} `meeting.deputy-unclear`
 * @throws {ConflictError} `meeting.not-open`, `meeting.attendee-there-already`, `meeting.has-chair`.
 */
export async function registerAttendance(
  deps: RegisterAttendanceDeps,
  actor: Actor,
  command: RegisterAttendance,
  request: IdempotencyRequest,
): Promise<{ readonly id: string; readonly sitting: number }> {
  authorise(actor, 'meetings.write');
  const { member, capacity, deputyFor } = command;
  if ((capacity === 'deputy') !== (deputyFor !== null) || deputyFor === member) {
    throw new RuleRefusedError('meeting.deputy-unclear', { field: 'deputyFor' });
  }
  return await runOnce(deps.db, actor, request, async (tx) => {
    const { id, sitting } = await loadOpenMeeting(tx, command.meetingId);
    await assertOneForEach(tx, { id, sitting }, command);
    const outcome = await insertAttendance(
      tx,
      actor.municipalityId,
      { meetingId: id, sitting },
      { member, capacity, deputyFor },
    );
    if (outcome === 'there-already')
      throw new ConflictError('meeting.attendee-there-already', { field: 'member' });
    if (outcome === 'has-chair') throw new ConflictError('meeting.has-chair', { field: 'capacity' });
    await appendAuditEvent(tx, actor, {
      action: 'meeting.attended',
      objectKind: 'meeting',
      objectId: id,
      after: { sitting, member, capacity, deputyFor },
    });
    return { id, sitting };
  });
}

/** The caller holds the lock of the meeting. @throws {RuleRefusedError} `meeting.deputy-unclear` */
async function assertOneForEach(
  tx: Tx,
  { id, sitting }: { readonly id: string; readonly sitting: number },
  { member, deputyFor }: Attendee,
): Promise<void> {
  const present = (await listAttendance(tx, id)).filter((attendee) => attendee.sitting === sitting);
  const isThere = present.some((attendee) => attendee.member === deputyFor);
  const isStoodInFor = present.some(
    (attendee) =>
      attendee.deputyFor !== null && (attendee.deputyFor === member || attendee.deputyFor === deputyFor),
  );
  if (isThere || isStoodInFor) {
    throw new RuleRefusedError('meeting.deputy-unclear', {
      field: deputyFor === null ? 'member' : 'deputyFor',
    });
  }
}
