import { type Db, type LockedApplication, lockApplication, lockOffers, type Tx } from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError, StaleVersionError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { withdrawOffersOf } from '../offer/withdraw-offers-of.ts';
import { assertVisible } from '../recusal/assert-visible.ts';
import { type MoveApplicationDeps, type MovedApplication, moveApplication } from './move-application.ts';

/** What {@link settleApplication} needs. */
export interface SettleApplicationDeps extends MoveApplicationDeps {
  readonly db: Db;
}

/** An end of an application. */
export interface SettleApplication {
  readonly applicationId: string;
  /** The version that the caller has read. */
  readonly version: number;
  /** `withdraw`: the household no longer asks. `expire`: it no longer answers, or what it asked for has lapsed. */
  readonly action: 'withdraw' | 'expire';
}

const REASONS = { withdraw: 'application-withdrawn', expire: 'application-expired' } as const;

/**
 * Ends an open application; its household leaves the queue, and those behind move up, with the reason in the history.
 * What it was offered is withdrawn, and the next in line is looked for.
 *
 * @throws {NotFoundError} `housing-application.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused` when it is settled already; `offer.circle-underway` when others
 * have begun to move because the household does.
 */
export async function settleApplication(
  deps: SettleApplicationDeps,
  actor: Actor,
  { applicationId, version, action }: SettleApplication,
  request: IdempotencyRequest,
): Promise<MovedApplication> {
  authorise(actor, 'applications.write');
  return await runOnce(deps.db, actor, request, async (tx) => {
    // Before the application: a lease of an offer, which houses the applicant, takes the locks in this order.
    await lockOffers(tx);
    const application = await lockVisibleApplication(tx, actor, applicationId);
    if (application.version !== version) throw new StaleVersionError();
    const { householdId } = application;
    await withdrawOffersOf(tx, deps, actor, { householdId, reasonCode: REASONS[action] });
    return await moveApplication(tx, deps, actor, { application, actions: [action] });
  });
}

/** Locks an application that exists for the actor. @throws {NotFoundError} `housing-application.not-found` */
export async function lockVisibleApplication(
  tx: Tx,
  actor: Actor,
  applicationId: string,
): Promise<LockedApplication> {
  const application = await lockApplication(tx, actor.municipalityId, applicationId);
  if (application === undefined) throw new NotFoundError('housing-application.not-found');
  await assertVisible(tx, actor, application.householdId, 'housing-application.not-found');
  return application;
}
