import { type Attendee, type Db, findHeldAttendance } from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { loadLockedMeeting } from './load-meeting.ts';
import { addEntry, assertDeputyClear, assertOneForEach } from './register-attendance.ts';

/** What {@link correctAttendance} works with. */
export interface CorrectAttendanceDeps {
  readonly db: Db;
}

/** What is true of somebody who was registered as present. */
export interface CorrectAttendance {
  readonly meetingId: string;
  readonly sitting: number;
  readonly member: string;
  /** In which capacity the person was there; null for somebody who was not there. */
  readonly capacity: Attendee['capacity'] | null;
  readonly deputyFor: string | null;
  readonly reason: string;
}

/**
 * Corrects who was present in a sitting, with a reason. What was registered stays on record. Nothing is corrected of
 * what a decision of the meeting rests on: the minutes are signed then.
 *
 * @throws {NotFoundError} `meeting.not-found`, `meeting.attendee-not-found`.
 * @throws {RuleRefusedError} `meeting.deputy-unclear`
 * @throws {ConflictError} `meeting.ended`, `meeting.attendance-decided-on`, `meeting.has-chair`.
 */
export async function correctAttendance(
  deps: CorrectAttendanceDeps,
  actor: Actor,
  command: CorrectAttendance,
  request: IdempotencyRequest,
): Promise<{ readonly id: string; readonly sitting: number }> {
  authorise(actor, 'meetings.write');
  return await runOnce(deps.db, actor, request, async (tx) => {
    const { id, state } = await loadLockedMeeting(tx, command.meetingId);
    if (state === 'closed' || state === 'cancelled')
      throw new ConflictError('meeting.ended', { facts: { state } });
    const { sitting, member, reason } = command;
    const key = { meetingId: id, sitting };
    const held = await findHeldAttendance(tx, key, member);
    if (held === undefined) throw new NotFoundError('meeting.attendee-not-found');
    if (held.isDecidedOn) throw new ConflictError('meeting.attendance-decided-on');
    const isPresent = command.capacity !== null;
    const { capacity, deputyFor } =
      command.capacity === null ? held : { capacity: command.capacity, deputyFor: command.deputyFor };
    const corrected = { member, capacity, deputyFor };
    assertDeputyClear(corrected);
    if (isPresent) await assertOneForEach(tx, key, corrected);
    await addEntry(tx, actor, key, { ...corrected, entry: held.entry + 1, isPresent, reason });
    await appendAuditEvent(tx, actor, {
      action: 'meeting.attendance-corrected',
      objectKind: 'meeting',
      objectId: id,
      before: { sitting, member, capacity: held.capacity, isPresent: held.isPresent },
      after: { sitting, member, capacity, deputyFor, isPresent },
    });
    return { id, sitting };
  });
}
