import {
  type Db,
  findReview,
  insertDissent,
  listAgenda,
  listAttendance,
  type Tx,
} from '@boligtrapp/database';
import {
  REVIEW_TRANSITIONS,
  type ReviewAction,
  type ReviewState,
  ROUND_TRANSITIONS,
  type RoundAction,
  type RoundState,
} from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { loadFacts } from '../round/read-round.ts';
import { transition } from '../states/transition.ts';
import { loadOpenMeeting } from './load-meeting.ts';
import { votersOf } from './read-meetings.ts';

/** What {@link declareDissent} works with. */
export interface DeclareDissentDeps {
  readonly db: Db;
  readonly ids: IdSource;
}

/** A disagreement with what is decided about a case; the one who declares it is the one who disagrees. */
export interface DeclareDissent {
  readonly meetingId: string;
  /** The round of the case, or the review; exactly one of the two. */
  readonly roundId?: string | undefined;
  readonly reviewId?: string | undefined;
  /** The case of the round; may be left out for a review, which has one. */
  readonly householdId?: string | undefined;
  readonly reason: string;
}

/**
 * Takes the dissent of a voter who is present into the minutes. It changes no decision, and comes before it: minutes that
 * are signed stay as they are.
 *
 * @throws {NotFoundError} `meeting.not-found`, `round.not-found`, `review.not-found`, `case.not-found`.
 * @throws {ConflictError} `meeting.not-open`, `record.transition-refused` @throws {RuleRefusedError} `meeting.not-a-voter`, `dissent.subject-unclear`.
 */
export async function declareDissent(
  deps: DeclareDissentDeps,
  actor: Actor,
  command: DeclareDissent,
  request: IdempotencyRequest,
): Promise<{ readonly id: string }> {
  authorise(actor, 'decisions.sign');
  return await runOnce(deps.db, actor, request, async (tx) => await store(tx, deps, actor, command));
}

async function store(
  tx: Tx,
  deps: DeclareDissentDeps,
  actor: Actor,
  command: DeclareDissent,
): Promise<{ readonly id: string }> {
  const { meetingId, roundId = null, reviewId = null, reason } = command;
  const meeting = await loadOpenMeeting(tx, meetingId);
  if (!votersOf(await listAttendance(tx, meetingId), meeting.sitting).includes(actor.id)) {
    throw new RuleRefusedError('meeting.not-a-voter');
  }
  const householdId = await findCaseOnAgenda(tx, actor, command);
  if ((await hiddenHouseholds(tx, actor)).has(householdId)) throw new NotFoundError('case.not-found');
  const id = deps.ids.next();
  await insertDissent(tx, actor.municipalityId, {
    id,
    meetingId,
    roundId,
    reviewId,
    householdId,
    member: actor.id,
    reason,
  });
  await appendAuditEvent(tx, actor, {
    action: 'dissent.declared',
    objectKind: 'dissent',
    objectId: id,
    after: { meetingId, roundId, reviewId, householdId },
  });
  return { id };
}

/** The household of the case, which is on the agenda of the meeting: in its round, or as the review of its lease. */
async function findCaseOnAgenda(
  tx: Tx,
  { municipalityId }: Actor,
  { meetingId, roundId, reviewId, householdId }: DeclareDissent,
): Promise<string> {
  const agenda = await listAgenda(tx, meetingId);
  if (roundId !== undefined && reviewId === undefined) {
    const round = agenda.find((item) => item.roundId === roundId);
    if (round === undefined || round.roundState === null) throw new NotFoundError('round.not-found');
    transition<RoundState, RoundAction>(ROUND_TRANSITIONS, round.roundState, 'sign');
    const { households } = await loadFacts(tx, roundId);
    const found = households.find(({ id }) => id === householdId);
    if (found === undefined) throw new NotFoundError('case.not-found');
    return found.id;
  }
  if (reviewId === undefined || roundId !== undefined) {
    throw new RuleRefusedError('dissent.subject-unclear', { field: 'reviewId' });
  }
  const review = await findReview(tx, municipalityId, reviewId);
  if (review === undefined || !agenda.some(({ leaseId }) => leaseId === review.leaseId)) {
    throw new NotFoundError('review.not-found');
  }
  transition<ReviewState, ReviewAction>(REVIEW_TRANSITIONS, review.state, 'decide');
  if (householdId !== undefined && review.householdId !== householdId) {
    throw new NotFoundError('case.not-found');
  }
  return review.householdId;
}
