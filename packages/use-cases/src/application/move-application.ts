import {
  type ApplicationStatus,
  hasCurrentAssessment,
  type LockedApplication,
  listEntitlements,
  type QueueEventKind,
  type Tx,
  updateApplicationStatus,
} from '@boligtrapp/database';
import {
  applicationSteps,
  HOUSING_APPLICATION_TRANSITIONS,
  type HousingApplicationAction,
} from '@boligtrapp/domain';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError } from '../errors/domain-error.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { recordQueueChange } from '../queue/record-queue-change.ts';
import { transition } from '../states/transition.ts';

/** What moving an application needs. */
export interface MoveApplicationDeps {
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** The application after it moved. */
export interface MovedApplication {
  readonly id: string;
  readonly version: number;
  readonly status: ApplicationStatus;
}

/** How the history of the queue calls it when an application leaves the queue for a state. */
const LEAVING: Readonly<
  Record<
    Exclude<ApplicationStatus, 'in-queue'>,
    Exclude<QueueEventKind, 'policy-changed' | 'waiting-time' | 'observed'>
  >
> = {
  received: 'refused',
  refused: 'refused',
  withdrawn: 'withdrawn',
  expired: 'expired',
  housed: 'housed',
  merged: 'merged',
};

/** What is to happen to which application. */
export interface ApplicationMove {
  readonly application: LockedApplication;
  /** Taken one after the other; none leaves it as it is. */
  readonly actions: readonly HousingApplicationAction[];
}

/**
 * Takes the actions on a locked application, one after the other, and stores where they lead; when it enters or leaves
 * the queue, the history of the queue is written with it. The audit event comes last.
 *
 * @throws {ConflictError} `record.transition-refused`, and `housing-application.already-open` when the household has
 * another open application by now.
 */
export async function moveApplication(
  tx: Tx,
  deps: MoveApplicationDeps,
  actor: Actor,
  { application, actions }: ApplicationMove,
): Promise<MovedApplication> {
  const { id, householdId } = application;
  const status = actions.reduce(
    (state, action): ApplicationStatus => transition(HOUSING_APPLICATION_TRANSITIONS, state, action),
    application.status,
  );
  if (status === application.status) return { id, version: application.version, status };
  const moved = async (): Promise<MovedApplication> => {
    const version = await updateApplicationStatus(tx, actor.municipalityId, id, status);
    if (version === 'already-open') throw new ConflictError('housing-application.already-open');
    return { id, version, status };
  };
  const isAboutQueue = status === 'in-queue' || application.status === 'in-queue';
  const kind = status === 'in-queue' ? 'entered' : LEAVING[status];
  const moment = { scope: tenantOf(actor), on: deps.clock.today() };
  const result = isAboutQueue
    ? await recordQueueChange(tx, deps, moment, async () => ({ kind, householdId, result: await moved() }))
    : await moved();
  await appendAuditEvent(tx, actor, {
    action: `housing-application.${status}`,
    objectKind: 'housing-application',
    objectId: id,
    before: { status: application.status },
    after: { status },
  });
  return result;
}

/**
 * Brings a locked application to where its decisions and the assessment lead it. Both, the decision and the assessment,
 * hold the lock of the application when they ask, so that whichever comes last sees the other.
 */
export async function followDecisions(
  tx: Tx,
  deps: MoveApplicationDeps,
  actor: Actor,
  application: LockedApplication,
): Promise<MovedApplication> {
  const { municipalityId } = actor;
  const { id, householdId, status } = application;
  const actions = applicationSteps({
    status,
    decisions: await listEntitlements(tx, municipalityId, id),
    hasCurrentAssessment: await hasCurrentAssessment(tx, municipalityId, householdId, deps.clock.today()),
  });
  return await moveApplication(tx, deps, actor, { application, actions });
}
