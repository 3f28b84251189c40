import { type AgendaSubject, type Db, type Tx, updateMeetingState } from '@boligtrapp/database';
import { MEETING_TRANSITIONS, type MeetingAction, type MeetingState } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, StaleVersionError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { transition } from '../states/transition.ts';
import { loadLockedMeeting } from './load-meeting.ts';
import { addToAgenda, lockRoundsOf } from './plan-meeting.ts';

/** What changing a meeting works with. */
export interface ChangeMeetingDeps {
  readonly db: Db;
}

/** A step in the course of a meeting. */
export interface ChangeMeeting {
  readonly meetingId: string;
  /** The version that the caller has read. */
  readonly version: number;
  readonly action: MeetingAction;
}

/** The meeting after the step. */
export interface ChangedMeeting {
  readonly id: string;
  readonly version: number;
  readonly state: MeetingState;
  readonly sitting: number;
}

/**
 * Opens, adjourns, closes or cancels a meeting. One that is opened again after it was adjourned has another sitting:
 * who is present is registered anew.
 *
 * @throws {NotFoundError} `meeting.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused`
 */
export async function changeMeeting(
  deps: ChangeMeetingDeps,
  actor: Actor,
  command: ChangeMeeting,
  request: IdempotencyRequest,
): Promise<ChangedMeeting> {
  authorise(actor, 'meetings.write');
  return await runOnce(deps.db, actor, request, async (tx) => await step(tx, actor, command));
}

async function step(tx: Tx, actor: Actor, command: ChangeMeeting): Promise<ChangedMeeting> {
  const meeting = await loadLockedMeeting(tx, command.meetingId);
  if (meeting.version !== command.version) throw new StaleVersionError();
  const state = transition<MeetingState, MeetingAction>(MEETING_TRANSITIONS, meeting.state, command.action);
  const sitting = meeting.state === 'adjourned' && state === 'open' ? meeting.sitting + 1 : meeting.sitting;
  const version = await updateMeetingState(tx, meeting.id, { state, sitting });
  await appendAuditEvent(tx, actor, {
    action: `meeting.${state}`,
    objectKind: 'meeting',
    objectId: meeting.id,
    before: { state: meeting.state, sitting: meeting.sitting },
    after: { state, sitting },
  });
  return { id: meeting.id, version, state, sitting };
}

/** A subject for the agenda of a meeting that has not ended. */
export interface AddAgendaItem {
  readonly meetingId: string;
  readonly subject: AgendaSubject;
}

/**
 * Adds a subject to the end of the agenda.
 *
 * @throws {NotFoundError} `meeting.not-found` @throws {RuleRefusedError} `record.reference-unknown`
 * @throws {ConflictError} `meeting.ended`, `meeting.item-there-already`, `meeting.round-elsewhere`;
 * `record.transition-refused` for a round that is closed or cancelled.
 */
export async function addAgendaItem(
  deps: ChangeMeetingDeps,
  actor: Actor,
  command: AddAgendaItem,
  request: IdempotencyRequest,
): Promise<{ readonly id: string }> {
  authorise(actor, 'meetings.write');
  return await runOnce(deps.db, actor, request, async (tx) => {
    await lockRoundsOf(tx, [command.subject]);
    const { id, state } = await loadLockedMeeting(tx, command.meetingId);
    if (state === 'closed' || state === 'cancelled')
      throw new ConflictError('meeting.ended', { facts: { state } });
    await addToAgenda(tx, actor, {
      meetingId: id,
      subject: command.subject,
      field: 'subject',
    });
    await appendAuditEvent(tx, actor, {
      action: 'meeting.agenda-extended',
      objectKind: 'meeting',
      objectId: id,
      after: { ...command.subject },
    });
    return { id };
  });
}
