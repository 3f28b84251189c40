import { type Db, type LockedFollowUp, lockFollowUp, type Tx } from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';
import { NotFoundError, StaleVersionError } from '../errors/domain-error.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { assertVisible } from '../recusal/assert-visible.ts';

/** What the commands and queries about follow-ups, plans and the environment need. */
export interface FollowUpDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Which follow-up, as the caller has read it. */
export interface FollowUpCommand {
  readonly followUpId: string;
  readonly version: number;
}

/**
 * The follow-up, locked until the transaction ends, as the caller has read it.
 *
 * @throws {NotFoundError} `follow-up.not-found` also where the case of the household is hidden from the actor.
 * @throws {StaleVersionError}
 */
export async function findForChange(
  tx: Tx,
  actor: Actor,
  { followUpId, version }: FollowUpCommand,
): Promise<LockedFollowUp> {
  const followUp = await lockFollowUp(tx, actor.municipalityId, followUpId);
  if (followUp === undefined) throw new NotFoundError('follow-up.not-found');
  await assertVisible(tx, actor, followUp.householdId, 'follow-up.not-found');
  if (followUp.version !== version) throw new StaleVersionError();
  return followUp;
}
