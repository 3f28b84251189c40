import { findApplication, lockHousehold } from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { assertVisible } from '../recusal/assert-visible.ts';
import {
  type RegisterApplication,
  type RegisterApplicationDeps,
  type RegisteredApplication,
  storeApplication,
} from './register-application.ts';

/** A new application of a household whose earlier one is settled. */
export interface ReApply extends Omit<RegisterApplication, 'householdId'> {
  /** The earlier application. */
  readonly applicationId: string;
}

/**
 * Registers a new application that follows a settled one of the same household; the earlier one stays as it is. Waiting
 * counts from the assessment that is made for it.
 *
 * @throws {NotFoundError} `housing-application.not-found` @throws {RuleRefusedError} `record.date-in-the-future`
 * @throws {ConflictError} `housing-application.already-open` while the earlier one or another is open, `household.merged`.
 */
export async function reApply(
  deps: RegisterApplicationDeps,
  actor: Actor,
  { applicationId, ...command }: ReApply,
  request: IdempotencyRequest,
): Promise<RegisteredApplication> {
  authorise(actor, 'applications.write');
  const { municipalityId } = actor;
  return await runOnce(deps.db, actor, request, async (tx) => {
    const previous = await findApplication(tx, municipalityId, applicationId);
    if (previous === undefined) throw new NotFoundError('housing-application.not-found');
    const { householdId } = previous;
    await assertVisible(tx, actor, householdId, 'housing-application.not-found');
    await lockHousehold(tx, municipalityId, householdId);
    return await storeApplication(tx, deps, actor, {
      ...command,
      householdId,
      previousApplicationId: applicationId,
    });
  });
}
