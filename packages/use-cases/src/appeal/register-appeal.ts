import {
  type AppealedDecision,
  type AppealRow,
  type Db,
  findAppealedDecision,
  findAppealedEntitlement,
  insertAppeal,
  type Tx,
} from '@boligtrapp/database';
import {
  type AppealTimeliness,
  appealDeadline,
  appealTimeliness,
  type PlainDateString,
} from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/** What the use cases about appeals need. */
export interface AppealDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** An appeal as it comes in. */
export interface RegisterAppeal {
  /** What is appealed: a decision on entitlement, or one about a dwelling. Exactly one of the two. */
  readonly entitlementId?: string | undefined;
  readonly decisionId?: string | undefined;
  /** The day on which the notice of the decision arrived; of the reasons, where they were asked for and came later. */
  readonly noticeArrivedOn: PlainDateString;
  /** The day it was posted, where that is known. */
  readonly sentOn: PlainDateString | null;
  readonly arrivedOn: PlainDateString;
}

/** The appeal that was registered, with what its dates say. */
export interface RegisteredAppeal extends AppealTimeliness {
  readonly id: string;
  readonly version: number;
  readonly body: AppealRow['body'];
  readonly deadlineOn: PlainDateString;
}

/**
 * Registers an appeal. One that comes late is registered like any other, and shown as late: whether it is heard is for
 * people to decide.
 *
 * @throws {RuleRefusedError} `appeal.subject-unclear`, `record.reference-unknown`, `record.date-in-the-future`,
 * `record.range-reversed`.
 */
export async function registerAppeal(
  deps: AppealDeps,
  actor: Actor,
  command: RegisterAppeal,
  request: IdempotencyRequest,
): Promise<RegisteredAppeal> {
  authorise(actor, 'appeals.write');
  assertDates(command, deps.clock.today());
  return await runOnce(deps.db, actor, request, async (tx) => await store(tx, deps, actor, command));
}

function assertDates({ noticeArrivedOn, sentOn, arrivedOn }: RegisterAppeal, today: PlainDateString): void {
  if (arrivedOn > today) throw new RuleRefusedError('record.date-in-the-future', { field: 'arrivedOn' });
  if (noticeArrivedOn > today) {
    throw new RuleRefusedError('record.date-in-the-future', { field: 'noticeArrivedOn' });
  }
  if (sentOn !== null && sentOn > arrivedOn) {
    throw new RuleRefusedError('record.range-reversed', { field: 'arrivedOn' });
  }
}

async function store(
  tx: Tx,
  deps: AppealDeps,
  actor: Actor,
  command: RegisterAppeal,
): Promise<RegisteredAppeal> {
  const { noticeArrivedOn, sentOn, arrivedOn, entitlementId = null, decisionId = null } = command;
  const { householdId, body, decidedOn } = await loadSubject(tx, actor, command);
  if (noticeArrivedOn < decidedOn) {
    throw new RuleRefusedError('record.range-reversed', { field: 'noticeArrivedOn' });
  }
  const id = deps.ids.next();
  const deadlineOn = appealDeadline(noticeArrivedOn);
  const dates = { decidedOn, deadlineOn, sentOn, arrivedOn };
  await insertAppeal(tx, actor.municipalityId, {
    id,
    entitlementId,
    decisionId,
    householdId,
    body,
    noticeArrivedOn,
    registeredBy: actor.id,
    ...dates,
  });
  await appendAuditEvent(tx, actor, {
    action: 'appeal.registered',
    objectKind: 'appeal',
    objectId: id,
    after: { entitlementId, decisionId, householdId, body, deadlineOn, arrivedOn },
  });
  return { id, version: 1, body, deadlineOn, ...appealTimeliness(dates) };
}

async function loadSubject(
  tx: Tx,
  actor: Actor,
  { entitlementId, decisionId }: RegisterAppeal,
): Promise<AppealedDecision> {
  const { municipalityId } = actor;
  let subject: AppealedDecision | undefined;
  if (entitlementId !== undefined && decisionId === undefined) {
    subject = await findAppealedEntitlement(tx, municipalityId, entitlementId);
  } else if (decisionId !== undefined && entitlementId === undefined) {
    subject = await findAppealedDecision(tx, municipalityId, decisionId);
  } else {
    throw new RuleRefusedError('appeal.subject-unclear', { field: 'decisionId' });
  }
  if (subject === undefined || (await hiddenHouseholds(tx, actor)).has(subject.householdId)) {
    const field = decisionId === undefined ? 'entitlementId' : 'decisionId';
    throw new RuleRefusedError('record.reference-unknown', { field });
  }
  return subject;
}
