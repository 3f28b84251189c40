import { type Db, updatePreliminaryAnswer } from '@boligtrapp/database';
import {
  HOUSING_APPLICATION_TRANSITIONS,
  type HousingApplicationAction,
  type HousingApplicationState,
  type PlainDateString,
} from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock } from '../ports/ports.ts';
import { transition } from '../states/transition.ts';
import type { MovedApplication } from './move-application.ts';
import { lockVisibleApplication } from './settle-application.ts';

/** What {@link recordPreliminaryAnswer} needs. */
export interface RecordPreliminaryAnswerDeps {
  readonly db: Db;
  readonly clock: Clock;
}

/** A preliminary answer (foreløpig svar) that was sent. */
export interface RecordPreliminaryAnswer {
  readonly applicationId: string;
  /** Not before the application came in, nor after today. */
  readonly sentOn: PlainDateString;
}

/**
 * Notes that an application that is not decided got its preliminary answer; a later one replaces the day.
 *
 * @law LOV-1967-02-10 § 11 a
 * @throws {NotFoundError} `housing-application.not-found` @throws {ConflictError} `record.transition-refused`
 * @throws {RuleRefusedError} `record.date-in-the-future`, `record.range-reversed`
 */
export async function recordPreliminaryAnswer(
  deps: RecordPreliminaryAnswerDeps,
  actor: Actor,
  { applicationId, sentOn }: RecordPreliminaryAnswer,
  request: IdempotencyRequest,
): Promise<MovedApplication> {
  authorise(actor, 'applications.write');
  return await runOnce(deps.db, actor, request, async (tx) => {
    const application = await lockVisibleApplication(tx, actor, applicationId);
    const { receivedOn, preliminaryAnswerSentOn } = application;
    const status = transition<HousingApplicationState, HousingApplicationAction>(
      HOUSING_APPLICATION_TRANSITIONS,
      application.status,
      'answer',
    );
    if (sentOn > deps.clock.today())
      throw new RuleRefusedError('record.date-in-the-future', { field: 'sentOn' });
    if (sentOn < receivedOn) throw new RuleRefusedError('record.range-reversed', { field: 'sentOn' });
    const version = await updatePreliminaryAnswer(tx, actor.municipalityId, applicationId, sentOn);
    await appendAuditEvent(tx, actor, {
      action: 'housing-application.preliminary-answer-sent',
      objectKind: 'housing-application',
      objectId: applicationId,
      before: { preliminaryAnswerSentOn },
      after: { preliminaryAnswerSentOn: sentOn },
    });
    return { id: applicationId, version, status };
  });
}
