import { type Db, findLease, insertOccupancyRequest, type Tx } from '@boligtrapp/database';
import {
  type OccupancyState,
  type OccupantKind,
  occupancyAnswerDueOn,
  occupancyStateOn,
  type PlainDateString,
} from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { assertVisible } from '../recusal/assert-visible.ts';

/** What {@link registerOccupancyRequest} needs. */
export interface RegisterOccupancyRequestDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** A written application of a tenant to take in a household member. */
export interface RegisterOccupancyRequest {
  readonly leaseId: string;
  readonly personKind: OccupantKind;
  /** When the landlord got it; today or earlier. */
  readonly receivedOn: PlainDateString;
}

/** The application that was stored or answered, with what it amounts to today. */
export interface RegisteredOccupancyRequest {
  readonly id: string;
  readonly version: number;
  readonly dueOn: PlainDateString;
  readonly state: OccupancyState;
}

/**
 * Registers a written application to take somebody in; from its receipt a month runs in which an answer is due.
 *
 * @throws {NotFoundError} `lease.not-found` @throws {RuleRefusedError} `record.date-in-the-future`
 */
export async function registerOccupancyRequest(
  deps: RegisterOccupancyRequestDeps,
  actor: Actor,
  command: RegisterOccupancyRequest,
  request: IdempotencyRequest,
): Promise<RegisteredOccupancyRequest> {
  authorise(actor, 'leases.write');
  if (command.receivedOn > deps.clock.today()) {
    throw new RuleRefusedError('record.date-in-the-future', { field: 'receivedOn' });
  }
  return await runOnce(deps.db, actor, request, async (tx) => await store(tx, deps, actor, command));
}

async function store(
  tx: Tx,
  deps: RegisterOccupancyRequestDeps,
  actor: Actor,
  { leaseId, personKind, receivedOn }: RegisterOccupancyRequest,
): Promise<RegisteredOccupancyRequest> {
  const lease = await findLease(tx, actor.municipalityId, leaseId);
  if (lease === undefined) throw new NotFoundError('lease.not-found');
  await assertVisible(tx, actor, lease.householdId, 'lease.not-found');
  const id = deps.ids.next();
  await insertOccupancyRequest(tx, actor.municipalityId, {
    id,
    leaseId,
    personKind,
    receivedOn,
    registeredBy: actor.id,
  });
  await appendAuditEvent(tx, actor, {
    action: 'occupancy-request.received',
    objectKind: 'occupancy-request',
    objectId: id,
    after: { leaseId, personKind, receivedOn },
  });
  const state = occupancyStateOn({ receivedOn, answeredOn: null, answer: null }, deps.clock.today());
  return { id, version: 1, dueOn: occupancyAnswerDueOn(receivedOn), state };
}
