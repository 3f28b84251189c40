import {
  type Attendee,
  type Db,
  findHeldAttendance,
  insertAttendance,
  listAttendance,
  type SittingKey,
  type Tx,
} from '@boligtrapp/database';
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
  assertDeputyClear(command);
  return await runOnce(deps.db, actor, request, async (tx) => {
    const { id, sitting } = await loadOpenMeeting(tx, command.meetingId);
    const key = { meetingId: id, sitting };
    const held = await findHeldAttendance(tx, key, member);
    if (held?.isPresent === true)
      throw new ConflictError('meeting.attendee-there-already', { field: 'member' });
    await assertOneForEach(tx, key, command);
    await addEntry(tx, actor, key, {
      ...command,
      entry: (held?.entry ?? 0) + 1,
      isPresent: true,
      reason: null,
    });
    await appendAuditEvent(tx, actor, {
      action: 'meeting.attended',
      objectKind: 'meeting',
      objectId: id,
      after: { sitting, member, capacity, deputyFor },
    });
    return { id, sitting };
  });
}

/** A deputy, and nobody else, names whose place it takes. @throws {RuleRefusedError} `meeting.deputy-unclear` */
export function assertDeputyClear({ member, capacity, deputyFor }: Attendee): void {
  if ((capacity === 'deputy') !== (deputyFor !== null) || deputyFor === member) {
    throw new RuleRefusedError('meeting.deputy-unclear', { field: 'deputyFor' });
  }
}

/** Adds an entry. @throws {ConflictError} `meeting.attendee-there-already`, `meeting.has-chair`. */
export async function addEntry(
  tx: Tx,
  actor: Actor,
  key: SittingKey,
  entry: Attendee & { readonly entry: number; readonly isPresent: boolean; readonly reason: string | null },
): Promise<void> {
  const { member, capacity, deputyFor, isPresent, reason } = entry;
  const row = { member, capacity, deputyFor, isPresent, reason, entry: entry.entry, recordedBy: actor.id };
  const outcome = await insertAttendance(tx, actor.municipalityId, key, row);
  if (outcome === 'there-already')
    throw new ConflictError('meeting.attendee-there-already', { field: 'member' });
  if (outcome === 'has-chair') throw new ConflictError('meeting.has-chair', { field: 'capacity' });
}

/**
 * No member votes twice; what is known of the attendee itself does not count. The caller holds the lock of the meeting.
 *
 * @throws {RuleRefusedError} `meeting.deputy-unclear`
 */
export async function assertOneForEach(
  tx: Tx,
  { meetingId, sitting }: SittingKey,
  { member, deputyFor }: Attendee,
): Promise<void> {
  const present = (await listAttendance(tx, meetingId)).filter(
    (attendee) => attendee.sitting === sitting && attendee.member !== member,
  );
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
