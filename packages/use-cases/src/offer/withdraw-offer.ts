import type { Tx } from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { visibleOffers } from '../recusal/hidden-offers.ts';
import type { AnsweredOffer, OfferDeps } from './accept-offer.ts';
import { endOffer, lockOffer } from './end-offer.ts';

/** Why the municipality takes an offer back. */
export const WITHDRAWAL_REASONS = [
  'dwelling-unavailable',
  'circumstances-changed',
  'made-in-error',
  'decision-corrected',
] as const;
/** One of {@link WITHDRAWAL_REASONS}. */
export type WithdrawalReason = (typeof WITHDRAWAL_REASONS)[number];

/** An offer to be taken back. */
export interface WithdrawOffer {
  readonly offerId: string;
  readonly reasonCode: WithdrawalReason;
}

/**
 * Takes an offer back, an accepted one too while it has no lease. Offers that wait for it, or close a circle with it,
 * are withdrawn with it.
 *
 * @throws {NotFoundError} `offer.not-found` @throws {ConflictError} `record.transition-refused`, `offer.circle-underway`.
 */
export async function withdrawOffer(
  deps: OfferDeps,
  actor: Actor,
  command: WithdrawOffer,
  request: IdempotencyRequest,
): Promise<AnsweredOffer> {
  authorise(actor, 'offers.write');
  return await runOnce(deps.db, actor, request, async (tx) => await withdraw(tx, deps, actor, command));
}

async function withdraw(
  tx: Tx,
  deps: OfferDeps,
  actor: Actor,
  { offerId, reasonCode }: WithdrawOffer,
): Promise<AnsweredOffer> {
  const offer = await lockOffer(tx, actor, offerId, 'withdraw');
  const ending = {
    action: 'withdraw',
    reasonCode,
    answeredOn: offer.answeredOn,
    today: deps.clock.today(),
  } as const;
  const withdrawn = await endOffer(tx, deps, actor, { offer, ending });
  return {
    id: offerId,
    state: 'withdrawn',
    withdrawn: [...(await visibleOffers(tx, actor, withdrawn))],
    sent: [],
  };
}
