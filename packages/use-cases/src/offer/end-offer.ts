import {
  appendOutbox,
  ensureCaseTask,
  findOffer,
  lockOffers,
  type OfferRow,
  readLinkedOffers,
  type Tx,
  updateOffer,
} from '@boligtrapp/database';

import {
  circleOf,
  OFFER_TRANSITIONS,
  type OfferAction,
  offersBrokenBy,
  type PlainDateString,
} from '@boligtrapp/domain';

import type { Actor } from '../actor/actor.ts';
import { type AuditActor, appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError } from '../errors/domain-error.ts';
import type { IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { transition } from '../states/transition.ts';

/**
 * Takes the lock of the offers and gives one of them, for an action that its state allows. Whoever comes too late is
 * told so without waiting for the lock: no offer goes back to a state that it has left.
 *
 * @throws {NotFoundError} `offer.not-found` @throws {ConflictError} `record.transition-refused`
 */
export async function lockOffer(
  tx: Tx,
  actor: Actor,
  offerId: string,
  action: OfferAction,
): Promise<OfferRow> {
  const { state } = await findVisibleOffer(tx, actor, offerId);
  transition(OFFER_TRANSITIONS, state, action);
  await lockOffers(tx);
  const offer = await findVisibleOffer(tx, actor, offerId);
  transition(OFFER_TRANSITIONS, offer.state, action);
  return offer;
}

async function findVisibleOffer(tx: Tx, actor: Actor, offerId: string): Promise<OfferRow> {
  const offer = await findOffer(tx, actor.municipalityId, offerId);
  if (offer === undefined || (await hiddenHouseholds(tx, actor)).has(offer.householdId)) {
    throw new NotFoundError('offer.not-found');
  }
  return offer;
}

const PAST = { decline: 'declined', expire: 'expired', withdraw: 'withdrawn' } as const;

/** How an offer ends without a lease. */
export interface OfferEnding {
  readonly action: keyof typeof PAST;
  readonly reasonCode: string | null;
  /** Day of the tenant's answer; null where there is none. */
  readonly answeredOn: PlainDateString | null;
  readonly today: PlainDateString;
}

/**
 * Ends an offer, and withdraws those that fall with it: whoever was to get the home of somebody who stays. A case
 * officer is told of each, and a job looks for the next in line for every dwelling that is free. The caller holds the
 * lock of the offers.
 *
 * @returns the offers that fell with it. @throws {ConflictError} `record.transition-refused`; `offer.circle-underway`
 * once somebody in a circle of moves has a lease: the homes of the others have ended for it.
 */
export async function endOffer(
  tx: Tx,
  deps: { readonly ids: IdSource },
  actor: AuditActor,
  { offer, ending }: { readonly offer: Pick<OfferRow, 'id' | 'state'>; readonly ending: OfferEnding },
): Promise<readonly string[]> {
  const { municipalityId } = actor;
  const { action, reasonCode, answeredOn, today } = ending;
  const state = transition(OFFER_TRANSITIONS, offer.state, action);
  const linked = await readLinkedOffers(tx, municipalityId);
  const isUnderway = circleOf(linked, offer.id).some((member) => member.state === 'fulfilled');
  if (offer.state === 'accepted' && isUnderway) {
    throw new ConflictError('offer.circle-underway');
  }
  const broken = offersBrokenBy(linked, offer.id);
  await updateOffer(tx, municipalityId, offer.id, { state, answeredOn, answerReasonCode: reasonCode });
  for (const id of broken) {
    await updateOffer(tx, municipalityId, id, { state: 'withdrawn', answerReasonCode: 'chain-broken' });
  }
  const told = [[offer.id, PAST[action]] as const, ...broken.map((id) => [id, 'withdrawn'] as const)];
  for (const [subjectId, what] of told) {
    const task = { id: deps.ids.next(), kind: `offer-${what}`, subjectId, dueOn: today } as const;
    await ensureCaseTask(tx, municipalityId, task);
    await askForSuccessor(tx, deps, municipalityId, subjectId);
  }
  const states = new Map(linked.map((one) => [one.id, one.state]));
  for (const [objectId, what] of told) {
    await appendAuditEvent(tx, actor, {
      action: `offer.${what}`,
      objectKind: 'offer',
      objectId,
      before: { state: states.get(objectId) ?? offer.state },
      after: { state: what, reasonCode: objectId === offer.id ? reasonCode : 'chain-broken' },
    });
  }
  return broken;
}

/** Leaves it to a job to look for the next in line after an offer that ended. */
export async function askForSuccessor(
  tx: Tx,
  deps: { readonly ids: IdSource },
  municipalityId: string,
  offerId: string,
): Promise<void> {
  await appendOutbox(tx, municipalityId, {
    id: deps.ids.next(),
    queue: 'offers',
    kind: 'propose-successor',
    payload: { municipalityId, offerId },
  });
}
