import {
  type AgendaSubject,
  appendMeetingItem,
  type Db,
  findLease,
  findPolicyInForce,
  insertMeeting,
  isRoundOnAnotherAgenda,
  lockRound,
  type Tx,
} from '@boligtrapp/database';
import {
  type PlainDateString,
  ROUND_TRANSITIONS,
  type RoundAction,
  type RoundState,
} from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { transition } from '../states/transition.ts';

/** What {@link planMeeting} works with. */
export interface PlanMeetingDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** A meeting of the allocation committee to be held. */
export interface PlanMeeting {
  /** Today or later. */
  readonly meetingOn: PlainDateString;
  /** What it is to decide, in this order. */
  readonly agenda: readonly AgendaSubject[];
}

/** The meeting that was planned. */
export interface PlannedMeeting {
  readonly id: string;
  readonly version: number;
  /** Voters who must be present, from the policy in force on the day. */
  readonly quorum: number;
}

/**
 * Plans a meeting with its agenda. A round stands on the agenda of one meeting at a time.
 *
 * @throws {RuleRefusedError} `record.date-in-the-past`, `round.no-policy-in-force`, `record.reference-unknown`.
 * @throws {ConflictError} `meeting.item-there-already`, `meeting.round-elsewhere`; `record.transition-refused` for a
 * round that is closed or cancelled.
 */
export async function planMeeting(
  deps: PlanMeetingDeps,
  actor: Actor,
  command: PlanMeeting,
  request: IdempotencyRequest,
): Promise<PlannedMeeting> {
  authorise(actor, 'meetings.write');
  if (command.meetingOn < deps.clock.today()) {
    throw new RuleRefusedError('record.date-in-the-past', { field: 'meetingOn' });
  }
  return await runOnce(deps.db, actor, request, async (tx) => await store(tx, deps, actor, command));
}

async function store(
  tx: Tx,
  deps: PlanMeetingDeps,
  actor: Actor,
  command: PlanMeeting,
): Promise<PlannedMeeting> {
  await lockRoundsOf(tx, command.agenda);
  const policy = await findPolicyInForce(tx, command.meetingOn);
  if (policy === undefined) throw new RuleRefusedError('round.no-policy-in-force', { field: 'meetingOn' });
  const id = deps.ids.next();
  const { quorum } = policy.content.meetings;
  await insertMeeting(tx, actor.municipalityId, {
    id,
    meetingOn: command.meetingOn,
    quorum,
    policySetId: policy.id,
    createdBy: actor.id,
  });
  for (const [index, subject] of command.agenda.entries()) {
    await addToAgenda(tx, actor, { meetingId: id, subject, field: `agenda/${index}` });
  }
  await appendAuditEvent(tx, actor, {
    action: 'meeting.planned',
    objectKind: 'meeting',
    objectId: id,
    after: {
      meetingOn: command.meetingOn,
      quorum,
      agenda: command.agenda.map((subject) => ({ ...subject })),
    },
  });
  return { id, version: 1, quorum };
}

/**
 * Locks the rounds of an agenda in the order of their ids, before any meeting is locked: whoever signs a round locks it
 * before the meeting, too.
 */
export async function lockRoundsOf(tx: Tx, agenda: readonly AgendaSubject[]): Promise<void> {
  const roundIds = agenda.flatMap((subject) => ('roundId' in subject ? [subject.roundId] : []));
  for (const roundId of [...new Set(roundIds)].toSorted()) await lockRound(tx, roundId);
}

/** States in which nobody decides by the round any more. */
const FINAL: ReadonlySet<RoundState> = new Set(['closed', 'cancelled']);

/**
 * Adds a subject to the end of the agenda of a meeting. The caller has locked the rounds of the agenda. The lease of a
 * household does not exist for somebody who is recused from its case.
 *
 * @throws {RuleRefusedError} `record.reference-unknown`
 * @throws {ConflictError} `meeting.item-there-already`, `meeting.round-elsewhere`; `record.transition-refused` for a
 * round that is closed or cancelled.
 */
export async function addToAgenda(
  tx: Tx,
  actor: Actor,
  item: { readonly meetingId: string; readonly subject: AgendaSubject; readonly field: string },
): Promise<void> {
  const { meetingId, subject, field } = item;
  const { municipalityId } = actor;
  if ('roundId' in subject) {
    // Two meetings that take the same round at once wait for each other here.
    const round = await lockRound(tx, subject.roundId);
    if (round === undefined) throw new RuleRefusedError('record.reference-unknown', { field });
    if (FINAL.has(round.state)) transition<RoundState, RoundAction>(ROUND_TRANSITIONS, round.state, 'sign');
    if (await isRoundOnAnotherAgenda(tx, subject.roundId, meetingId)) {
      throw new ConflictError('meeting.round-elsewhere', { field });
    }
  }
  if ('leaseId' in subject) {
    const lease = await findLease(tx, municipalityId, subject.leaseId);
    if (lease === undefined || (await hiddenHouseholds(tx, actor)).has(lease.householdId)) {
      throw new RuleRefusedError('record.reference-unknown', { field });
    }
  }
  const outcome = await appendMeetingItem(tx, municipalityId, meetingId, subject);
  if (outcome === 'unknown') throw new RuleRefusedError('record.reference-unknown', { field });
  if (outcome === 'there-already') throw new ConflictError('meeting.item-there-already', { field });
}
