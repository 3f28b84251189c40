import { countRefusals, findPolicyInForce, insertOfferRefusal, type Tx } from '@boligtrapp/database';
import { DEFAULT_POLICY, OFFER_TRANSITIONS, refusalConsequence } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { visibleOffers } from '../recusal/hidden-offers.ts';
import { transition } from '../states/transition.ts';
import { type AnsweredOffer, assertInTime, type OfferDeps } from './accept-offer.ts';
import { endOffer, lockOffer } from './end-offer.ts';

/** Why a household says no. */
export const DECLINE_REASONS = [
  'area',
  'size',
  'standard',
  'rent',
  'accessibility',
  'found-another',
  'not-stated',
  'other',
] as const;
/** One of {@link DECLINE_REASONS}. */
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** An answer of no. */
export interface DeclineOffer {
  readonly offerId: string;
  readonly reasonCode: DeclineReason;
}

/**
 * The household declines. It keeps its place in the queue: what the policy says about refusals is stored as a flag, and
 * a case officer decides. Offers of homes that stay lived in because of it are withdrawn.
 *
 * @throws {NotFoundError} `offer.not-found` @throws {ConflictError} as for an acceptance.
 */
export async function declineOffer(
  deps: OfferDeps,
  actor: Actor,
  command: DeclineOffer,
  request: IdempotencyRequest,
): Promise<AnsweredOffer> {
  authorise(actor, 'offers.write');
  return await runOnce(deps.db, actor, request, async (tx) => await decline(tx, deps, actor, command));
}

async function decline(
  tx: Tx,
  deps: OfferDeps,
  actor: Actor,
  { offerId, reasonCode }: DeclineOffer,
): Promise<AnsweredOffer> {
  const { municipalityId } = actor;
  const today = deps.clock.today();
  const offer = await lockOffer(tx, actor, offerId, 'decline');
  const state = transition(OFFER_TRANSITIONS, offer.state, 'decline');
  assertInTime(offer, today);
  const policy = await findPolicyInForce(tx, today);
  const count = 1 + (await countRefusals(tx, municipalityId, offer.householdId));
  await insertOfferRefusal(tx, municipalityId, {
    offerId,
    householdId: offer.householdId,
    reasonCode,
    refusedOn: today,
    policySetId: policy?.id ?? null,
    consequence: refusalConsequence(policy?.content ?? DEFAULT_POLICY, { count, on: today }).consequence,
  });
  const ending = { action: 'decline', reasonCode, answeredOn: today, today } as const;
  const withdrawn = await endOffer(tx, deps, actor, { offer, ending });
  return { id: offerId, state, withdrawn: [...(await visibleOffers(tx, actor, withdrawn))], sent: [] };
}
