import {
  type Db,
  lockOccupancyRequest,
  type OccupancyRequestRow,
  type Tx,
  updateOccupancyAnswer,
} from '@boligtrapp/database';
import {
  type OccupancyRefusalGround,
  occupancyAnswerDueOn,
  occupancyStateOn,
  type PlainDateString,
} from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError, StaleVersionError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock } from '../ports/ports.ts';
import { assertVisible } from '../recusal/assert-visible.ts';
import type { RegisteredOccupancyRequest } from './register-occupancy-request.ts';

/** What {@link answerOccupancyRequest} needs. */
export interface AnswerOccupancyRequestDeps {
  readonly db: Db;
  readonly clock: Clock;
}

/** The landlord's answer. */
export interface AnswerOccupancyRequest {
  readonly occupancyRequestId: string;
  /** The version that the caller has read. */
  readonly version: number;
  readonly answer: 'approved' | 'refused';
  /** Not before it came in, nor after today. */
  readonly answeredOn: PlainDateString;
  /** For a refusal, and for nothing else. */
  readonly refusalGround?: OccupancyRefusalGround | null | undefined;
  /** Twenty characters or more for a refusal. */
  readonly reason?: string | null | undefined;
}

const SHORTEST_REASON = 20;

/**
 * Answers an application to take somebody in. After a month of silence it counts as approved: an approval may still be
 * written down, a refusal no longer.
 *
 * @law LOV-1999-03-26-17 § 7-6
 * @throws {NotFoundError} `occupancy-request.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `occupancy-request.already-answered`, `occupancy-request.approved-by-silence`
 * @throws {RuleRefusedError} `occupancy-request.refusal-unfounded`, `record.date-in-the-future`, `record.range-reversed`
 */
export async function answerOccupancyRequest(
  deps: AnswerOccupancyRequestDeps,
  actor: Actor,
  command: AnswerOccupancyRequest,
  request: IdempotencyRequest,
): Promise<RegisteredOccupancyRequest> {
  authorise(actor, 'leases.write');
  checkGrounds(command);
  return await runOnce(deps.db, actor, request, async (tx) => await store(tx, deps, actor, command));
}

async function store(
  tx: Tx,
  deps: AnswerOccupancyRequestDeps,
  actor: Actor,
  command: AnswerOccupancyRequest,
): Promise<RegisteredOccupancyRequest> {
  const { occupancyRequestId, answer, answeredOn } = command;
  const stored = await lockOccupancyRequest(tx, actor.municipalityId, occupancyRequestId);
  if (stored === undefined) throw new NotFoundError('occupancy-request.not-found');
  await assertVisible(tx, actor, stored.householdId, 'occupancy-request.not-found');
  const today = deps.clock.today();
  checkTime(stored, command, today);
  const refusalGround = command.refusalGround ?? null;
  const version = await updateOccupancyAnswer(tx, actor.municipalityId, occupancyRequestId, {
    answer,
    answeredOn,
    refusalGround,
    reason: command.reason ?? null,
    answeredBy: actor.id,
  });
  await appendAuditEvent(tx, actor, {
    action: 'occupancy-request.answered',
    objectKind: 'occupancy-request',
    objectId: occupancyRequestId,
    before: { answer: null },
    after: { answer, answeredOn, refusalGround },
  });
  const { receivedOn } = stored;
  const state = occupancyStateOn({ receivedOn, answeredOn, answer }, today);
  return { id: occupancyRequestId, version, dueOn: occupancyAnswerDueOn(receivedOn), state };
}

function checkGrounds({ answer, refusalGround, reason }: AnswerOccupancyRequest): void {
  const hasGround = (refusalGround ?? null) !== null;
  const isFounded = hasGround && (reason ?? '').trim().length >= SHORTEST_REASON;
  if (answer === 'refused' ? !isFounded : hasGround) {
    throw new RuleRefusedError('occupancy-request.refusal-unfounded', {
      field: hasGround && answer === 'refused' ? 'reason' : 'refusalGround',
      lawRefs: ['LOV-1999-03-26-17 § 7-1'],
    });
  }
}

function checkTime(
  stored: OccupancyRequestRow,
  command: AnswerOccupancyRequest,
  today: PlainDateString,
): void {
  const { version, answer, answeredOn } = command;
  if (stored.version !== version) throw new StaleVersionError();
  if (stored.answer !== null) throw new ConflictError('occupancy-request.already-answered');
  if (answeredOn > today) throw new RuleRefusedError('record.date-in-the-future', { field: 'answeredOn' });
  if (answeredOn < stored.receivedOn)
    throw new RuleRefusedError('record.range-reversed', { field: 'answeredOn' });
  const dueOn = occupancyAnswerDueOn(stored.receivedOn);
  if (answer === 'refused' && answeredOn > dueOn) {
    throw new ConflictError('occupancy-request.approved-by-silence', {
      facts: { dueOn },
      lawRefs: ['LOV-1999-03-26-17 § 7-6'],
    });
  }
}
