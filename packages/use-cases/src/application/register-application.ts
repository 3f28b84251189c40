import {
  type ApplicationSource,
  type Db,
  findKeptHousehold,
  insertApplication,
  lockHousehold,
  type NewApplication,
  type Tx,
} from '@boligtrapp/database';
import type { PlainDateString } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

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
  /** Role or organisation that helps; nothing about health. */
  readonly helpedBy?: string | null | undefined;
}

/** The application that was made. */
export interface RegisteredApplication {
  readonly id: string;
  /** The receipt is given at once, with the answer. */
  readonly receiptSentAt: string;
}

/**
 * Registers an application with the status `received`, and its receipt with it.
 *
 * @throws {RuleRefusedError} `record.date-in-the-future`, `record.reference-unknown`.
 * @throws {ConflictError} `housing-application.already-open` when the household has one that is not settled,
 * `household.merged`.
 */
export async function registerApplication(
  deps: RegisterApplicationDeps,
  actor: Actor,
  command: RegisterApplication,
  request: IdempotencyRequest,
): Promise<RegisteredApplication> {
  authorise(actor, 'applications.write');
  return await runOnce(deps.db, actor, request, async (tx) => {
    const { householdId } = command;
    const isHidden = (await hiddenHouseholds(tx, actor)).has(householdId);
    if (isHidden || !(await lockHousehold(tx, actor.municipalityId, householdId))) {
      throw new RuleRefusedError('record.reference-unknown', { field: 'householdId' });
    }
    return await storeApplication(tx, deps, actor, { ...command, previousApplicationId: null });
  });
}

/** Stores a new application of a household that the caller has locked. Refuses as {@link registerApplication} does. */
export async function storeApplication(
  tx: Tx,
  deps: RegisterApplicationDeps,
  actor: Actor,
  command: RegisterApplication & Pick<NewApplication, 'previousApplicationId'>,
): Promise<RegisteredApplication> {
  const { householdId, source, receivedOn, previousApplicationId } = command;
  if (receivedOn > deps.clock.today()) {
    throw new RuleRefusedError('record.date-in-the-future', { field: 'receivedOn' });
  }
  await assertNotMerged(tx, actor, householdId);
  const id = deps.ids.next();
  const receiptSentAt = deps.clock.now();
  const helpedBy = command.helpedBy ?? null;
  const application = { id, householdId, source, receivedOn, receiptSentAt, helpedBy, previousApplicationId };
  const outcome = await insertApplication(tx, actor.municipalityId, application);
  if (outcome === 'household-unknown') {
    throw new RuleRefusedError('record.reference-unknown', { field: 'householdId' });
  }
  if (outcome === 'household-merged') throw new ConflictError('household.merged', { field: 'householdId' });
  if (outcome === 'already-open') {
    throw new ConflictError('housing-application.already-open', { field: 'householdId' });
  }
  await appendAuditEvent(tx, actor, {
    action: 'housing-application.received',
    objectKind: 'housing-application',
    objectId: id,
    after: { householdId, source, receivedOn, previousApplicationId },
  });
  return { id, receiptSentAt };
}

/** @throws {ConflictError} `household.merged`, naming the household that is kept where the actor may know of it. */
export async function assertNotMerged(tx: Tx, actor: Actor, householdId: string): Promise<void> {
  const keptHouseholdId = await findKeptHousehold(tx, actor.municipalityId, householdId);
  if (keptHouseholdId === undefined) return;
  const isHidden = (await hiddenHouseholds(tx, actor)).has(keptHouseholdId);
  throw new ConflictError('household.merged', isHidden ? {} : { facts: { keptHouseholdId } });
}
