import { type ApplicationSource, type Db, insertApplication, inTenant, type Tx } from '@boligtrapp/database';
import type { PlainDateString } from '@boligtrapp/domain';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, RuleRefusedError } from '../errors/domain-error.ts';
import { type IdempotencyRequest, idempotent } from '../idempotency/idempotent.ts';
import type { Clock, IdSource } from '../ports/ports.ts';

/** What {@link registerApplication} needs. */
export interface RegisterApplicationDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** An application (søknad) as it came in. */
export interface RegisterApplication {
  readonly householdId: string;
  readonly source: ApplicationSource;
  /** Today or earlier. */
  readonly receivedOn: PlainDateString;
}

/** The application that was made. */
export interface RegisteredApplication {
  readonly id: string;
}

/**
 * Registers an application with the status `received`.
 *
 * @throws {RuleRefusedError} `record.date-in-the-future`, `record.reference-unknown`.
 * @throws {ConflictError} `housing-application.already-open` when the household has one that is not settled.
 */
export async function registerApplication(
  deps: RegisterApplicationDeps,
  actor: Actor,
  command: RegisterApplication,
  request: IdempotencyRequest,
): Promise<RegisteredApplication> {
  authorise(actor, 'applications.write');
  if (command.receivedOn > deps.clock.today()) {
    throw new RuleRefusedError('record.date-in-the-future', { field: 'receivedOn' });
  }
  return await inTenant(
    deps.db,
    tenantOf(actor),
    async (tx) => await idempotent(tx, actor, request, async () => await store(tx, deps, actor, command)),
  );
}

async function store(
  tx: Tx,
  deps: RegisterApplicationDeps,
  actor: Actor,
  command: RegisterApplication,
): Promise<RegisteredApplication> {
  const id = deps.ids.next();
  const outcome = await insertApplication(tx, actor.municipalityId, { id, ...command });
  if (outcome === 'household-unknown') {
    throw new RuleRefusedError('record.reference-unknown', { field: 'householdId' });
  }
  if (outcome === 'already-open') {
    throw new ConflictError('housing-application.already-open', { field: 'householdId' });
  }
  await appendAuditEvent(tx, actor, {
    action: 'housing-application.received',
    objectKind: 'housing-application',
    objectId: id,
    after: { householdId: command.householdId, source: command.source, receivedOn: command.receivedOn },
  });
  return { id };
}
